import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MasterBlock, MasterKind } from '../../../shared/api/master-imports.ts';
import { HttpError } from '../../http/errors.ts';
import { masterHarness, type MasterHarness } from '../testing/master-harness.ts';

let h: MasterHarness;
beforeEach(async () => {
  h = await masterHarness();
});
afterEach(() => h.close());

async function stored(kind: MasterKind, lines: readonly string[]): Promise<string> {
  const { id, refusals } = await h.run(kind, lines);
  expect(refusals).toEqual([]);
  return id ?? '';
}

/** What stands in the way, as `key reason field found users`. */
async function blocksOf(id: string): Promise<string[]> {
  const error: unknown = await h.imports.revert(id, 'me').then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(HttpError);
  const { code, details } = error as HttpError;
  expect(code).toBe('changed_since');
  return (details as { blocks: MasterBlock[] }).blocks.map(({ key, reason, field, found, users }) =>
    [key, reason, field, found ?? undefined, users?.join('+')].filter((part) => part !== undefined).join(' '),
  );
}

const everything = async () =>
  (
    await Promise.all(
      (['regions', 'stores', 'categories', 'vatRates', 'products', 'objectives', 'charges', 'events'] as const).map(
        (kind) => h.exported(kind),
      ),
    )
  ).join('\n');

