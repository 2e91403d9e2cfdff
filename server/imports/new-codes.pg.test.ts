import { afterAll, beforeAll, expect, test } from 'vitest';
import { treeFaults } from '../../shared/hierarchy/tree.ts';
import { importHarness, type ImportHarness } from './testing/harness.ts';

let harness: ImportHarness;
beforeAll(async () => {
  harness = await importHarness();
});
afterAll(() => harness.close());

const STORES = ['Paris Bastille 2', 'Lyon | Part-Dieu', 'R:X', '*', '<img src=x>', 'M777', 'siege', '—', 'été'];

test('whatever names a file brings, plans can be made with the stores, regions and categories it makes', async () => {
  const lines = STORES.map(
    (store, n) => `${store};Région ${n};13/11/2026;10:0${n};T${n};SKU ${n};Rayon ${n} | x;1;4,90`,
  );
  const file = ['magasin;region;date;heure;ticket;sku;categorie;quantite;prix', ...lines].join('\n');
  const result = await harness.run(file, {
    mapping: { unknown: { store: 'create', product: 'create', category: 'create' } },
  });
  expect([result.status, result.accepted]).toEqual(['done', STORES.length]);
  const named = async (table: string) =>
    (await harness.pool.query<{ code: string; name: string }>(`select code, nom as name from ${table}`)).rows;
  const [regions, stores, categories] = await Promise.all(['regions', 'magasins', 'categories'].map(named));
  expect(stores).toContainEqual({ code: 'M777', name: 'M777' });
  expect(stores).toContainEqual({ code: 'PARIS-BASTILLE-2', name: 'Paris Bastille 2' });
  const faults = treeFaults({
    year: 2027,
    regions: (regions ?? []).map((region, n) => ({ ...region, stores: n === 0 ? (stores ?? []) : [] })),
    categories: (categories ?? []).map((category) => ({ ...category, vat: 0.2 })),
    charges: [],
  });
  expect(faults.filter(({ kind }) => kind === 'bad_code' || kind === 'duplicate_code')).toEqual([]);
});
