import { decoding, encoding } from 'lib0';
import { WebSocket, WebSocketServer } from 'ws';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import * as sync from 'y-protocols/sync';
import { Doc, encodeStateVector } from 'yjs';
import { SYNC_MESSAGE } from '../../../shared/api/sync.ts';
import type { SocketClass } from '../provider.ts';
import type { WebSocket as ServerSocket } from 'ws';

/** Rooms on a real socket, one document each, for tests: they store what comes and acknowledge when told to. */
export interface Rooms {
  readonly url: string;
  readonly socket: SocketClass;
  readonly doc: (sheet: string) => Doc;
  /** Puts a rebuilt document in place of the present one. */
  readonly replace: (sheet: string, doc: Doc) => void;
  /** Whether every frame is acknowledged at once. */
  automatic: boolean;
  readonly acknowledge: (sheet: string) => void;
  readonly end: (sheet: string, code?: number, reason?: string) => void;
  readonly stop: () => void;
}

interface Room {
  doc: Doc;
  readonly sockets: Set<ServerSocket>;
  readonly awareness: Awareness;
}

export async function openRooms(): Promise<Rooms> {
  const rooms = new Map<string, Room>();
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };

  const roomOf = (sheet: string): Room => {
    const known = rooms.get(sheet);
    if (known) return known;
    const room: Room = { doc: new Doc(), sockets: new Set(), awareness: shareAwareness() };
    rooms.set(sheet, room);
    relay(room);
    return room;
  };

  server.on('connection', (socket, request) => {
    const room = roomOf(request.url?.split('?')[0]?.split('/').at(-1) ?? '');
    room.sockets.add(socket);
    const here: number[] = [];
    const present = [...room.awareness.getStates().keys()];
    if (present.length > 0) socket.send(awarenessFrame(room.awareness, present));
    const stop = onAwareness(room.awareness, (clients, origin) => {
      if (origin === socket) here.push(...clients);
      socket.send(awarenessFrame(room.awareness, clients));
    });
    socket.on('close', () => {
      stop();
      room.sockets.delete(socket);
      removeAwarenessStates(room.awareness, here, socket);
    });
    socket.on('message', (data: Buffer) => {
      const decoder = decoding.createDecoder(new Uint8Array(data));
      const type = decoding.readVarUint(decoder);
      if (type === SYNC_MESSAGE.awareness) {
        applyAwarenessUpdate(room.awareness, decoding.readVarUint8Array(decoder), socket);
      }
      if (type !== SYNC_MESSAGE.sync) return;
      const reply = frame(SYNC_MESSAGE.sync, (encoder) => sync.readSyncMessage(decoder, encoder, room.doc, socket));
      if (reply.length > 1) {
        socket.send(reply);
        socket.send(frame(SYNC_MESSAGE.sync, (encoder) => sync.writeSyncStep1(encoder, room.doc)));
      }
      if (opened.automatic) acknowledge(room);
    });
  });

  const opened: Rooms = {
    url: `ws://127.0.0.1:${port}/sync`,
    socket: WebSocket as unknown as SocketClass,
    automatic: true,
    doc: (sheet) => roomOf(sheet).doc,
    replace: (sheet, doc) => {
      roomOf(sheet).doc = doc;
      relay(roomOf(sheet));
    },
    acknowledge: (sheet) => acknowledge(roomOf(sheet)),
    end: (sheet, code, reason) => {
      for (const socket of roomOf(sheet).sockets) {
        if (code === undefined) socket.terminate();
        else socket.close(code, reason);
      }
    },
    stop: () => {
      for (const client of server.clients) client.terminate();
      for (const { awareness } of rooms.values()) awareness.destroy();
      server.close();
    },
  };
  return opened;
}

/** One that is nobody's own. */
function shareAwareness(): Awareness {
  const awareness = new Awareness(new Doc());
  awareness.setLocalState(null);
  return awareness;
}

function onAwareness(awareness: Awareness, tell: (clients: number[], origin: unknown) => void): () => void {
  const changed = (change: Record<'added' | 'updated' | 'removed', number[]>, origin: unknown): void =>
    tell([...change.added, ...change.updated, ...change.removed], origin);
  awareness.on('update', changed);
  return () => awareness.off('update', changed);
}

function awarenessFrame(awareness: Awareness, clients: number[]): Uint8Array {
  return frame(SYNC_MESSAGE.awareness, (encoder) =>
    encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, clients)),
  );
}

function relay(room: Room): void {
  const { doc } = room;
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    const bytes = frame(SYNC_MESSAGE.sync, (encoder) => sync.writeUpdate(encoder, update));
    for (const socket of room.sockets) if (socket !== origin && room.doc === doc) socket.send(bytes);
  });
}

function acknowledge({ doc, sockets }: Room): void {
  const bytes = frame(SYNC_MESSAGE.acknowledgement, (encoder) =>
    encoding.writeVarUint8Array(encoder, encodeStateVector(doc)),
  );
  for (const socket of sockets) socket.send(bytes);
}

function frame(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
}
