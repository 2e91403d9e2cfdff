import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importHarness, type ImportHarness } from './testing/harness.ts';

let h: ImportHarness;
beforeEach(async () => {
  h = await importHarness();
});
afterEach(async () => {
  const { kept, recount } = await h.aggregates();
  expect(kept).toBe(recount);
  const { rows } = await h.pool.query(
    'select v.numero from ventes v where v.montant_ttc <> (select coalesce(sum(l.montant_ttc), 0) from lignes_ventes l where l.vente_id = v.id)',
  );
  expect(rows).toEqual([]);
  await h.close();
});

const file = (header: string, ...rows: string[]) => `${[header, ...rows].join('\n')}\n`;
const HEAD = 'Magasin;Ticket;Date;Article;Qté;Prix';

describe('rows without a receipt number', () => {
  const NO_RECEIPT = 'Magasin;Date;Article;Qté;Prix';
  const rows = [
    'M001;13/01/2027 10:00;P01;1;2,50',
    'M001;13/01/2027 10:00;P01;1;2,50',
    'M001;13/01/2027 10:00;P02;1;2,50',
  ];

  test('are one receipt each, and known again by what they say', async () => {
    expect(await h.run(file(NO_RECEIPT, ...rows))).toMatchObject({
      accepted: 3,
      duplicates: 0,
      effect: { receipts: 3 },
    });
    expect((await h.pool.query('select count(*) as n from ventes where numero is null')).rows).toEqual([{ n: 3 }]);
    expect(await h.run(file(NO_RECEIPT, ...rows.toReversed()))).toMatchObject({ accepted: 0, duplicates: 3 });
    expect(await h.run(file(NO_RECEIPT, ...rows, rows[0] ?? ''))).toMatchObject({ accepted: 1, duplicates: 3 });
  });

  test('are told apart by store, time, quantity and price', async () => {
    await h.run(file(NO_RECEIPT, ...rows));
    const others = [
      'M002;13/01/2027 10:00;P01;1;2,50',
      'M001;13/01/2027 10:01;P01;1;2,50',
      'M001;13/01/2027 10:00;P01;2;2,50',
      'M001;13/01/2027 10:00;P01;1;2,51',
    ];
    expect(await h.run(file(NO_RECEIPT, ...others))).toMatchObject({ accepted: 4, duplicates: 0 });
  });

  test('may have a line number, which then says which they are', async () => {
    const numbered = ['M001;13/01/2027;P01;1;2,50;1', 'M001;13/01/2027;P01;1;2,50;2'];
    expect(await h.run(file(`${NO_RECEIPT};Ligne`, ...numbered))).toMatchObject({ accepted: 2 });
    expect(await h.run(file(`${NO_RECEIPT};Ligne`, numbered[1] ?? ''))).toMatchObject({ accepted: 0, duplicates: 1 });
  });
});

