import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../db/testing/database.ts';
import { createPool } from '../postgres/pool.ts';
import { createPostgresJournal } from './postgres-journal.ts';
import { REBUILD_LOCK } from './postgres-rebuild.ts';
import { insertScenario, sheetId, userId } from './testing/database.ts';
import { silentLog } from './testing/fixtures.ts';
import { describeJournal } from './testing/journal-contract.ts';
import type { TestDatabase } from '../../db/testing/database.ts';
import type { Pool } from '../postgres/pool.ts';
import type { JournalStore } from './journal.ts';

let database: TestDatabase;
let pool: Pool;
let store: JournalStore;
let user: string;

beforeAll(async () => {
  database = await createTestDatabase({ fixture: true });
  pool = createPool(database.url, silentLog, { max: 8 });
  store = createPostgresJournal(pool);
  user = await userId(pool, 'analyst');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const newDocument = async (): Promise<number> => sheetId(pool, await insertScenario(pool, user), 'IDF');
const setState = (document: number, state: string): Promise<unknown> =>
  pool.query('update scenario_feuilles set etat = $2 where id = $1', [document, state]);

describeJournal('the journal in PostgreSQL', () => ({
  store,
  newDocument,
  closeDocument: async (document) => void (await setState(document, 'submitted')),
  user,
}));

const records = [{ bytes: Uint8Array.of(1), client: 1, user: '' }];

/** Resolves once a connection of this database waits for a lock. */
async function somebodyWaits(): Promise<void> {
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await pool.query(waiting)).rowCount === 0);
}

test('an append waits for a submission under way, and then lands nowhere', async () => {
  const document = await newDocument();
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select from scenario_feuilles where id = $1 for update', [document]);
    await client.query(`update scenario_feuilles set etat = 'submitted' where id = $1`, [document]);
    const appending = store.appendAll([{ document, epoch: 1, after: 0, records: [{ ...records[0]!, user }] }]);
    await somebodyWaits();
    await client.query('commit');
    expect(await appending).toEqual(['closed']);
  } finally {
    client.release();
  }
  expect((await store.load(document, 1)).rows).toEqual([]);
});

test('a rebuild waits for an append under way, and gives way to it', async () => {
  const document = await newDocument();
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select from journal_ajouter($1, $2, $3, $1, $4, $5, $6, $7)', [
      [document],
      [1],
      [0],
      [1],
      [Buffer.of(1)],
      [1],
      [user],
    ]);
    const rebuilding = store.rebuild(document, 1, () => ({ settledBefore: 0, rows: [], snapshot: undefined }));
    await somebodyWaits();
    await client.query('commit');
    expect(await rebuilding).toBe('moved');
  } finally {
    client.release();
  }
  expect((await store.load(document, 1)).rows).toHaveLength(1);
});

test('an append waits for a rebuild under way, and is told that its epoch is over', async () => {
  const document = await newDocument();
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select from scenario_feuilles where id = $1 for update', [document]);
    await client.query('update scenario_feuilles set epoque = 2 where id = $1', [document]);
    const appending = store.appendAll([{ document, epoch: 1, after: 0, records: [{ ...records[0]!, user }] }]);
    await somebodyWaits();
    await client.query('commit');
    expect(await appending).toEqual(['closed']);
  } finally {
    client.release();
  }
});

test('a document that one server rebuilds is left to it by the others', async () => {
  const document = await newDocument();
  await store.appendAll([{ document, epoch: 1, after: 0, records: [{ ...records[0]!, user }] }]);
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1, $2)', [REBUILD_LOCK, document]);
    const untouched = (): never => {
      throw new Error('worked on by two');
    };
    expect(await store.rebuild(document, 1, untouched)).toBe('moved');
    await client.query('rollback');
  } finally {
    client.release();
  }
});

test('carried rows keep their moment and their author, and the stamp that settled only grows', async () => {
  const document = await newDocument();
  await store.appendAll([{ document, epoch: 1, after: 0, records: [1, 2].map(() => ({ ...records[0]!, user })) }]);
  await pool.query(`update journal set ecrit_le = make_timestamptz(2026, 1, seq, 12, 0, 0) where feuille_id = $1`, [
    document,
  ]);
  const carry = (settledBefore: number) => () => ({
    settledBefore,
    rows: [{ bytes: Uint8Array.of(2), client: 9, from: 2 }],
    snapshot: undefined,
  });
  expect(await store.rebuild(document, 1, carry(500))).toBe('begun');
  const { rows } = await pool.query(
    `select seq, client, utilisateur_id as user, ecrit_le::date as day, repris as carried from journal
     where feuille_id = $1 and epoque = 2`,
    [document],
  );
  expect(rows).toEqual([{ seq: 1, client: 9, user, day: '2026-01-02', carried: true }]);
  await store.appendAll([{ document, epoch: 2, after: 1, records: [{ ...records[0]!, user }] }]);
  expect(await store.rebuild(document, 2, carry(400))).toBe('begun');
  const sheet = await pool.query('select epoque, reglee_avant from scenario_feuilles where id = $1', [document]);
  expect(sheet.rows).toEqual([{ epoque: 3, reglee_avant: 500 }]);
});

test('the commons stay open whatever the state, another epoch is closed', async () => {
  const scenario = await insertScenario(pool, user);
  const commons = await sheetId(pool, scenario, 'commons');
  await setState(commons, 'published');
  const batch = { document: commons, epoch: 1, after: 0, records: [{ ...records[0]!, user }] };
  expect(await store.appendAll([batch])).toEqual(['committed']);
  expect(await store.appendAll([{ ...batch, epoch: 2 }])).toEqual(['closed']);
});

test('an append rings the doorbell, at most once in its slot', async () => {
  const document = await newDocument();
  const listener = await pool.connect();
  let rings = 0;
  listener.on('notification', ({ channel, payload }) => {
    expect([channel, payload]).toEqual(['journal', '']);
    rings++;
  });
  try {
    await listener.query('listen journal');
    const started = performance.now();
    for (let after = 0; performance.now() - started < 120; after++) {
      await store.appendAll([{ document, epoch: 1, after, records: [{ ...records[0]!, user }] }]);
    }
    const slots = Math.ceil((performance.now() - started) / 50) + 1;
    await listener.query('select 1');
    expect(rings).toBeGreaterThanOrEqual(1);
    expect(rings).toBeLessThanOrEqual(slots);
  } finally {
    listener.release(true);
  }
});
