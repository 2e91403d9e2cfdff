import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Doc } from 'yjs';
import { createProvider } from './provider.ts';
import type { SocketClass } from './provider.ts';

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