describe('receipts', () => {
  test('of two times the earlier counts, within a file and between two', async () => {
    await h.run(file(HEAD, 'M001;T1;13/01/2027 10:05;P01;1;1', 'M001;T1;13/01/2027 10:03;P02;1;1'));
    expect((await h.stored()).map((line) => line.split('|')[3])).toEqual([
      '2027-01-13 10:03:00',
      '2027-01-13 10:03:00',
    ]);
    await h.run(file(HEAD, 'M001;T1;13/01/2027 09:59;P01;1;1'));
    expect((await h.stored())[0]).toContain('2027-01-13 09:59:00');
    await h.run(file(HEAD, 'M001;T1;13/01/2027 12:00;P03;1;1'));
    expect((await h.stored())[0]).toContain('2027-01-13 09:59:00');
  });

  test('a file without times does not take the time of a receipt away', async () => {
    await h.run(file(HEAD, 'M001;T1;13/01/2027 10:05;P01;1;1'));
    await h.run(file(HEAD, 'M001;T1;13/01/2027;P01;1;1', 'M001;T1;13/01/2027;P02;1;1'));
    expect((await h.stored()).map((line) => line.split('|')[3])).toEqual([
      '2027-01-13 10:05:00',
      '2027-01-13 10:05:00',
    ]);
  });

  test('of several stores and tills may share a number; their rows may be scattered', async () => {
    const head = 'Magasin;Caisse;Ticket;Date;Article;Qté;Prix';
    const rows = [
      'M001;1;7;13/01/2027;P01;1;1',
      'M002;1;7;13/01/2027;P01;1;1',
      'M001;2;7;13/01/2027;P01;1;1',
      'M001;1;7;13/01/2027;P02;1;1',
    ];
    expect(await h.run(file(head, ...rows))).toMatchObject({ accepted: 4, effect: { receipts: 3 } });
  });

  test('sales of the tills are known again, and stay when the import is reverted', async () => {
    await h.pool.query(`
      with v as (insert into ventes (magasin_id, date_vente, montant_ttc, caisse, numero) values (1, '2027-01-13 09:00+01', 3, '', 'T1') returning id)
      insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select v.id, 1, 3, 1 from v`);
    const before = await h.stored();
    const done = await h.run(file(HEAD, 'M001;T1;13/01/2027 09:00;P01;3;1', 'M001;T1;13/01/2027 09:00;P02;1;2'));
    expect(done).toMatchObject({ accepted: 1, duplicates: 1, effect: { receipts: 0 } });
    expect(await h.stored()).toHaveLength(2);
    await h.imports.revert(done.id);
    expect(await h.stored()).toEqual(before);
  });

  test('a return is a receipt of negative quantities', async () => {
    const done = await h.run(file(HEAD, 'M001;T1;13/01/2027;P01;2;5', 'M001;R1;13/01/2027;P01;-2;5'));
    expect(done).toMatchObject({ accepted: 2, units: 0, amount: 0 });
    expect((await h.aggregates()).kept.split('|').at(-1)).toBe('1');
  });
});

describe('reverts', () => {
  const skus = async () => (await h.stored()).map((line) => line.split('|')[4]);
  const day = (...lines: string[]) => file(HEAD, ...lines.map((sku) => `M001;${sku};13/01/2027;${sku};1;1`));

  test('in any order leave what the others brought', async () => {
    const a = await h.run(day('P01', 'P02'));
    const b = await h.run(day('P02', 'P03'));
    const c = await h.run(day('P01', 'P02', 'P03', 'P04'));
    await h.imports.revert(b.id);
    expect(await skus()).toEqual(['P01', 'P02', 'P03', 'P04']);
    await h.imports.revert(c.id);
    expect(await skus()).toEqual(['P01', 'P02']);
    await h.imports.revert(a.id);
    expect(await skus()).toEqual([]);
    expect((await h.pool.query('select from ventes')).rowCount).toBe(0);
  });

  test('what was reverted can be imported again, and reverted again', async () => {
    for (let round = 0; round < 2; round++) {
      const done = await h.run(day('P01', 'P02'));
      expect(done).toMatchObject({ accepted: 2, duplicates: 0 });
      expect(await h.imports.revert(done.id)).toMatchObject({ status: 'reverted' });
    }
    expect(await skus()).toEqual([]);
  });

  test('only what is done can be reverted, and once', async () => {
    const done = await h.run(day('P01'));
    await h.imports.revert(done.id);
    await expect(h.imports.revert(done.id)).rejects.toMatchObject({ status: 409, code: 'wrong_status' });
    const failed = await h.run('');
    await expect(h.imports.revert(failed.id)).rejects.toMatchObject({ status: 409, details: { status: 'failed' } });
  });

  test('rows that others stored at the same time are not taken for the import’s', async () => {
    const rows = Array.from({ length: 400 }, (_, n) => `M001;T${n};13/01/2027;P01;1;1`);
    const running = h.send(file(HEAD, ...rows));
    for (let n = 0; n < 40; n++) {
      await h.pool.query(`
        with v as (insert into ventes (magasin_id, montant_ttc) values (2, 1) returning id)
        insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select v.id, 2, 1, 1 from v`);
    }
    const id = await running;
    await h.imports.idle();
    expect(await h.imports.get(id)).toMatchObject({ status: 'done', accepted: 400 });
    await h.imports.revert(id);
    expect((await h.stored()).map((line) => line.split('|')[0])).toEqual(Array.from({ length: 40 }, () => 'M002'));
  });
});