describe('undo', () => {
  test('brings back every value and takes away what was created, of every kind', async () => {
    const before = await everything();
    const ids = [
      await stored('regions', ['code;nom', 'IDF;Autre', 'NOR;Normandie']),
      await stored('categories', ['code;nom', 'ALIM;Autre', 'FRAIS;Frais']),
      await stored('stores', ['code;nom;region;ferme_le', 'M001;Autre;NOR;2030-01-01', 'M050;Caen;NOR;']),
      await stored('vatRates', ['categorie;a_partir_du;taux_tva', 'ALIM;;10', 'FRAIS;2027-01-01;5,5']),
      await stored('products', ['sku;nom;categorie;prix_achat_ht', 'P01;Autre;FRAIS;9', 'N1;Neuf;FRAIS;1']),
      await stored('objectives', ['magasin;mois;objectif', 'M001;2027-01;5', 'M050;2027-01;6']),
      await stored('charges', ['magasin;mois;nature;montant', 'M050;2027-01;loyers;6']),
      await stored('events', ['magasin;evenement;debut;fin', 'M050;travaux;2027-01-01;2027-01-05']),
    ];
    expect(await everything()).not.toBe(before);
    for (const id of ids.toReversed()) {
      expect(await h.imports.revert(id, 'me@fixture.example')).toMatchObject({ id, revertedBy: 'me@fixture.example' });
    }
    expect(await everything()).toBe(before);
    await expect(h.imports.revert(ids[0]!, 'me')).rejects.toMatchObject({ code: 'wrong_status' });
    expect(
      (await h.pool.query('select acteur, action, count(*)::integer as n from audit group by 1, 2 order by 1')).rows,
    ).toEqual([
      { acteur: 'me@fixture.example', action: 'master.revert', n: 8 },
      { acteur: 'somebody@fixture.example', action: 'master.import', n: 8 },
    ]);
  });

  test('is refused as a whole when a newer import or somebody else changed a row, with the list', async () => {
    const first = await stored('stores', ['code;nom;objectif_ca', 'M001;Un;1', 'M002;Deux;2']);
    const second = await stored('stores', ['code;nom', 'M001;Encore']);
    await h.pool.query("update magasins set objectif_ca = 77 where code = 'M002'");
    expect(await blocksOf(first)).toEqual(['M001 changed name Encore', 'M002 changed yearlyObjective 77']);
    expect(await h.value("select nom from magasins where code = 'M002'")).toBe('Deux');
    await h.imports.revert(second, 'me');
    expect(await blocksOf(first)).toEqual(['M002 changed yearlyObjective 77']);
  });

  test('is refused where a newer import passed through the same value', async () => {
    const first = await stored('regions', ['code;nom', 'IDF;A']);
    await stored('regions', ['code;nom', 'IDF;B']);
    const third = await stored('regions', ['code;nom', 'IDF;A']);
    expect(await blocksOf(first)).toEqual(['IDF changed name A']);
    await h.imports.revert(third, 'me');
    expect(await h.value("select nom from regions where code = 'IDF'")).toBe('B');
  });

  test('leaves alone what others changed in other fields of the same row', async () => {
    const first = await stored('stores', ['code;nom', 'M001;Un']);
    await stored('stores', ['code;objectif_ca', 'M001;5']);
    await h.imports.revert(first, 'me');
    expect((await h.pool.query("select nom, objectif_ca from magasins where code = 'M001'")).rows).toEqual([
      { nom: 'Paris Bastille', objectif_ca: '5.00' },
    ]);
  });

  test('does not take away what is used', async () => {
    const region = await stored('regions', ['code;nom', 'NOR;Normandie']);
    const store = await stored('stores', ['code;nom;region', 'M050;Caen;NOR', 'M051;Rouen;NOR']);
    const product = await stored('products', ['sku;nom;categorie', 'N1;Neuf;ALIM']);
    await h.pool.query(`
      insert into objectifs select id, '2027-01-01', 1 from magasins where code = 'M050';
      with t as (insert into ventes (magasin_id) select id from magasins where code = 'M050' returning id)
        insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire)
        select t.id, p.id, 1, 1 from t, produits p where p.sku = 'N1';
      insert into scenario_bases values (repeat('0', 64), '');
      insert into scenarios (nom, annee, hierarchie, base, cree_par)
        select 'Budget', 2027, '{"regions":[{"code":"NOR","stores":[{"code":"M051"}]}]}', repeat('0', 64), id
        from utilisateurs limit 1`);
    expect(await blocksOf(region)).toEqual(['NOR in_use stores+plans']);
    expect(await blocksOf(store)).toEqual(['M050 in_use sales+objectives', 'M051 in_use plans']);
    expect(await blocksOf(product)).toEqual(['N1 in_use sales']);
  });

  test('does not take away stores with till totals or closed days, nor what an alert watches', async () => {
    const region = await stored('regions', ['code;nom', 'NOR;Normandie']);
    const lines = ['M050', 'M051', 'M052'].map((code) => `${code};Caen;IDF`);
    const store = await stored('stores', ['code;nom;region', ...lines]);
    await h.pool.query(`
      insert into z_caisse (magasin_id, jour, numero, montant_ttc, recu_par)
        select id, '2026-11-20', '1', 5, 'till' from magasins where code = 'M050';
      insert into journees (magasin_id, jour, etat) select id, '2026-11-20', 'closed' from magasins where code = 'M051';
      insert into alertes (nom, perimetre, seuil, debut, silence) values
        ('a', 'store:M052', 0.9, '11:00', '1 hour'), ('b', 'region:NOR', 0.9, '11:00', '1 hour')`);
    expect(await blocksOf(store)).toEqual(['M050 in_use tillTotals', 'M051 in_use days', 'M052 in_use alerts']);
    expect(await blocksOf(region)).toEqual(['NOR in_use alerts']);
  });

  test('does not bring back what would not be valid', async () => {
    const closing = await stored('stores', ['code;ferme_le', 'M001;2030-01-01']);
    await stored('stores', ['code;ferme_le', 'M002;2020-01-01']);
    const opening = await stored('stores', ['code;ouvert_le', 'M002;2019-01-01']);
    await h.pool.query("update magasins set ferme_le = null where code = 'M001'");
    expect(await blocksOf(closing)).toEqual(['M001 changed closed']);
    await h.imports.revert(opening, 'me');

    const moved = await stored('events', ['magasin;evenement;debut;fin', 'M003;travaux;2027-01-01;2027-01-20']);
    const shortened = await stored('events', ['magasin;evenement;debut;fin', 'M003;travaux;2027-01-01;2027-01-05']);
    await stored('events', ['magasin;evenement;debut;fin', 'M003;travaux;2027-01-10;2027-01-12']);
    expect(await blocksOf(shortened)).toEqual(['M003|travaux|2027-01-01 overlap']);
    expect(await blocksOf(moved)).toEqual(['M003|travaux|2027-01-01 changed end 2027-01-05']);
  });

  test('many created products leave with an index of their own, which does not stay', async () => {
    const lines = Array.from({ length: 1_500 }, (_, n) => `N${n};Neuf ${n};ALIM`);
    const id = await stored('products', ['sku;nom;categorie', ...lines]);
    await h.imports.revert(id, 'me');
    expect(await h.value('select count(*) from produits')).toBe(10);
    expect(
      await h.value("select count(*) from pg_indexes where tablename = 'lignes_ventes' and indexdef ~ 'produit_id'"),
    ).toBe(0);
  });
});

