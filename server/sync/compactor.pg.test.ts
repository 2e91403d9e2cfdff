import * as Y from 'yjs';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { createLog } from '../log.ts';
import { createPool, type Pool } from '../postgres/pool.ts';
import { createPostgresJournal } from './postgres-journal.ts';
import { createSync, type Sync } from './sync.ts';
import { insertScenario, sheetId, userId } from './testing/database.ts';
import { anEdit, createTestClock, entryId, NOW, silentLog, turn, type TestClock } from './testing/fixtures.ts';
import { aMember, step1, stateOf, step2, type TestMember } from './testing/member.ts';

const DAY_MS = 86_400_000;
const ROUND_MS = 600_000;

let database: TestDatabase;
let pool: Pool;
let author: string;
let clock: TestClock;
let registry: Registry;
let logged: { level: string; msg: string }[];
let sync: Sync;

beforeAll(async () => {
  database = await createTestDatabase({ fixture: true });
  pool = createPool(database.url, silentLog);
  author = await userId(pool, 'analyst');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  await pool.query('delete from scenarios');
  clock = createTestClock();
});

function start(): Sync {
  registry = new Registry();
  logged = [];
  const log = createLog('debug', { write: (line) => void logged.push(JSON.parse(line) as (typeof logged)[number]) });
  return createSync({ pool, log, registry, clock });
}

/** A sheet with `n` values of one cell, each over the one before, written some days before NOW. */
async function writtenSheet(
  n: number,
  daysAgo: number,
  sheet = 'IDF',
): Promise<{ scenario: string; document: number }> {
  const scenario = await insertScenario(pool, author);
  const document = await sheetId(pool, scenario, sheet);
  const doc = new Y.Doc();
  const records: { bytes: Uint8Array; client: number; user: string }[] = [];
  doc.on('update', (bytes: Uint8Array) => records.push({ bytes, client: doc.clientID, user: author }));
  for (let index = 1; index <= n; index++) {
    const over = index === 1 ? [] : [entryId(index - 1)];
    const at = (NOW - daysAgo * DAY_MS) * 1000 + index;
    doc.getArray('edits').push([anEdit(index, { by: author, over, at, note: 'x'.repeat(100) })]);
  }
  await createPostgresJournal(pool).appendAll([{ document, epoch: 1, after: 0, records }]);
  await writtenAt(document, NOW - daysAgo * DAY_MS);
  return { scenario, document };
}

const writtenAt = (document: number, ms: number): Promise<unknown> =>
  pool.query('update journal set ecrit_le = to_timestamp($2::float8 / 1000) where feuille_id = $1', [document, ms]);

async function epochOf(document: number): Promise<number> {
  const { rows } = await pool.query<{ epoque: number }>('select epoque from scenario_feuilles where id = $1', [
    document,
  ]);
  return rows[0]!.epoque;
}

async function rowsOf(document: number): Promise<number[]> {
  const { rows } = await pool.query<{ n: number }>(
    'select count(*) as n from journal where feuille_id = $1 group by epoque order by epoque',
    [document],
  );
  return rows.map(({ n }) => n);
}

const outcomes = async (): Promise<Record<string, number>> => {
  const { values } = await registry.getSingleMetric('epm_sync_compactions_total')!.get();
  return Object.fromEntries(values.map(({ labels, value }) => [String(labels['outcome']), value]));
};

/** One round of maintenance, to its end: stopping waits for the sheet at hand, so each round has a server of its own. */
async function oneRound(met: () => Promise<boolean>): Promise<void> {
  sync = start();
  clock.advance(ROUND_MS);
  while (!(await met())) await turn();
  await sync.stop();
}

const looked = async (): Promise<boolean> => Object.keys(await outcomes()).length > 0;

test('[S15] a sheet at rest starts a new epoch with what matters, and the journal keeps the rest', async () => {
  const { document } = await writtenSheet(400, 40);
  await oneRound(looked);
  expect(await epochOf(document)).toBe(2);
  expect(await rowsOf(document)).toEqual([400, 2]);
  expect(await outcomes()).toEqual({ begun: 1 });
  const dropped = await registry.getSingleMetric('epm_sync_compacted_entries_total')!.get();
  expect(dropped.values[0]?.value).toBe(398);
  expect(logged.map(({ msg }) => msg)).toContain('a sheet was compacted');
});

