import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../db/testing/database.ts';
import { createLog } from '../../log.ts';
import { createPool, type Pool } from '../../postgres/pool.ts';
import { exportCsv } from './export-csv.ts';
import { KINDS } from './kinds.ts';
import { tableOf } from './table.ts';
import type { MasterKind } from '../../../shared/api/master-imports.ts';
import type { Row } from './spec.ts';

let db: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  db = await createTestDatabase({ fixture: true });
  pool = createPool(db.url, createLog('silent'), { max: 1 });
  await pool.query(`
    insert into produits (categorie_id, sku, nom)
      select 1, (array['N', 'n', 'É', '_'])[1 + i % 4] || i, repeat('x', 400) from generate_series(1, 12500) i;
    insert into taux_tva values (1, '2026-02-01', 0.2), (2, '2027-01-01', 0);
    insert into objectifs select s, '2020-01-01'::date + make_interval(months => m), m from generate_series(1, 3) s, generate_series(0, 11) m;
    insert into charges select s, '2020-01-01'::date + make_interval(months => m), n, m
      from generate_series(1, 3) s, generate_series(0, 5) m, unnest(array['loyers', 'personnel', 'a_b']) n;
    insert into magasin_evenements (magasin_id, nature, debut, note)
      select s, n, d::date, i::text from generate_series(1, 3) s, unnest(array['travaux', 'surface']) n,
        unnest(array['2020-01-01', '2020-01-02']) d, generate_series(1, 3) i`);
});
afterAll(async () => {
  await pool.end();
  await db.drop();
});

const TABLES: [MasterKind, string][] = [
  ['regions', 'regions'],
  ['stores', 'magasins'],
  ['categories', 'categories'],
  ['vatRates', 'taux_tva'],
  ['objectives', 'objectifs'],
  ['charges', 'charges'],
  ['events', 'magasin_evenements'],
];

test.each(TABLES)('pages of %s of any size hold every row once, in one order', async (kind, name) => {
  const table = tableOf(KINDS[kind]);
  const whole = await table.page(pool, null, 10_000);
  const { rows } = await pool.query<{ n: number }>(`select count(*) as n from ${name}`);
  expect(whole.length).toBe(rows[0]?.n);
  const sorted = (of: Row[]) => of.map((row) => JSON.stringify(row)).toSorted();
  for (const size of [1, 2, 5]) {
    const paged: Row[] = [];
    for (let last: Row | null = null; ;) {
      const page: Row[] = await table.page(pool, last, size);
      paged.push(...page);
      last = page.at(-1) ?? null;
      if (page.length < size) break;
    }
    expect(sorted(paged)).toEqual(sorted(whole));
  }
});

test('a download nobody reads on holds no connection, and goes on where it was', async () => {
  const stream = exportCsv(pool, KINDS.products);
  const chunks = stream[Symbol.asyncIterator]();
  let text = '';
  while (text.length < 10_000) text += String((await chunks.next()).value);
  // The pool has one connection.
  expect((await pool.query('select 1')).rowCount).toBe(1);
  await pool.query("insert into produits (categorie_id, sku) values (1, '!first')");
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) text += String(next.value);
  const skus = text
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(';')[0] ?? '');
  expect(skus.length).toBe(12_510);
  expect(new Set(skus).size).toBe(12_510);
  expect(skus).toEqual(skus.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
});