describe('two imports at once', () => {
  const file = (name: string) => ['code;nom', `IDF;${name}`, `N-${name};Neuve`];

  test('are made one after the other; each records what it met', async () => {
    const ids = (await Promise.all(['A', 'B', 'C', 'D'].map((name) => h.run('regions', file(name))))).map(
      ({ id }) => id,
    );
    const { rows } = await h.pool.query<{ avant: { name: string }; apres: { name: string } }>(
      `select avant, apres from imports_referentiel_lignes l join imports_referentiel i on i.id = l.import_id
       where cle = 'IDF' order by i.rang`,
    );
    const chain = rows.map(({ avant, apres }) => [avant.name, apres.name]);
    expect(chain[0]?.[0]).toBe('Île-de-France');
    for (const [index, [before]] of chain.entries()) if (index > 0) expect(before).toBe(chain[index - 1]?.[1]);
    expect(new Set(ids).size).toBe(4);
    expect(await h.value('select count(*) from regions')).toBe(6);
  });

  test('that create the same row make it once: the later one finds it there', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => h.run('regions', ['code;nom', 'NOR;Normandie'])));
    expect(outcomes.map(({ created, unchanged }) => `${created} ${unchanged}`).toSorted()).toEqual([
      '0 1',
      '0 1',
      '1 0',
    ]);
  });

  test('wait for each other, whichever server they came to', async () => {
    const other = await h.pool.connect();
    await other.query('begin; select pg_advisory_xact_lock(7041, 11)');
    const run = h.run('regions', file('A')).then(() => 'stored');
    const waiting = async () =>
      (await h.value("select count(*) from pg_locks where locktype = 'advisory' and not granted")) === 1 ? 'waits' : '';
    let seen = '';
    while (seen === '') seen = await Promise.race([run, waiting()]);
    await other.query('commit');
    other.release();
    expect([seen, await run]).toEqual(['waits', 'stored']);
  });

  test('of two that were checked on the same data only one is stored, the other is told', async () => {
    const [a, b] = await Promise.all(['A', 'B'].map((name) => h.run('regions', file(name), { dryRun: true })));
    const results = await Promise.allSettled([
      h.run('regions', file('A'), { expect: a!.digest }),
      h.run('regions', file('B'), { expect: b!.digest }),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const refused = results.find((result) => result.status === 'rejected');
    expect(refused?.reason).toMatchObject({ status: 409, code: 'moved' });
    expect(await h.value('select count(*) from imports_referentiel')).toBe(1);
    expect(await h.value('select count(*) from regions')).toBe(3);
  });

  test('a dry run stores nothing, and its digest is that of the import', async () => {
    const before = await everything();
    const dry = await h.run('regions', file('A'), { dryRun: true });
    expect([dry.id, (await everything()) === before, await h.value('select count(*) from audit')]).toEqual([
      undefined,
      true,
      0,
    ]);
    const real = await h.run('regions', file('A'), { expect: dry.digest });
    expect({ ...real, dryRun: true, id: undefined }).toEqual({ ...dry, id: undefined });
    expect(await h.imports.get(real.id!)).toMatchObject({ created: 1, changed: 1, differences: dry.differences });
  });
});
