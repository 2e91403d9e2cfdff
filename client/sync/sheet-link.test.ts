import { decoding, encoding } from 'lib0';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import * as sync from 'y-protocols/sync';
import { Doc, encodeStateVector } from 'yjs';
import { formatCloseReason } from '../../shared/api/sync.ts';
import { openSheetLink } from './sheet-link.ts';
import type { SheetLink } from './sheet-link.ts';
import type { SocketClass } from './provider.ts';
import type { WebSocket as ServerSocket } from 'ws';

/** A room with one document: it stores what comes and acknowledges when told to. */
let server: WebSocketServer;
let room: Doc;
let sockets: ServerSocket[];
let link: SheetLink<string>;
let refused: { items: readonly string[]; code: string }[];
let automatic: boolean;

const seen = (doc: Doc): string[] => doc.getArray<string>('edits').toArray();
const frame = (write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
};
const acknowledge = (): void => {
  const bytes = frame((encoder) => {
    encoding.writeVarUint(encoder, 100);
    encoding.writeVarUint8Array(encoder, encodeStateVector(room));
  });
  for (const socket of sockets) socket.send(bytes);
};

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 5_000, interval: 5 }).toBe(true);
}

beforeEach(async () => {
  room = new Doc();
  sockets = [];
  refused = [];
  automatic = true;
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('close', () => (sockets = sockets.filter((other) => other !== socket)));
    socket.on('message', (data: Buffer) => {
      const decoder = decoding.createDecoder(new Uint8Array(data));
      if (decoding.readVarUint(decoder) !== 0) return;
      const reply = frame((encoder) => {
        encoding.writeVarUint(encoder, 0);
        sync.readSyncMessage(decoder, encoder, room, socket);
      });
      if (reply.length > 1) {
        socket.send(reply);
        socket.send(frame((encoder) => (encoding.writeVarUint(encoder, 0), sync.writeSyncStep1(encoder, room))));
      }
      if (automatic) acknowledge();
    });
  });
  await new Promise((resolve) => server.once('listening', resolve));
  link = openSheetLink<string>({
    url: `ws://127.0.0.1:${(server.address() as { port: number }).port}/sync/x`,
    sheet: 'IDF',
    socket: WebSocket as unknown as SocketClass,
    write: (doc, items) => doc.getArray<string>('edits').push([...items]),
    holds: (doc, item) => seen(doc).includes(item),
    idOf: (item) => item,
    onDocument: () => {},
    onState: () => {},
    onRefused: (items, code) => refused.push({ items, code }),
    onRightsChanged: () => {},
  });
  await until(() => link.state().kind === 'live');
});

afterEach(() => {
  link.close();
  for (const client of server.clients) client.terminate();
  server.close();
});

describe('a sheet link', () => {
  test('counts an entry as pending until the server says that it is durable', async () => {
    automatic = false;
    link.append(['a', 'b']);
    await until(() => seen(room).length === 2);
    expect(link.pending()).toBe(2);
    acknowledge();
    await until(() => link.pending() === 0);
  });

  test('keeps what was typed offline and saves it after the connection is back', async () => {
    sockets[0]?.terminate();
    await until(() => link.state().kind === 'offline');
    link.append(['offline']);
    expect(link.pending()).toBe(1);
    link.retry();
    await until(() => link.pending() === 0);
    expect(seen(room)).toEqual(['offline']);
  });

  test('after a refusal starts from what the server has and hands back what was lost', async () => {
    link.append(['kept']);
    await until(() => link.pending() === 0);
    automatic = false;
    const before = link.doc();
    link.append(['lost']);
    sockets[0]?.close(4403, 'rights');
    await until(() => link.state().kind === 'live' && link.doc() !== before);
    expect(refused).toEqual([{ items: ['lost'], code: 'rights' }]);
    expect(link.pending()).toBe(0);
  });

  test('after a refusal that names its entry offers the others again', async () => {
    automatic = false;
    link.append(['good', 'bad']);
    await until(() => seen(room).length === 2);
    room = new Doc();
    automatic = true;
    sockets[0]?.close(4403, formatCloseReason({ code: 'sheet', entry: 'bad' }));
    await until(() => refused.length === 1 && link.pending() === 0);
    expect(refused).toEqual([{ items: ['bad'], code: 'sheet' }]);
    expect(seen(room)).toEqual(['good']);
  });

  test('is forbidden when it is refused without having written anything', async () => {
    sockets[0]?.close(4403, 'rights');
    await until(() => link.state().kind === 'stopped');
    expect(link.state()).toEqual({ kind: 'stopped', cause: 'forbidden' });
  });

  test('carries unsaved entries over to a new epoch, once each', async () => {
    automatic = false;
    link.append(['durable', 'unsaved']);
    await until(() => seen(room).length === 2);
    room = new Doc();
    room.getArray('edits').push(['durable']);
    automatic = true;
    sockets[0]?.close(4409);
    await until(() => seen(room).length === 2 && link.pending() === 0);
    expect(seen(room)).toEqual(['durable', 'unsaved']);
    expect(seen(link.doc())).toEqual(['durable', 'unsaved']);
  });

  test('stops without a session and keeps the unsaved entry for after the sign-in', async () => {
    automatic = false;
    sockets[0]?.close(4401);
    await until(() => link.state().kind === 'stopped');
    link.append(['kept']);
    expect(link.state()).toEqual({ kind: 'stopped', cause: 'signedOut' });
    automatic = true;
    link.retry();
    await until(() => link.pending() === 0 && link.state().kind === 'live');
    expect(seen(room)).toEqual(['kept']);
  });
});
