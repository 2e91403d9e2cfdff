import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { createLog } from '../log.ts';
import { createPool, type Pool } from '../postgres/pool.ts';
import { loadBaselines } from './baseline-load.ts';
import { readDirectory } from './directory.ts';

let db: TestDatabase;
let pool: Pool;

beforeEach(async () => {
  db = await createTestDatabase({ fixture: true });
  pool = createPool(db.url, createLog('silent'));
});
afterEach(async () => {
  await pool.end();
  await db.drop();
});

/** One receipt of so many euros at 11 h in M001. */
async function sell(day: string, amount: number): Promise<void> {
  await pool.query(
    `with v as (insert into ventes (magasin_id, date_vente) values (1, ($1::date + time '11:00') at time zone 'Europe/Paris') returning id)
     insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select id, 1, 1, $2 from v`,
    [day, amount],
  );
}

async function coursesOn(day: string): Promise<{ like: string; ends: number[] }> {
  const baselines = await loadBaselines(pool, await readDirectory(pool), () => day);
  const { like, past } = baselines.get(1)?.courses ?? { like: 'none', past: [] };
  return { like, ends: past.map((course) => (course[24] ?? 0) / 10_000) };
}

test('a holiday is measured by holidays once four of them sold, else by its weekday', async () => {
  for (const [day, amount] of [
    ['2026-11-04', 1],
    ['2026-11-01', 10],
    ['2026-08-15', 20],
    ['2026-07-14', 30],
  ] as const) {
    await sell(day, amount);
  }
  expect(await coursesOn('2026-11-11')).toEqual({ like: 'weekday', ends: [1, 0, 0, 0, 0, 0, 0, 0] });
  await sell('2026-05-25', 40);
  expect(await coursesOn('2026-11-11')).toEqual({ like: 'holiday', ends: [10, 20, 30, 40, 0, 0, 0, 0] });
  expect(await coursesOn('2026-11-18')).toEqual({ like: 'weekday', ends: [0, 1, 0, 0, 0, 0, 0, 0] });
});

test('a day of soldes is measured by the same weekday of soldes, in the year before too', async () => {
  for (const [day, amount] of [
    ['2027-01-19', 5],
    ['2027-01-12', 1],
    ['2026-07-21', 6],
    ['2026-06-30', 7],
    ['2026-01-20', 8],
  ] as const) {
    await sell(day, amount);
  }
  expect(await coursesOn('2027-01-26')).toEqual({ like: 'soldes', ends: [5, 1, 6, 0, 7, 0, 0, 8] });
});
