import { afterEach, beforeEach, expect, test } from 'vitest';
import { importHarness, type ImportHarness } from './testing/harness.ts';

let h: ImportHarness;
beforeEach(async () => {
  h = await importHarness({ now: () => new Date('2027-01-13T11:00:00Z') });
});
afterEach(() => h.close());

const HEAD = 'Magasin;Ticket;Date;Heure;Article;Qté;Prix';
const file = (...rows: string[]) => [HEAD, ...rows].join('\n');

test('[I16] rows dated more than 48 hours ahead are refused, by the clock of their store, the others stored', async () => {
  await h.pool.query("update magasins set fuseau = 'America/Martinique' where code = 'M002'");
  const content = file(
    'M001;T1;15/01/2027;12:00;P01;1;1',
    'M001;T2;15/01/2027;12:01;P01;1;1',
    'M002;T3;15/01/2027;07:00;P01;1;1',
    'M002;T4;15/01/2027;07:01;P01;1;1',
    'M001;T5;13/02/2027;10:00;P01;x;1',
  );
  expect(await h.run(content, { dryRun: true })).toMatchObject({
    status: 'checked',
    accepted: 2,
    rejected: 3,
    reasons: [{ code: 'date_ahead', count: 2 }, { code: 'quantity_invalid' }],
  });
  const done = await h.run(content);
  expect(done).toMatchObject({ status: 'done', accepted: 2, rejected: 3, duplicates: 0, amount: 2 });
  let errors = '';
  for await (const part of await h.imports.errors(done.id, 'fr')) errors += String(part);
  expect(errors).toContain('\n3;Date;La date est à plus de 48 heures dans l’avenir.;');
  expect((await h.stored()).map((line) => line.split('|')[2])).toEqual(['T1', 'T3']);
});

test('[I16] what is stored already is a duplicate whatever its date', async () => {
  await h.pool.query(`
    with v as (insert into ventes (magasin_id, date_vente, numero, montant_ttc) values (1, '2027-03-15T10:00:00+01:00', 'T1', 1) returning id)
    insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select v.id, p.id, 1, 1 from v, produits p where p.sku = 'P01'`);
  const content = file('M001;T1;15/03/2027;10:00;P01;1;1', 'M001;T1;15/03/2027;10:00;P02;1;1');
  expect(await h.run(content)).toMatchObject({ status: 'done', accepted: 0, rejected: 1, duplicates: 1 });
});
