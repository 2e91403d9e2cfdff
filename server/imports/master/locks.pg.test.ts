import { afterEach, beforeEach, expect, test } from 'vitest';
import { masterHarness, type MasterHarness } from '../testing/master-harness.ts';

let h: MasterHarness;
beforeEach(async () => {
  h = await masterHarness();
});
afterEach(() => h.close());

const SALE = `with t as (insert into ventes (magasin_id, date_vente) values (1, '2026-11-20T10:00Z') returning id)
  insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire)
  select t.id, p.id, 1, 10 from t, produits p where p.sku = any ($1)`;

/** Runs `meanwhile` when all that `work` writes is written and not yet committed: its entry in the audit trail waits. */
async function whileHeldOpen<T>(work: () => Promise<T>, meanwhile: () => Promise<unknown>): Promise<T> {
  const other = await h.pool.connect();
  try {
    await other.query('begin; lock table audit in access exclusive mode');
    const outcome = work();
    const ended = outcome.then(() => {
      throw new Error('it did not wait');
    });
    const waits = async () =>
      (await h.value("select count(*) from pg_locks where relation = 'audit'::regclass and not granted")) === 1;
    while (!(await Promise.race([waits(), ended])));
    ended.catch(() => undefined);
    await meanwhile();
    await other.query('commit');
    return await outcome;
  } finally {
    other.release();
  }
}

async function sell(skus: readonly string[]): Promise<void> {
  const till = await h.pool.connect();
  try {
    await till.query("begin; set local lock_timeout = '1s'");
    await till.query(SALE, [skus]);
    await till.query('commit');
  } finally {
    till.release(true);
  }
}

test('what a file names is sold while its import and its undo are being written', async () => {
  const lines = ['sku;nom;prix_achat_ht', 'P01;Autre;3', 'P02;Produit 2;'];
  const { id } = await whileHeldOpen(
    () => h.run('products', lines),
    () => sell(['P01', 'P02']),
  );
  await whileHeldOpen(
    () => h.imports.revert(id ?? '', 'me'),
    () => sell(['P01', 'P02']),
  );
  expect(await h.value('select count(*) from lignes_ventes')).toBe(4);
});

test('what a file of stores names goes on selling', async () => {
  await whileHeldOpen(
    () => h.run('stores', ['code;nom', 'M001;Autre']),
    () => sell(['P01']),
  );
  expect(await h.value('select count(*) from lignes_ventes')).toBe(1);
});

test('what an undo takes away is not sold meanwhile', async () => {
  const { id } = await h.run('products', ['sku;nom;categorie', 'N1;Neuf;ALIM']);
  await whileHeldOpen(
    () => h.imports.revert(id ?? '', 'me'),
    () => expect(sell(['N1'])).rejects.toMatchObject({ code: '55P03' }),
  );
  expect(await h.value("select count(*) from produits where sku = 'N1'")).toBe(0);
});

test('a store that is given another time zone makes its first sale afterwards', async () => {
  await whileHeldOpen(
    () => h.run('stores', ['code;fuseau', 'M001;Indian/Reunion']),
    () => expect(sell(['P01'])).rejects.toMatchObject({ code: '55P03' }),
  );
  expect(await h.value("select fuseau from magasins where code = 'M001'")).toBe('Indian/Reunion');
});