test('what is young, small, written lately, in comments or open here is left alone', async () => {
  const young = await writtenSheet(400, 20);
  const small = await writtenSheet(100, 40);
  const busy = await writtenSheet(400, 40);
  await pool.query(
    'update journal set ecrit_le = to_timestamp($2::float8 / 1000) where feuille_id = $1 and seq = 400',
    [busy.document, NOW + ROUND_MS - 3_500_000],
  );
  const comments = await writtenSheet(400, 40, 'commons');
  const open = await writtenSheet(400, 40);
  const resting = await writtenSheet(400, 40);
  sync = start();
  const joined = await sync.join(
    { document: open.document, epoch: 1, scenario: open.scenario, sheet: 'IDF', revision: 1 },
    aMember(),
  );
  expect(joined.kind).toBe('joined');
  clock.advance(ROUND_MS);
  while ((await epochOf(resting.document)) === 1) await turn();
  await sync.stop();
  for (const { document } of [young, small, busy, comments, open]) expect(await epochOf(document)).toBe(1);
});

test('a log that gains little stays, and is not read again the same day', async () => {
  const { document } = await writtenSheet(1, 40);
  // The row is old, its entries are stamped today.
  const doc = new Y.Doc();
  const fresh = Array.from({ length: 1_000 }, (_, n) =>
    anEdit(n, { by: author, at: NOW * 1000 + n, note: 'x'.repeat(200) }),
  );
  doc.getArray('edits').push(fresh);
  await pool.query('update journal set octets = $2, client = $3 where feuille_id = $1', [
    document,
    Buffer.from(stateOf(doc)),
    doc.clientID,
  ]);
  sync = start();
  /** A round is over when it has come to a smaller sheet. */
  const round = async (ms: number): Promise<void> => {
    const other = await writtenSheet(400, 40);
    clock.advance(ms);
    while ((await epochOf(other.document)) === 1) await turn();
    while (!logged.some(({ msg }) => msg === 'a sheet was compacted')) await turn();
    logged.length = 0;
    // What follows the last sheet waits for nothing but the event loop.
    await turn(20);
  };
  await round(ROUND_MS);
  expect(await outcomes()).toEqual({ unchanged: 1, begun: 1 });
  await round(ROUND_MS);
  expect(await outcomes()).toEqual({ unchanged: 1, begun: 2 });
  await round(DAY_MS);
  expect(await outcomes()).toEqual({ unchanged: 2, begun: 3 });
  await sync.stop();
  expect(await epochOf(document)).toBe(1);
});

test('a failure is logged and counted, and the next sheet is compacted all the same', async () => {
  const broken = await writtenSheet(500, 40);
  const fine = await writtenSheet(400, 40);
  await pool.query(`update scenario_feuilles set epoque = 2147483647 where id = $1`, [broken.document]);
  await pool.query('update journal set epoque = 2147483647 where feuille_id = $1', [broken.document]);
  await oneRound(async () => (await epochOf(fine.document)) === 2);
  expect(await outcomes()).toEqual({ failed: 1, begun: 1 });
  expect(logged.filter(({ level }) => level === 'error').map(({ msg }) => msg)).toEqual(['a sheet was not compacted']);
});

test('[S13] [S15] who was away is sent to the new epoch, where younger entries are taken and older ones refused', async () => {
  const { scenario, document } = await writtenSheet(400, 40);
  await oneRound(looked);
  sync = start();
  const ref = { document, epoch: 2, scenario, sheet: 'IDF', revision: 1 };
  const bring = async (entry: Record<string, unknown>): Promise<TestMember> => {
    const member = aMember({ user: author });
    const joined = await sync.join(ref, member);
    if (joined.kind !== 'joined') throw new Error(joined.kind);
    joined.seat.receive(step1(new Y.Doc()));
    const doc = new Y.Doc();
    Y.applyUpdate(doc, member.received.find(({ type }) => type === 'step2')!.payload);
    doc.getArray('edits').push([entry]);
    joined.seat.receive(step2(stateOf(doc)));
    while (member.closes.length === 0 && member.received.filter(({ type }) => type === 'ack').length < 2) await turn();
    return member;
  };
  // Its author saw entries that are gone, as his tab did before it slept.
  const taken = await bring(anEdit(500, { by: author, over: [entryId(7)], at: (NOW - 20 * DAY_MS) * 1000 }));
  expect(taken.closes).toEqual([]);
  // One that was dropped, sent again by a tab that never heard of its acknowledgement.
  const late = await bring(anEdit(7, { by: author, over: [entryId(6)], at: (NOW - 40 * DAY_MS) * 1000 + 7 }));
  expect(late.closes).toEqual([{ code: 4403, reason: 'settled' }]);
  await sync.stop();
  expect(await rowsOf(document)).toEqual([400, 3]);
});
