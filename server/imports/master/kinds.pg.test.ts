import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { masterKindSchema, type MasterOutcome } from '../../../shared/api/master-imports.ts';
import { masterHarness, type MasterHarness } from '../testing/master-harness.ts';
import { KINDS } from './kinds.ts';

let h: MasterHarness;
beforeEach(async () => {
  h = await masterHarness();
});
afterEach(() => h.close());

const counts = ({ created, changed, unchanged, refused }: MasterOutcome) => [created, changed, unchanged, refused];
const told = ({ differences }: MasterOutcome) =>
  differences.map(
    ({ action, key, fields }) =>
      `${action} ${key.map(({ value }) => value ?? '').join('|')}: ${fields.map(({ field, from, to }) => `${field} ${from}→${to}`).join(', ')}`,
  );
const refused = ({ refusals }: MasterOutcome) =>
  refusals.map(({ line, column, reason }) => `${line} ${column} ${reason}`);

describe('each kind', () => {
  test('regions: created, renamed, unchanged; what is not in the file stays', async () => {
    const outcome = await h.run('regions', ['code;nom', 'IDF;Ile de France', 'BRE;Bretagne', 'NOR;Normandie']);
    expect(counts(outcome)).toEqual([1, 1, 1, 0]);
    expect(told(outcome)).toEqual(['change IDF: name Île-de-France→Ile de France', 'create NOR: name null→Normandie']);
    expect(await h.value('select string_agg(code, $1 order by code) from regions', [' '])).toBe('BRE IDF NOR');
  });

  test('stores: parents by code in any case, amounts with comma, days in French order, new ones get what is usual', async () => {
    const outcome = await h.run('stores', [
      'Magasin;Nom;Région;Objectif CA;Surface (m2);Ouverture;Fermeture',
      'm001;Paris Bastille;idf;1 850 000,50;420;15/03/2019;',
      'M010;Rennes;BRE;;;28/02/2027;',
      'M011;Nantes;PDL;1;1;;',
      'M012;Brest;BRE;-5;1;;',
      'M013;Lorient;BRE;5;1;02/01/2027;01/01/2027',
      ';Sans code;BRE;5;1;;',
    ]);
    expect(counts(outcome)).toEqual([1, 1, 0, 4]);
    expect(told(outcome)).toEqual([
      'change M001: yearlyObjective 365000→1850000.5, surface null→420, opened null→2019-03-15',
      'create M010: name null→Rennes, region null→BRE, yearlyObjective null→0, opened null→2027-02-28, timeZone null→Europe/Paris',
    ]);
    expect(refused(outcome)).toEqual([
      '4 Région region_unknown',
      '5 Objectif CA number_negative',
      '6 ferme_le closed_before_opened',
      '7 Magasin missing',
    ]);
    expect(outcome.unknown).toEqual([{ field: 'region', codes: ['PDL'] }]);
    expect(await h.value("select objectif_ca from magasins where code = 'M001'")).toBe('1850000.50');
  });

  test('stores: the time zone of one that has sold stays, by import and by undo', async () => {
    const sell = (id: number) =>
      h.pool.query("insert into ventes (magasin_id, date_vente) values ($1, '2026-11-20T23:30Z')", [id]);
    await sell(1);
    const lines = ['M001;Autre;Indian/Reunion', 'M002;Deux;Indian/Reunion', 'M003;Trois;'];
    const outcome = await h.run('stores', ['code;nom;fuseau', ...lines]);
    expect(refused(outcome)).toEqual(['2 fuseau zone_settled']);
    expect(await h.value('select array_agg(fuseau order by code) from magasins')).toEqual([
      'Europe/Paris',
      'Indian/Reunion',
      'Europe/Paris',
    ]);
    await sell(2);
    await expect(h.imports.revert(outcome.id ?? '', 'me')).rejects.toMatchObject({
      code: 'changed_since',
      details: { count: 1, blocks: [{ key: 'M002', reason: 'invalid', field: 'timeZone' }] },
    });
  });

  test('categories: a new one without a rate is pointed out', async () => {
    const outcome = await h.run('categories', ['code;nom', 'FRAIS;Produits frais']);
    expect(outcome.warnings).toEqual([{ code: 'no_vat_rate', count: 1, items: ['FRAIS'] }]);
  });

  test('VAT rates: by category and day, in percent, without touching what was sold', async () => {
    await h.pool
      .query(`with t as (insert into ventes (magasin_id, date_vente) values (1, '2026-11-20T10:00Z') returning id)
      insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select id, 1, 1, 10 from t`);
    const outcome = await h.run('vatRates', [
      'categorie;a_partir_du;taux_tva',
      'ALIM;;5,5',
      'ALIM;2026-01-01;10 %',
      'MAIS;2027-01-01;0,055',
      'MAIS;2027-01-01;120',
    ]);
    expect(told(outcome)).toEqual(['create ALIM|2026-01-01: rate null→10']);
    expect(refused(outcome)).toEqual(['4 taux_tva rate_unclear', '5 taux_tva number_range']);
    expect(counts(outcome)).toEqual([1, 0, 1, 2]);
    expect(await h.value("select taux_tva_le(1, '2026-06-01')")).toBe('0.1000');
    expect(await h.value('select taux_tva from lignes_ventes')).toBe('0.0550');
  });

  test('products: a new purchase price counts from now on and changes no stored line', async () => {
    const sell = `with t as (insert into ventes (magasin_id, date_vente) values (1, '2026-11-20T10:00Z') returning id)
      insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select id, 1, 1, 10 from t`;
    await h.pool.query(sell);
    const outcome = await h.run('products', [
      'sku,name,category,cost,price',
      'P01,Produit 1,ALIM,0.8525,1.00',
      'P02,Produit 2,MAIS,,',
      'P99,Nouveau,ALIM,2.5,1.9',
      'P98,,ALIM,1,2',
    ]);
    expect(told(outcome)).toEqual([
      'change P01: purchasePrice 0.5→0.8525',
      'change P02: category ALIM→MAIS',
      'create P99: name null→Nouveau, category null→ALIM, purchasePrice null→2.5, salePrice null→1.9',
    ]);
    expect(refused(outcome)).toEqual(['5 nom missing']);
    expect(outcome.warnings).toEqual([{ code: 'below_cost', count: 1, items: ['P99'] }]);
    await h.pool.query(sell);
    expect(await h.value('select array_agg(prix_achat::text order by id) from lignes_ventes')).toEqual([
      '0.5000',
      '0.8525',
    ]);
  });

  test('objectives: by store and month; a month that is over keeps what it was measured against', async () => {
    await h.pool.query("insert into objectifs values (1, '2026-10-01', 100), (1, '2026-11-01', 100)");
    const outcome = await h.run('objectives', [
      'magasin;mois;objectif_ca_ttc',
      'M001;2026-09;90',
      'M001;10/2026;120',
      'M001;nov. 2026;130,50',
      'M001;01/12/2026;140',
      'M001;15/12/2026;1',
    ]);
    expect(told(outcome)).toEqual([
      'create M001|2026-09: amount null→90',
      'change M001|2026-11: amount 100→130.5',
      'create M001|2026-12: amount null→140',
    ]);
    expect(refused(outcome)).toEqual(['3 mois month_over', '6 mois month_invalid']);
    expect(await h.value("select montant_ttc from objectifs where mois = '2026-10-01'")).toBe('100.00');
  });

  test('objectives: twelve months that do not make the year, and a published plan, are pointed out', async () => {
    await h.pool.query("insert into scenario_bases values (repeat('0', 64), '')");
    await h.pool.query(
      `insert into scenarios (nom, annee, etat, hierarchie, base, cree_par)
       select 'Budget 2027', 2027, 'published', '{}', repeat('0', 64), id from utilisateurs limit 1`,
    );
    const year = Array.from({ length: 12 }, (_, n) => `2027-${String(n + 1).padStart(2, '0')}`);
    const lines = (amount: number) => year.map((month) => `M001;${month};${amount}`);
    const first = await h.run('objectives', ['magasin;mois;objectif', ...lines(30_000)]);
    expect(first.warnings).toEqual([{ code: 'year_sum', count: 1, items: ['M001 (2027)'] }]);
    const second = await h.run('objectives', ['magasin;mois;objectif', ...lines(30_416.67)]);
    expect(second.warnings).toEqual([{ code: 'published_plan', count: 1, items: ['Budget 2027'] }]);
  });

  test('I12: what changes comparisons of the past is counted, and stored only when that is agreed to', async () => {
    await h.pool.query("insert into objectifs values (1, '2026-10-01', 100)");
    const lines = ['magasin;mois;objectif', 'M001;2026-08;90', 'M001;2026-09;90', 'M001;2026-11;90'];
    const past = { code: 'past_objectives', count: 2, items: ['M001 (2026-08)', 'M001 (2026-09)'] };
    const { warnings, digest } = await h.run('objectives', lines, { dryRun: true, changePast: false });
    expect(warnings).toEqual([past]);
    const refusal = { status: 409, code: 'past_unconfirmed', details: { warnings: [past] } };
    await expect(h.run('objectives', lines, { expect: digest, changePast: false })).rejects.toMatchObject(refusal);
    expect(await h.value('select count(*)::integer from objectifs')).toBe(1);
    expect((await h.run('objectives', lines, { expect: digest })).created).toBe(3);
    const later = ['magasin;mois;objectif', 'M001;2026-08;90', 'M001;2026-12;90'];
    expect((await h.run('objectives', later, { changePast: false })).warnings).toEqual([]);

    await h.pool
      .query(`with t as (insert into ventes (magasin_id, date_vente) values (1, '2026-11-20T10:00Z') returning id)
      insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select id, 1, 1, 10 from t`);
    const moved = ['sku,category', 'P01,MAIS', 'P02,MAIS'];
    await expect(h.run('products', moved, { changePast: false })).rejects.toMatchObject({ code: 'past_unconfirmed' });
    expect((await h.run('products', moved)).warnings).toEqual([{ code: 'sold_products', count: 1, items: ['P01'] }]);
    expect((await h.run('products', ['sku,category', 'P02,ALIM'], { changePast: false })).changed).toBe(1);
  });

  test('charges: kinds become codes, credits are allowed', async () => {
    const outcome = await h.run('charges', [
      'magasin;mois;nature;montant',
      'M001;2026-10;Loyers & énergie;1 200,00',
      'M001;2026-10;personnel;-50',
      'M009;2026-10;personnel;1',
      'M001;2026-10;12;1',
    ]);
    expect(told(outcome)).toEqual([
      'create M001|2026-10|loyers_energie: amount null→1200',
      'create M001|2026-10|personnel: amount null→-50',
    ]);
    expect(refused(outcome)).toEqual(['4 magasin store_unknown', '5 nature code_invalid']);
  });

  test('events: works and closures of one store do not overlap', async () => {
    await h.pool.query(
      "insert into magasin_evenements (magasin_id, nature, debut, fin) values (1, 'travaux', '2027-01-10', '2027-01-20')",
    );
    const outcome = await h.run('events', [
      'magasin;evenement;debut;fin;note',
      'M001;Travaux;10/01/2027;31/01/2027;Façade',
      'M001;Fermeture temporaire;31/01/2027;02/02/2027;',
      'M002;Fermeture temporaire;31/01/2027;;Inventaire',
      'M002;travaux;01/03/2027;02/03/2027;',
      'M003;opening;2027-01-05;;',
      'M003;ouverture;2027-01-06;2027-01-07;',
      'M003;travaux;2027-02-06;2027-02-05;',
      'M003;fête;2027-02-06;;',
    ]);
    expect(told(outcome)).toEqual([
      'change M001|travaux|2027-01-10: end 2027-01-20→2027-01-31, note null→Façade',
      'create M002|fermeture_temporaire|2027-01-31: note null→Inventaire',
      'create M003|ouverture|2027-01-05: ',
    ]);
    expect(refused(outcome)).toEqual([
      '3  overlap',
      '5  overlap',
      '7 fin end_not_allowed',
      '8 fin end_before_start',
      '9 evenement event_unknown',
    ]);
  });
});

