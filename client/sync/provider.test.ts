import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Doc } from 'yjs';
import { createProvider } from './provider.ts';
import { openRooms } from './testing/rooms.ts';
import type { SocketClass } from './provider.ts';
import type { WebsocketProvider } from 'y-websocket';

/** The pause y-websocket takes after a first attempt that failed, ms. */
async function firstPause(online: boolean): Promise<number> {
  const provider = createProvider({
    url: 'ws://127.0.0.1:1/sync/x',
    sheet: 'IDF',
    doc: new Doc(),
    epoch: undefined,
    socket: WebSocket as unknown as SocketClass,
    online: () => online,
    presence: false,
    onSynced: () => {},
    onDurable: () => {},
    onClosed: () => {},
  });
  const failed = new Promise((resolve) => {
    provider.once('connection-close', resolve);
  });
  provider.connect();
  await failed;
  const pause = Math.min(2 ** provider.wsUnsuccessfulReconnects * 100, provider.maxBackoffTime);
  provider.destroy();
  return pause;
}

test('an unreachable server is tried again soon while there is a network, and seldom without one', async () => {
  expect(await firstPause(true)).toBeLessThan(1_000);
  expect(await firstPause(false)).toBe(15_000);
});

test('who was there before a connection was lost is seen as soon as there is another one, though he has not moved', async () => {
  const rooms = await openRooms();
  const open = (): WebsocketProvider => {
    const provider = createProvider({
      url: rooms.url,
      sheet: 'commons',
      doc: new Doc(),
      epoch: undefined,
      socket: rooms.socket,
      presence: true,
      onSynced: () => {},
      onDurable: () => {},
      onClosed: () => {},
    });
    provider.connect();
    return provider;
  };
  const [lea, max] = [open(), open()];
  max.awareness.setLocalState({ cell: 'a' });
  const sees = (): boolean => lea.awareness.getStates().get(max.awareness.clientID)?.['cell'] === 'a';
  await expect.poll(sees).toBe(true);
  lea.disconnect();
  expect(sees()).toBe(false);
  lea.connect();
  const synced = new Promise((resolve) => {
    lea.once('sync', resolve);
  });
  await synced;
  expect(sees()).toBe(true);
  for (const provider of [lea, max]) provider.destroy();
  rooms.stop();
});
