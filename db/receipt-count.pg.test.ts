import { afterAll, beforeAll, expect, test } from 'vitest';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from './testing/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ fixture: true });
});
afterAll(() => database.drop());

const LINES = `insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select v, 1, $2::numeric, 5 from unnest($1::bigint[]) v`;

async function receipts(client: pg.Pool | pg.PoolClient, count: number): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `insert into ventes (magasin_id, date_vente) select 1 + n % 2, '2026-11-20 12:00+01' from generate_series(1, $1) n returning id`,
    [count],
  );
  return rows.map(({ id }) => id);
}

async function counted(): Promise<number> {
  const { rows } = await database.pool.query<{ tickets: string }>(
    'select sum(tickets) as tickets from ventes_par_heure',
  );
  return Number(rows[0]?.tickets ?? 0);
}

/** Resolves once a connection waits for a lock of another. */
async function waits(pid: number): Promise<void> {
  for (;;) {
    const { rows } = await database.pool.query<{ waits: boolean }>(
      'select cardinality(pg_blocking_pids($1)) > 0 as waits',
      [pid],
    );
    if (rows[0]?.waits === true) return;
  }
}

test('two transactions that make the same receipt count do so once', async () => {
  const before = await counted();
  const [receipt = 0] = await receipts(database.pool, 1);
  // A return alone does not count.
  await database.pool.query(LINES, [[receipt], -1]);
  expect(await counted()).toBe(before);
  const [one, two] = [await database.pool.connect(), await database.pool.connect()];
  try {
    await one.query('begin');
    await one.query(LINES, [[receipt], 1]);
    await two.query('begin');
    const { rows } = await two.query<{ pid: number }>('select pg_backend_pid() as pid');
    const second = two.query(LINES, [[receipt], 1]);
    await waits(rows[0]?.pid ?? 0);
    await one.query('commit');
    await second;
    await two.query('commit');
  } finally {
    one.release();
    two.release();
  }
  expect(await counted()).toBe(before + 1);
});

test('receipts of this transaction and of others count once each, whatever the statement holds', async () => {
  const before = await counted();
  const [old = 0] = await receipts(database.pool, 1);
  await database.pool.query(LINES, [[old], 2]);
  const client = await database.pool.connect();
  try {
    for (const lots of ['on', 'off']) {
      await client.query('begin');
      await client.query(`set local epm.ventes_par_lots = ${lots}`);
      const own = await receipts(client, 2);
      await client.query(LINES, [own, 1]);
      await client.query(LINES, [own.slice(0, 1), 1]);
      await client.query(LINES, [[old, ...own, ...(await receipts(client, 3))], 1]);
      await client.query('commit');
    }
  } finally {
    client.release();
  }
  expect(await counted()).toBe(before + 1 + 2 * 5);
});
