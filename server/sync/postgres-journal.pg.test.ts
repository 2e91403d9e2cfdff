import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../db/testing/database.ts';
import { createPool } from '../postgres/pool.ts';
import { createPostgresJournal } from './postgres-journal.ts';
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