test('ids that others take in between belong to nobody here', async () => {
  await h.pool.query(`
    create function prendre_un_id() returns trigger language plpgsql as $$
    begin
      if new.produit_id % 2 = 0 then perform nextval(pg_get_serial_sequence('lignes_ventes', 'id')); end if;
      return new;
    end $$;
    create trigger prendre_un_id before insert on lignes_ventes for each row execute function prendre_un_id()`);
  const done = await h.run(
    file(HEAD, ...Array.from({ length: 10 }, (_, n) => `M001;T${n};13/01/2027;P0${1 + (n % 4)};1;1`)),
  );
  const { rows } = await h.pool.query(
    'select lignes_apportees = (select range_agg(int8range(id, id, $2)) from lignes_ventes) as exact from imports_portees where import_id = $1',
    [done.id, '[]'],
  );
  expect(rows).toEqual([{ exact: true }]);
});

describe('what is missing is made', () => {
  test('stores with their region, categories with a rate, products with name and price', async () => {
    const head = 'Magasin;Région;Ticket;Date;Article;Libellé;Catégorie;Qté;Prix';
    const done = await h.run(
      file(
        head,
        'Lyon 1|2;Bretagne;T1;13/01/2027;N1;Thé vert;Épicerie fine;1;4,50',
        'Nice;Côte d’Azur;T1;13/01/2027;N2;;;-1;3',
        'NICE;Côte d’Azur;T2;13/01/2027;P01;Autre nom;Épicerie fine;1;2',
        'Metz;;T1;13/01/2027;N1;Thé;Épicerie Fine;1;5,00',
      ),
      { mapping: { unknown: { store: 'create' } } },
    );
    expect(done).toMatchObject({
      status: 'done',
      accepted: 4,
      effect: { stores: 3, products: 2, categories: 2, receipts: 4 },
    });
    const stores = await h.pool.query(
      'select m.code, m.nom, r.code as region, r.nom as region_nom from magasins m join regions r on r.id = m.region_id where m.id > 3 order by m.id',
    );
    expect(stores.rows).toEqual([
      { code: 'LYON-1-2', nom: 'Lyon 1|2', region: 'BRE', region_nom: 'Bretagne' },
      { code: 'Nice', nom: 'Nice', region: 'COTE-D-AZUR', region_nom: 'Côte d’Azur' },
      { code: 'Metz', nom: 'Metz', region: 'SANS-REGION', region_nom: 'Sans région' },
    ]);
    const products = await h.pool.query(`
      select p.sku, p.nom, c.code, c.nom as category, t.taux, trim_scale(p.prix_vente) as price from produits p join categories c on c.id = p.categorie_id
      join taux_tva t on t.categorie_id = c.id where p.sku like 'N%' order by p.sku`);
    expect(products.rows).toEqual([
      { sku: 'N1', nom: 'Thé vert', code: 'EPICERIE-FINE', category: 'Épicerie fine', taux: '0.2000', price: '5' },
      { sku: 'N2', nom: '', code: 'SANS-CATEGORIE', category: 'Sans catégorie', taux: '0.2000', price: '0' },
    ]);
    expect((await h.pool.query("select nom from produits where sku = 'P01'")).rows).toEqual([{ nom: 'Produit 1' }]);
  });

  test('nothing for rows that are refused, and nothing by a dry run', async () => {
    const text = file(`${HEAD};Catégorie`, 'M999;T1;13/01/2027;N1;1;1;Neuve', 'M001;T2;13/01/2027;N2;1;1;Neuve');
    const dry = await h.run(text, { dryRun: true });
    expect(dry).toMatchObject({
      status: 'checked',
      accepted: 1,
      rejected: 1,
      effect: { products: 1, categories: 1, receipts: 1 },
    });
    expect((await h.pool.query('select from produits')).rowCount).toBe(10);
    await h.imports.commit(dry.id);
    await h.imports.idle();
    expect(await h.imports.get(dry.id)).toMatchObject({ status: 'done', dryRun: false, accepted: 1, rejected: 1 });
    expect((await h.pool.query("select sku from produits where sku like 'N%'")).rows).toEqual([{ sku: 'N2' }]);
  });
});
