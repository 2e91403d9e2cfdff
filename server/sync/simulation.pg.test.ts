import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { createPool, type Pool } from '../postgres/pool.ts';
import { createPostgresJournal } from './postgres-journal.ts';
import { createSheetDirectory } from './sheet-directory.ts';
import { insertScenario, sheetId, userId } from './testing/database.ts';
import { silentLog } from './testing/fixtures.ts';
import { faulty, simulate } from './testing/simulation.ts';

const SEEDS = Number(process.env['SIMULATION_SEEDS'] ?? 6);

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase({ fixture: true });
  pool = createPool(database.url, silentLog, { max: 8 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

interface Sums {
  acknowledged: number;
  crashes: number;
  compactions: number;
}

/** Runs every seed on a document of its own. */
async function runSeeds(seeds: number, steps: number, compaction: boolean): Promise<Sums> {
  const users = await Promise.all(['analyst', 'manager', 'director'].map((role) => userId(pool, role)));
  const { epochOf } = createSheetDirectory(pool);
  const sums = { acknowledged: 0, crashes: 0, compactions: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const store = createPostgresJournal(pool);
    const document = await sheetId(pool, await insertScenario(pool, users[0]!), 'IDF');
    const result = await simulate({
      seed,
      steps,
      clients: 3,
      servers: 2,
      crashes: true,
      compaction,
      storage: (inner) => faulty(inner, seed),
      home: {
        store,
        document,
        epochOf: async () => (await epochOf(document)) ?? 0,
        users,
        breathe: () => pool.query('select 1'),
      },
    });
    expect({ seed, violations: result.violations }).toEqual({ seed, violations: [] });
    for (const key of ['acknowledged', 'crashes', 'compactions'] as const) sums[key] += result[key];
  }
  return sums;
}

test(
  '[S3] servers on PostgreSQL that are thrown away at any moment lose nothing they acknowledged',
  async () => {
    const { crashes, acknowledged } = await runSeeds(SEEDS, 400, false);
    expect(crashes).toBeGreaterThan(SEEDS / 2);
    expect(acknowledged).toBeGreaterThan(SEEDS * 20);
  },
  60_000 + SEEDS * 1_000,
);

test(
  '[S15] [E7] nor while documents are rebuilt under them',
  async () => {
    const { crashes, compactions, acknowledged } = await runSeeds(SEEDS, 800, true);
    expect(crashes).toBeGreaterThan(SEEDS / 2);
    expect(compactions).toBeGreaterThan(SEEDS);
    expect(acknowledged).toBeGreaterThan(SEEDS * 20);
  },
  60_000 + SEEDS * 10_000,
);
