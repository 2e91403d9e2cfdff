import * as Y from 'yjs';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../db/testing/database.ts';
import { createLive } from './live/live.ts';
import { createPool, type Pool } from './postgres/pool.ts';
import { systemClock, type Clock } from './sync/clock.ts';
import { createSync, JOURNAL_CHANNEL, type Sync } from './sync/sync.ts';
import { insertScenario, sheetId, userId } from './sync/testing/database.ts';
import { anEdit, silentLog } from './sync/testing/fixtures.ts';
import { aMember, nothing, step1, update, type TestMember } from './sync/testing/member.ts';
import type { Seat } from './sync/room.ts';

interface Server {
  sync: Sync;
  stop(): Promise<void>;
}

let database: TestDatabase;
let pool: Pool;
let author: string;

beforeAll(async () => {
  database = await createTestDatabase({ fixture: true });
  pool = createPool(database.url, silentLog);
  author = await userId(pool, 'analyst');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** Never polls: what arrives was announced. */
const withoutPolls: Clock = {
  now: systemClock.now,
  after: (ms, callback) => (ms >= 1_000 ? () => {} : systemClock.after(ms, callback)),
};

/** The two parts of a server that share its listening connection, as main.ts wires them. */
async function startServer(clock: Clock): Promise<Server> {
  const own = createPool(database.url, silentLog, { max: 4 });
  const registry = new Registry();
  const sync = createSync({ pool: own, log: silentLog, registry, clock });
  const bells = { [JOURNAL_CHANNEL]: sync.ring };
  const live = createLive({ pool: own, databaseUrl: database.url, log: silentLog, registry, bells });
  await live.start();
  await until(() => live.health() === undefined);
  return {
    sync,
    async stop() {
      await sync.stop();
      await live.stop();
      await own.end();
    },
  };
}

/** Waits for what the database does in its own time; the test's limit is the limit. */
async function until(met: () => boolean): Promise<void> {
  while (!met()) await new Promise((resolve) => setTimeout(resolve, 1));
}

async function enter({ sync }: Server, document: number, scenario: string): Promise<[TestMember, Seat]> {
  const member = aMember({ user: author });
  const joined = await sync.join({ document, epoch: 1, scenario, sheet: 'IDF', revision: 1 }, member);
  if (joined.kind !== 'joined') throw new Error(joined.kind);
  joined.seat.receive(step1(new Y.Doc()));
  joined.seat.receive(nothing());
  await until(() => member.received.filter(({ type }) => type === 'ack').length >= 2);
  return [member, joined.seat];
}

/** One sheet that somebody writes in at one server and somebody reads at another. */
async function openTwice(): Promise<{ document: number; from: Seat; reader: TestMember; stop(): Promise<void> }> {
  const [one, two] = await Promise.all([startServer(withoutPolls), startServer(withoutPolls)]);
  const scenario = await insertScenario(pool, author);
  const document = await sheetId(pool, scenario, 'IDF');
  const [[, from], [reader]] = await Promise.all([enter(one, document, scenario), enter(two, document, scenario)]);
  return { document, from, reader, stop: async () => void (await Promise.all([one.stop(), two.stop()])) };
}

const updatesOf = ({ received }: TestMember): number => received.filter(({ type }) => type === 'update').length;

test('what is written at one server is at the others at once, by the doorbell alone', async () => {
  const { from, reader, stop } = await openTwice();
  const doc = new Y.Doc();
  doc.on('update', (bytes: Uint8Array) => from.receive(update(bytes)));
  // Some right behind each other, into the pause of the bell; each is waited for now and then.
  for (let n = 1; n <= 60; n++) {
    doc.getArray('edits').push([anEdit(n, { by: author })]);
    if (n % 3 === 0) await until(() => updatesOf(reader) === n);
  }
  expect(updatesOf(reader)).toBe(60);
  await stop();
});

test('[S15] who reads at another server hears at once that the epoch is over', async () => {
  const { document, from, reader, stop } = await openTwice();
  const doc = new Y.Doc();
  doc.getArray('edits').push([anEdit(1, { by: author })]);
  from.receive(update(Y.encodeStateAsUpdate(doc)));
  await until(() => updatesOf(reader) === 1);
  await pool.query('update scenario_feuilles set epoque = 2 where id = $1', [document]);
  await pool.query('select sonner_journal()');
  await until(() => reader.closes.length > 0);
  expect(reader.closes).toEqual([{ code: 4409, reason: 'epoch' }]);
  await stop();
});
