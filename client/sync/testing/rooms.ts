import { decoding, encoding } from 'lib0';
import { WebSocket, WebSocketServer } from 'ws';
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
}

export async function openRooms(): Promise<Rooms> {
  const rooms = new Map<string, Room>();
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };

  const roomOf = (sheet: string): Room => {
    const known = rooms.get(sheet);
    if (known) return known;
    const room: Room = { doc: new Doc(), sockets: new Set() };
    rooms.set(sheet, room);
    relay(room);
    return room;
  };

  server.on('connection', (socket, request) => {
    const room = roomOf(request.url?.split('?')[0]?.split('/').at(-1) ?? '');
    room.sockets.add(socket);
    socket.on('close', () => room.sockets.delete(socket));
    socket.on('message', (data: Buffer) => {
      const decoder = decoding.createDecoder(new Uint8Array(data));
      if (decoding.readVarUint(decoder) !== SYNC_MESSAGE.sync) return;
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
      server.close();
    },
  };
  return opened;
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
