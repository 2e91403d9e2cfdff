import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { parseCloseReason } from '../../shared/api/sync.ts';
import { createRevocations } from '../accounts/revocations.ts';
import { createSessions } from '../accounts/sessions.ts';
import { createPool, type Pool } from '../postgres/pool.ts';
import { createBus } from '../redis/bus.ts';
import { insertScenario, userId } from './testing/database.ts';
import { anEdit, hierarchy, silentLog } from './testing/fixtures.ts';
import { browserSocket, startSyncServer, type Running } from './testing/socket-server.ts';

let database: TestDatabase;
let pool: Pool;
let servers: [Running, Running];
let author: string;
let cookie: string;
const providers: WebsocketProvider[] = [];

beforeAll(async () => {
  database = await createTestDatabase({ fixture: true });
  pool = createPool(database.url, silentLog, { max: 8 });
  const parts = {
    pool,
    sessions: createSessions(pool),
    revocations: createRevocations(createBus(undefined, silentLog)),
  };
  author = await userId(pool, 'analyst');
  cookie = (await parts.sessions.create(author, false)).split(';')[0]!;
  servers = [await startSyncServer(parts), await startSyncServer(parts)];
});

afterEach(() => {
  for (const provider of providers.splice(0)) {
    provider.destroy();
    provider.awareness.destroy();
  }
});

afterAll(async () => {
  for (const server of servers) await server.stop();
  await pool.end();
  await database.drop();
});

function provide({ url }: Running, scenario: string) {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`ws://${url}/sync/${scenario}`, 'IDF', doc, {
    disableBc: true,
    maxBackoffTime: 100,
    WebSocketPolyfill: browserSocket(cookie, url),
  });
  providers.push(provider);
  const closes: string[] = [];
  provider.on('connection-close', (event) => {
    if (event) closes.push(`${event.code} ${parseCloseReason(event.reason).code}`);
  });
  const durable = { clock: 0 };
  provider.messageHandlers[100] = (_encoder, { arr, pos }) => {
    durable.clock = Y.decodeStateVector(arr.slice(pos + 1)).get(doc.clientID) ?? 0;
  };
  const write = (n: number, cell: string): void => {
    doc.getArray('edits').push([anEdit(n, { by: author, cell })]);
  };
  return { provider, closes, durable, write };
}

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 8_000, interval: 5 }).toBe(true);
}

/** A store more, as another part of the system writes it. */
async function addStore(scenario: string): Promise<void> {
  const tree = {
    ...hierarchy.tree,
    regions: hierarchy.tree.regions.map((region) =>
      region.code === 'IDF' ? { ...region, stores: [...region.stores, { code: 'M049', name: 'Massy' }] } : region,
    ),
  };
  await pool.query('update scenarios set hierarchie = $2, revision = revision + 1 where id = $1', [
    scenario,
    JSON.stringify(tree),
  ]);
}

const NEW = 'ca_ttc|M:M049|*|2027-03';

test('[S14] who is connected to any server comes back, is told why, and may write on the new store', async () => {
  const scenario = await insertScenario(pool, author);
  const people = servers.map((server) => provide(server, scenario));
  await until(() => people.every(({ provider }) => provider.synced));
  await addStore(scenario);
  servers[0].sync.modelChanged(scenario, 2);
  await until(() => people.every(({ closes }) => closes.length > 0));
  await until(() => people.every(({ provider }) => provider.synced));
  for (const [index, { write }] of people.entries()) write(index + 1, NEW);
  await until(() => people.every(({ durable }) => durable.clock === 1));
  expect(people.map(({ closes }) => closes)).toEqual([['4205 model'], ['4205 model']]);
});

test('[S14] a newcomer writes on the new store at once, in a room that others opened before', async () => {
  const scenario = await insertScenario(pool, author);
  const early = provide(servers[1], scenario);
  await until(() => early.provider.synced);
  await addStore(scenario);
  const late = provide(servers[1], scenario);
  late.write(3, NEW);
  await until(() => late.durable.clock === 1);
  expect(late.closes).toEqual([]);
});

test('[S14] nobody is sent away who was admitted with the revision there is', async () => {
  const scenario = await insertScenario(pool, author);
  await addStore(scenario);
  const one = provide(servers[0], scenario);
  await until(() => one.provider.synced);
  servers[0].sync.modelChanged(scenario, 2);
  one.write(4, NEW);
  await until(() => one.durable.clock === 1);
  expect(one.closes).toEqual([]);
});
