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

const INDEX = 'lignes_ventes_produit_annulation';
const indexes = () => h.value(`select count(*) from pg_indexes where indexname = '${INDEX}'`);

/** Imports of products so many that their undo takes an index. */
async function twoLarge(): Promise<[string, string]> {
  const products = (name: string) => Array.from({ length: 30 }, (_, n) => `${name}${n};Neuf;ALIM`);
  const ids: string[] = [];
  for (const name of ['A', 'B']) {
    const { id } = await h.run('products', ['sku;nom;categorie', ...products(name)]);
    ids.push(id ?? '');
  }
  return [ids[0] ?? '', ids[1] ?? ''];
}

/** The work on the index of an undo waits behind the returned session. */
async function holdingLines() {
  const other = await h.pool.connect();
  await other.query('begin; lock table lignes_ventes in share update exclusive mode');
  return {
    waiting: async () =>
      Number(await h.value("select count(*) from pg_locks where relation = 'lignes_ventes'::regclass and not granted")),
    async letGo() {
      await other.query('commit');
      other.release();
    },
  };
}

test.each(['one server', 'two servers'])('two large undos at once on %s take the index in turn', async (where) => {
  const second = where === 'one server' ? h.imports : await h.another();
  const [a, b] = await twoLarge();
  const lines = await holdingLines();
  const undos = [h.imports.revert(a, 'me')];
  while ((await lines.waiting()) === 0);
  undos.push(second.revert(b, 'me'));
  // Time enough for the second to come as far, if it could.
  for (let look = 0; look < 50; look += 1) expect(await lines.waiting()).toBe(1);
  await lines.letGo();
  await Promise.all(undos);
  expect(await h.value('select count(*) from produits')).toBe(10);
  expect(await indexes()).toBe(0);
});

const asking = async () =>
  Number(
    await h.value(
      `select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
       and query like '%pg_try_advisory_lock(7041, 12)%'`,
    ),
  );

test('who waits for an undo on another server is turned away when his own stops', async () => {
  const second = await h.another();
  const [a, b] = await twoLarge();
  const lines = await holdingLines();
  const first = h.imports.revert(a, 'me');
  while ((await lines.waiting()) === 0);
  const refused = second.revert(b, 'me').catch((error: unknown) => error);
  // Both have asked for the turn by now.
  while ((await asking()) < 2);
  await second.close();
  expect(await refused).toMatchObject({ status: 503 });
  await lines.letGo();
  await first;
  expect(await h.value('select count(*) from produits')).toBe(40);
});

test('a server that starts clears away an index nobody uses, and leaves one that is used', async () => {
  await h.pool.query(`create index ${INDEX} on lignes_ventes (produit_id)`);
  const other = await h.pool.connect();
  await other.query('select pg_advisory_lock(7041, 12)');
  await h.another();
  expect(await indexes()).toBe(1);
  await other.query('select pg_advisory_unlock(7041, 12)');
  other.release();
  await h.another();
  expect(await indexes()).toBe(0);
});
