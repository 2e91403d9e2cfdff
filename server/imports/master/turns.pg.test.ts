import { afterEach, beforeEach, expect, test } from 'vitest';
import { masterHarness, type MasterHarness } from '../testing/master-harness.ts';

let h: MasterHarness;
beforeEach(async () => {
  h = await masterHarness();
});
afterEach(() => h.close());

test('imports that wait for each other in one process wait without a connection', async () => {
  let most = 0;
  h.pool.on('acquire', () => (most = Math.max(most, h.pool.totalCount - h.pool.idleCount)));
  const files = Array.from({ length: 12 }, (_, n) => ['code;nom', `IDF;${n}`]);
  await Promise.all(files.map((file) => h.run('regions', file)));
  expect(await h.value('select count(*) from imports_referentiel')).toBe(12);
  expect(most).toBe(1);
});

test('closing waits for the import that is being written', async () => {
  const other = await h.pool.connect();
  await other.query('begin; select pg_advisory_xact_lock(7041, 11)');
  const seen: string[] = [];
  const run = h.run('regions', ['code;nom', 'IDF;Autre']).then(() => seen.push('stored'));
  const waits = async () =>
    (await h.value("select count(*) from pg_locks where locktype = 'advisory' and not granted")) === 1;
  while (!(await waits()));
  const closed = h.imports.close().then(() => seen.push('closed'));
  await other.query('commit');
  other.release();
  await Promise.all([run, closed]);
  expect(seen).toEqual(['stored', 'closed']);
});

test('two large undos at once take the index one after the other', async () => {
  const products = (name: string) => Array.from({ length: 30 }, (_, n) => `${name}${n};Neuf;ALIM`);
  const ids: string[] = [];
  for (const name of ['A', 'B']) {
    const { id } = await h.run('products', ['sku;nom;categorie', ...products(name)]);
    ids.push(id ?? '');
  }
  const other = await h.pool.connect();
  await other.query('begin; lock table lignes_ventes in share update exclusive mode');
  const waiting = async () =>
    Number(await h.value("select count(*) from pg_locks where relation = 'lignes_ventes'::regclass and not granted"));
  const undos = [h.imports.revert(ids[0] ?? '', 'me')];
  while ((await waiting()) === 0);
  undos.push(h.imports.revert(ids[1] ?? '', 'me'));
  // Time enough for the second to come as far, if it could.
  for (let look = 0; look < 50; look += 1) expect(await waiting()).toBe(1);
  await other.query('commit');
  other.release();
  await Promise.all(undos);
  expect(await h.value('select count(*) from produits')).toBe(10);
  expect(await h.value("select count(*) from pg_indexes where indexname = 'lignes_ventes_produit_annulation'")).toBe(0);
});
