import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { createPool, type Pool } from '../postgres/pool.ts';
import { createPostgresJournal } from './postgres-journal.ts';
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

test(
  '[S3] servers on PostgreSQL that are thrown away at any moment lose nothing they acknowledged',
  async () => {
    const users = await Promise.all(['analyst', 'manager', 'director'].map((role) => userId(pool, role)));
    let crashes = 0;
    let acknowledged = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const store = createPostgresJournal(pool);
      const document = await sheetId(pool, await insertScenario(pool, users[0]!), 'IDF');
      const result = await simulate({
        seed,
        steps: 400,
        clients: 3,
        servers: 2,
        crashes: true,
        storage: (inner) => faulty(inner, seed),
        home: { store, document, users, breathe: () => pool.query('select 1') },
      });
      expect({ seed, violations: result.violations }).toEqual({ seed, violations: [] });
      crashes += result.crashes;
      acknowledged += result.acknowledged;
    }
    expect(crashes).toBeGreaterThan(SEEDS / 2);
    expect(acknowledged).toBeGreaterThan(SEEDS * 20);
  },
  60_000 + SEEDS * 1_000,
);
