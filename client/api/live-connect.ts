import { io } from 'socket.io-client';
import type { SocketLike } from './live-socket.ts';

/** The real connection: Socket.IO at `/live`, websocket only, the session cookie as proof. */
export function openLiveConnection(): SocketLike {
  const socket = io({
    path: '/live',
    transports: ['websocket'],
    autoConnect: false,
    forceNew: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
  });
  return {
    connect: () => socket.connect(),
    disconnect: () => socket.disconnect(),
    onEvent: (event, listener) => {
      if (event === 'ping') socket.io.on('ping', () => listener());
      else socket.on(event, listener);
    },
    request: (event, payload, timeoutMs) => socket.timeout(timeoutMs).emitWithAck(event, payload) as Promise<unknown>,
    send: (event, payload) => void socket.emit(event, payload),
  };
}