describe('all kinds', () => {
  test('what is exported changes nothing when it is imported', async () => {
    await h.pool.query(`
      update magasins set nom = ' Espaces ', surface_m2 = 1200, ouvert_le = '2001-02-03', ferme_le = '2031-01-02' where code = 'M002';
      update magasins set nom = '=cmd|''/c calc''!A0', fuseau = 'Indian/Reunion' where code = 'M003';
      update produits set nom = E'Guillemet " et ; et\\nligne', prix_achat = 1.234, prix_vente = 0 where sku = 'P03';
      update produits set nom = '' where sku = 'P04';
      insert into taux_tva values (1, '2026-02-01', 0.2), (2, '2027-01-01', 0);
      insert into objectifs values (1, '2026-01-01', 1234.5), (3, '2030-12-01', 0);
      insert into charges values (1, '2026-01-01', 'loyers', 1234.56), (1, '2026-01-01', 'avoir', -5);
      insert into magasin_evenements (magasin_id, nature, debut, fin, note) values (1, 'travaux', '2026-01-02', null, '-'),
        (2, 'surface', '2026-01-02', null, 'x')`);
    for (const kind of masterKindSchema.options) {
      const outcome = await h.run(kind, await h.exported(kind));
      expect({ kind, questions: outcome.questions, counts: counts(outcome), refusals: refused(outcome) }).toEqual({
        kind,
        questions: [],
        counts: [0, 0, outcome.rows, 0],
        refusals: [],
      });
      expect(outcome.rows).toBeGreaterThan(1);
    }
    expect(await h.value('select count(*) from imports_referentiel')).toBe(0);
    // Three decimals after a comma could be thousands.
    expect(await h.exported('products')).toContain(';1,2340;0\r\n');
  });

  test('templates are understood whole, and their example is a row', async () => {
    await h.pool.query("insert into categories (code, nom) values ('EPIC', 'Épicerie')");
    for (const kind of masterKindSchema.options) {
      const outcome = await h.run(kind, h.imports.template(kind), { dryRun: true });
      expect({ kind, refusals: refused(outcome), questions: outcome.questions }).toEqual({
        kind,
        refusals: [],
        questions: [],
      });
      expect(outcome.understood.columns.map(({ field }) => field)).toEqual(
        KINDS[kind].fields.map(({ field }) => field),
      );
    }
  });

  test('a blank cell changes nothing, a dash takes a value away where there may be none', async () => {
    await h.pool.query("update magasins set ferme_le = '2027-01-02', surface_m2 = 5 where code = 'M001'");
    const outcome = await h.run('stores', ['code_magasin;nom;ferme_le;surface_m2', 'M001;;-;']);
    expect(told(outcome)).toEqual(['change M001: closed 2027-01-02→null']);
  });
});
