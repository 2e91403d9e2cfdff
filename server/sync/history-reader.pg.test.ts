import * as Y from 'yjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../db/testing/database.ts';
import { createPool } from '../postgres/pool.ts';
import { createHistoryReader } from './history-reader.ts';
import { createPostgresJournal } from './postgres-journal.ts';
import { insertScenario, sheetId, userId } from './testing/database.ts';
import { anEdit, createRandom, silentLog } from './testing/fixtures.ts';
import type { TestDatabase } from '../../db/testing/database.ts';
import type { Pool, Queryable } from '../postgres/pool.ts';

const SEED = Number(process.env['HISTORY_SEED'] ?? 20271204);

let database: TestDatabase;
let pool: Pool;
let user: string;

beforeAll(async () => {
  database = await createTestDatabase({ fixture: true });
  pool = createPool(database.url, silentLog);
  user = await userId(pool, 'analyst');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** The same database, with a count of the journal's bytes that came from it. */
function counting(db: Queryable): { db: Queryable; read: () => number } {
  let bytes = 0;
  const query = async (text: string, values?: unknown[]): Promise<unknown> => {
    const result = await db.query<{ bytes?: Buffer | null }>(text, values);
    for (const row of result.rows) bytes += row.bytes?.length ?? 0;
    return result;
  };
  return { db: { query } as Queryable, read: () => bytes };
}

/** Rows of so many entries each; `size` characters of note in every entry. Returns ids, newest first, and the bytes of all. */
async function write(
  scenario: string,
  counts: readonly number[],
  size: number,
): Promise<{ ids: string[]; bytes: number }> {
  const document = await sheetId(pool, scenario, 'IDF');
  const store = createPostgresJournal(pool);
  const ids: string[] = [];
  let bytes = 0;
  for (const [after, count] of counts.entries()) {
    const doc = new Y.Doc();
    const entries = Array.from({ length: count }, (_, n) =>
      anEdit(ids.length + n, { by: user, ...(size > 0 && { note: 'x'.repeat(size) }) }),
    );
    doc.getArray('edits').push(entries);
    ids.push(...entries.map(({ id }) => String(id)));
    const record = { bytes: Y.encodeStateAsUpdate(doc), client: doc.clientID, user };
    bytes += record.bytes.length;
    await store.appendAll([{ document, epoch: 1, after, records: [record] }]);
  }
  return { ids: ids.toReversed(), bytes };
}

async function walk(db: Queryable, scenario: string, limit: number): Promise<string[]> {
  const read = createHistoryReader(db);
  const ids: string[] = [];
  for (let before: string | undefined; ;) {
    const page = await read({ scenario, limit, before });
    ids.push(...(page?.items ?? []).map(({ entry }) => entry.id));
    before = page?.next;
    if (before === undefined) return ids;
  }
}

test.each([
  ['rows of thousands', [5_000, 3_000, 4_000], 0, 100],
  ['many short rows', Array.from({ length: 300 }, () => 3), 0, 25],
  ['entries that say a lot', Array.from({ length: 12 }, () => 20), 2_000, 10],
])('[E8] the pages of %s read each of its bytes about once, not once a page', async (_name, counts, size, limit) => {
  const scenario = await insertScenario(pool, user);
  const { ids, bytes } = await write(scenario, counts, size);
  const counted = counting(pool);
  expect(await walk(counted.db, scenario, limit)).toEqual(ids);
  expect(counted.read()).toBeLessThan(3 * bytes);
});

test(`[E8] two readers at their own pace, and one who comes in the middle, each see all of it (seed ${SEED})`, async () => {
  const random = createRandom(SEED);
  const scenario = await insertScenario(pool, user);
  const { ids } = await write(scenario, [400, 1, 900, 2, 2, 700, 30], 0);
  const read = createHistoryReader(pool);
  const readers = Array.from({ length: 3 }, () => ({ ids: [] as string[], before: undefined as string | undefined }));
  for (let open = readers; open.length > 0;) {
    const reader = random.pick(open);
    const page = await read({ scenario, limit: 1 + random.below(200), before: reader.before });
    reader.ids.push(...(page?.items ?? []).map(({ entry }) => entry.id));
    reader.before = page?.next;
    if (page?.next === undefined) open = open.filter((other) => other !== reader);
  }
  for (const reader of readers) expect(reader.ids).toEqual(ids);
});
