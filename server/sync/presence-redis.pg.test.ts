import { once } from 'node:events';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { createRevocations, type Revocations } from '../accounts/revocations.ts';
import { createSessions, type Sessions } from '../accounts/sessions.ts';
import { createPool, type Pool } from '../postgres/pool.ts';
import { createBus, type Bus } from '../redis/bus.ts';
import { connectRedis, type RedisClient } from '../redis/redis.ts';
import { freePort, killRedis, redisInstalled, startRedis, stopAllRedis } from '../redis/testing/redis-server.ts';
import { createPresenceExchange } from './presence-exchange.ts';
import { insertScenario, userId } from './testing/database.ts';
import { anEdit, silentLog } from './testing/fixtures.ts';
import { browserSocket, startSyncServer, type Running } from './testing/socket-server.ts';

let database: TestDatabase;
let pool: Pool;
let sessions: Sessions;
let revocations: Revocations;
let redisPort: number;
const users: Record<string, string> = {};
const cookies: Record<string, string> = {};
const providers: WebsocketProvider[] = [];
const servers: Running[] = [];
const clients: RedisClient[] = [];
const buses: Bus[] = [];

beforeAll(async () => {
  database = await createTestDatabase({ fixture: true });
  pool = createPool(database.url, silentLog, { max: 8 });
  sessions = createSessions(pool);
  revocations = createRevocations(createBus(undefined, silentLog));
  for (const role of ['analyst', 'manager']) {
    users[role] = await userId(pool, role);
    cookies[role] = (await sessions.create(users[role], false)).split(';')[0]!;
  }
});

afterEach(async () => {
  for (const provider of providers.splice(0)) {
    provider.destroy();
    provider.awareness.destroy();
  }
  for (const server of servers.splice(0)) await server.stop();
  for (const bus of buses.splice(0)) await bus.close();
  for (const client of clients.splice(0)) client.disconnect();
  await stopAllRedis();
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function startServer(server: string): Promise<Running> {
  const redis = connectRedis(`redis://127.0.0.1:${redisPort}`, silentLog);
  clients.push(redis);
  if (redis.status !== 'ready') await once(redis, 'ready');
  const bus = createBus(redis, silentLog);
  buses.push(bus);
  const exchange = createPresenceExchange({ bus, server, log: silentLog });
  const running = await startSyncServer({ pool, sessions, revocations }, { exchange });
  servers.push(running);
  return running;
}

function provide(role: string, sheet: string, scenario: string, { url }: Running): WebsocketProvider {
  const provider = new WebsocketProvider(`ws://${url}/sync/${scenario}`, sheet, new Y.Doc(), {
    disableBc: true,
    maxBackoffTime: 100,
    WebSocketPolyfill: browserSocket(cookies[role] ?? '', url),
  });
  providers.push(provider);
  return provider;
}

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 15_000, interval: 5 }).toBe(true);
}
const cellOf = (at: WebsocketProvider, of: WebsocketProvider): unknown =>
  at.awareness.getStates().get(of.awareness.clientID)?.['cell'];
const moveTo = (provider: WebsocketProvider, cell: string): void => provider.awareness.setLocalStateField('cell', cell);

describe.skipIf(!redisInstalled)('[S18] two servers and a Redis', () => {
  test('people of both see each other come, move and go', async () => {
    redisPort = await freePort();
    await startRedis(redisPort);
    const [one, other] = [await startServer('one'), await startServer('other')];
    const scenario = await insertScenario(pool, users['analyst']!);
    const lea = provide('analyst', 'commons', scenario, one);
    moveTo(lea, 'a');
    await until(() => lea.synced);
    const max = provide('manager', 'commons', scenario, other);
    await until(() => cellOf(max, lea) === 'a');
    expect(max.awareness.getStates().get(lea.awareness.clientID)?.['user']).toMatchObject({ id: users['analyst'] });
    moveTo(lea, 'b');
    moveTo(max, 'c');
    await until(() => cellOf(max, lea) === 'b' && cellOf(lea, max) === 'c');
    const colour = (at: WebsocketProvider, of: WebsocketProvider): unknown =>
      at.awareness.getStates().get(of.awareness.clientID)?.['user'].colour;
    await until(() => colour(max, lea) !== colour(lea, max));
    lea.destroy();
    await until(() => !max.awareness.getStates().has(lea.awareness.clientID));
  }, 30_000);

  test('without the Redis each server goes on by itself, edits included, and with it again all see all', async () => {
    redisPort = await freePort();
    const redis = await startRedis(redisPort);
    const [one, other] = [await startServer('one'), await startServer('other')];
    const scenario = await insertScenario(pool, users['analyst']!);
    const [lea, max] = [provide('analyst', 'commons', scenario, one), provide('manager', 'commons', scenario, other)];
    const near = provide('manager', 'commons', scenario, one);
    await until(() => cellOf(max, lea) === undefined && max.awareness.getStates().has(lea.awareness.clientID));
    await killRedis(redis);
    moveTo(lea, 'b');
    await until(() => cellOf(near, lea) === 'b');
    const sheet = provide('analyst', 'IDF', scenario, one);
    await until(() => sheet.synced);
    sheet.doc.getArray('edits').push([anEdit(1, { by: users['analyst'] })]);
    const far = provide('manager', 'IDF', scenario, other);
    await until(() => far.doc.getArray('edits').length === 1);
    expect(cellOf(max, lea)).toBeUndefined();
    await startRedis(redisPort);
    // The next repetition tells what was lost.
    await until(() => cellOf(max, lea) === 'b');
  }, 40_000);
});
