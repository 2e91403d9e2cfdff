import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importHarness, type ImportHarness } from './testing/harness.ts';
import { buildWorkbookProgram } from './testing/workbook-program.ts';

/** Sales files as published; they are not part of the project. Totals are those their publishers or SOURCE.md state. */
const DATA = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const UCI = `${DATA}/uci-online-retail/online_retail.csv.gz`;
const UCI_SAMPLE = `${DATA}/uci-sample-semicolon-10k/OnlineRetail.csv`;
const HYPERMARCHE = `${DATA}/hypermarche-fr/achats.csv`;
const HYPERMARCHE_BOOK = `${DATA}/hypermarche-fr/Hypermarche.xlsx`;
const SUPERMARKET = `${DATA}/supermarket-3-branches/supermarket_Sales.csv`;

describe.skipIf(!existsSync(DATA))('real files (skipped where ../shared/data does not exist)', () => {
  let h: ImportHarness;
  beforeEach(async () => {
    h = await importHarness();
  });
  afterEach(() => h.close());

  test(
    'uci-online-retail: all 541,909 lines, totals as published; the same file again changes nothing; a revert removes all',
    { timeout: 180_000 },
    async () => {
      const first = await h.run({ path: UCI }, { mapping: { constants: { store: 'M001' } } });
      expect(first).toMatchObject({
        status: 'done',
        rows: 541_909,
        accepted: 541_909,
        rejected: 0,
        duplicates: 0,
        progress: 1,
      });
      expect(first).toMatchObject({ units: 5_176_450, amount: 9_747_747.934 });
      const { rows } = await h.pool.query(
        'select sum(quantite)::float8 as units, sum(montant_ttc)::float8 as amount, count(*) as lines, count(distinct vente_id) as receipts from lignes_ventes',
      );
      expect(rows[0]).toEqual({ units: 5_176_450, amount: 9_747_747.934, lines: 541_909, receipts: 25_900 });
      const { rows: month } = await h.pool.query('select sum(ca_ttc)::float8 as amount from mv_ca_magasin_mensuel');
      expect(month[0]).toEqual({ amount: 9_747_747.934 });
      const kept = await h.aggregates();
      expect(kept.kept).toBe(kept.recount);

      const again = await h.run({ path: UCI }, { mapping: { constants: { store: 'M001' } } });
      expect(again).toMatchObject({ status: 'done', rows: 541_909, accepted: 0, rejected: 0, duplicates: 541_909 });
      expect(await h.aggregates()).toEqual(kept);

      expect(await h.imports.revert(first.id)).toMatchObject({ status: 'reverted' });
      expect(await h.aggregates()).toEqual(kept);
      await h.imports.revert(again.id);
      expect(await h.aggregates()).toEqual({ kept: '0|0|0|0|0', recount: '0|0|0|0|0' });
      expect((await h.pool.query('select count(*) as left from ventes')).rows[0]).toEqual({ left: 0 });
    },
  );

  test('hypermarche: M/D/Y found from all values, line amounts, the store asked', { timeout: 60_000 }, async () => {
    const asked = await h.run({ path: HYPERMARCHE });
    expect(asked.status).toBe('needs_mapping');
    expect(asked.questions?.map(({ code, field }) => [code, field])).toEqual([['missing_column', 'store']]);
    expect(asked.understood).toMatchObject({ separator: ';', encoding: 'utf-8', decimal: ',', dateOrder: 'mdy' });
    expect(asked.understood?.columns.find(({ field }) => field === 'date')?.evidence).toEqual({
      code: 'dates_only_mdy',
      counts: { only: 6067, of: 10_000 },
    });
    expect(asked.understood?.mapping.columns).toEqual({
      line: 'ID ligne',
      receipt: 'ID commande',
      date: 'Date de commande',
      customer: 'ID client',
      region: 'Région',
      sku: 'ID produit',
      category: 'Catégorie',
      product: 'Nom du produit',
      amount: 'Montant des ventes',
      quantity: 'Quantité',
    });

    await h.imports.answer(asked.id, { columns: { store: 'Zone géographique' }, unknown: { store: 'create' } });
    await h.imports.idle();
    const done = await h.imports.get(asked.id);
    expect(done).toMatchObject({ status: 'done', rows: 10_000, accepted: 10_000, rejected: 0, duplicates: 0 });
    expect(done).toMatchObject({ units: 37_773, amount: 2_938_089.0615 });
    expect(done.effect).toMatchObject({
      stores: 3,
      categories: 3,
      products: 1909,
      firstDay: '2013-01-01',
      lastDay: '2016-12-30',
    });
    const { kept, recount } = await h.aggregates();
    expect(kept).toBe(recount);
  });

  test(
    'hypermarche as a workbook: its sheet of purchases, with the totals of the CSV',
    { timeout: 60_000 },
    async () => {
      const program = await buildWorkbookProgram();
      const books = await importHarness({ workbookProgram: program.path });
      try {
        const asked = await books.run({ path: HYPERMARCHE_BOOK });
        expect(asked).toMatchObject({ status: 'needs_mapping', rows: 10_000 });
        expect(asked.questions?.map(({ code, field }) => [code, field])).toEqual([['missing_column', 'store']]);
        expect(asked.understood).toMatchObject({
          sheet: 'Achats',
          sheets: ['Achats', 'Retours', 'Personnes'],
          decimal: '.',
          dateOrder: 'mdy',
        });
        await books.imports.answer(asked.id, { columns: { store: 'Zone géographique' }, unknown: { store: 'create' } });
        await books.imports.idle();
        const done = await books.imports.get(asked.id);
        expect(done).toMatchObject({ status: 'done', rows: 10_000, accepted: 10_000, rejected: 0, duplicates: 0 });
        expect(done).toMatchObject({ units: 37_773, amount: 2_938_089.0615 });
        expect(done.effect).toMatchObject({ stores: 3, products: 1909, firstDay: '2013-01-01', lastDay: '2016-12-30' });

        // The same sales as text are the same lines.
        const text = await books.run(
          { path: HYPERMARCHE },
          { mapping: { columns: { store: 'Zone géographique' }, unknown: { store: 'create' } } },
        );
        expect(text).toMatchObject({ status: 'done', accepted: 0, duplicates: 10_000 });
      } finally {
        await books.close();
        program.remove();
      }
    },
  );

  test('supermarket: amounts as given, store by branch, category instead of a product', async () => {
    const done = await h.run({ path: SUPERMARKET }, { mapping: { unknown: { store: 'create' } } });
    expect(done).toMatchObject({ status: 'done', rows: 1000, accepted: 1000, rejected: 0, duplicates: 0 });
    expect(done).toMatchObject({ units: 5510, amount: 322_966.749 });
    expect(done.effect).toMatchObject({ stores: 3, receipts: 1000 });
  });

  test('uci-sample: every date fits two orders, so it asks', async () => {
    const asked = await h.run({ path: UCI_SAMPLE }, { mapping: { constants: { store: 'M002' } } });
    expect(asked.status).toBe('needs_mapping');
    expect(asked.questions?.map(({ code, options }) => [code, options])).toEqual([['date_order', ['dmy', 'mdy']]]);
    await h.imports.answer(asked.id, { dateOrder: 'dmy' });
    await h.imports.idle();
    const done = await h.imports.get(asked.id);
    expect(done).toMatchObject({ status: 'done', rejected: 0, duplicates: 0 });
    expect(done.effect).toMatchObject({ firstDay: '2010-12-01', lastDay: '2010-12-05' });
  });
});
