import type { Port } from './message.ts';

/** What a Worker, a MessagePort and the scope of a worker have in common. */
interface Endpoint {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  start?: () => void;
}

export function portOf(endpoint: Endpoint): Port {
  let current: ((event: MessageEvent) => void) | undefined;
  return {
    post: (message, transfer) => endpoint.postMessage(message, [...transfer]),
    listen: (onMessage) => {
      if (current) endpoint.removeEventListener('message', current);
      current = ({ data }) => onMessage(data);
      endpoint.addEventListener('message', current);
      endpoint.start?.();
    },
  };
}
