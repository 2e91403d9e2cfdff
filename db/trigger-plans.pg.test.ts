import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './testing/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ fixture: true });
});
afterAll(() => database.drop());

test('a trigger that was planned on empty tables does not scan them whole once they are large', async () => {
  const client = await database.pool.connect();
  try {
    const sell = (count: number) =>
      client.query(
        `with v as (
           insert into ventes (magasin_id, date_vente, montant_ttc) select 1, now(), 1 from generate_series(1, $1) returning id
         ) insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire, montant_ttc, taux_tva, prix_achat)
           select id, 1, 1, 1, 1, 0.055, 0.5 from v`,
        [count],
      );
    await sell(1);
    await client.query('analyze ventes, lignes_ventes');
    // The plan is made here, where the statistics say that a scan reads one row.
    await sell(1);
    await sell(2_000);
    const scans = async () => {
      await client.query('select pg_stat_force_next_flush()');
      const { rows } = await client.query<{ scanned: number }>(
        `select coalesce(sum(seq_tup_read), 0)::float8 as scanned from pg_stat_user_tables where relname = 'lignes_ventes'`,
      );
      return rows[0]?.scanned ?? 0;
    };
    const before = await scans();
    for (let sale = 0; sale < 10; sale += 1) await sell(1);
    expect((await scans()) - before).toBeLessThan(1_000);
  } finally {
    client.release();
  }
});

test('nor one that was planned on empty tables that statistics know to be empty', async () => {
  const fresh = await createTestDatabase({ fixture: true });
  const client = await fresh.pool.connect();
  try {
    const sell = () =>
      client.query(
        `with v as (insert into ventes (magasin_id, date_vente, montant_ttc) values (1, now(), 1) returning id)
         insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire, montant_ttc, taux_tva, prix_achat)
         select id, 1, 1, 1, 1, 0.055, 0.5 from v`,
      );
    await client.query('analyze ventes, lignes_ventes');
    for (let sale = 0; sale < 100; sale += 1) await sell();
    await client.query('select pg_stat_force_next_flush()');
    const { rows } = await client.query<{ read: number }>(
      `select sum(idx_tup_read)::float8 as read from pg_stat_user_indexes where indexrelname = 'ventes_magasin_date'`,
    );
    expect(rows[0]?.read).toBeLessThan(100);
  } finally {
    client.release();
    await fresh.drop();
  }
});
