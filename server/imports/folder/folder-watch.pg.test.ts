import { appendFile, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../log.ts';
import { createClaims } from './claims.ts';
import { createTroubles } from './troubles.ts';
import { importHarness, type ImportHarness } from '../testing/harness.ts';
import { createFolderWatch, ImportFolderUnusable, type FolderWatch } from './folder-watch.ts';

const SALES = 'Date;Magasin;Ticket;Article;Quantité;Prix\n2026-03-01;M001;T1;P1;2;9.90\n';
let h: ImportHarness;
let folder: string;
let at: Date;
let watch: FolderWatch;
const log = createLog('silent');
const watching = () => createFolderWatch({ folder, imports: h.imports, log, now: () => at });

beforeEach(async () => {
  h = await importHarness();
  folder = await mkdtemp(join(tmpdir(), 'epm-folder-'));
  at = new Date();
  watch = watching();
  await watch.start();
});
afterEach(async () => {
  await watch.stop();
  await h.close();
  await rm(folder, { recursive: true, force: true });
});

const put = (name: string, text = SALES) => writeFile(join(folder, name), text);
const lying = async (place = '.') =>
  (await readdir(join(folder, place), { withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name.replace(/^\S+ [0-9a-f]{8} /, ''))
    .toSorted();
const imported = async () => (await h.imports.list()).items.map(({ fileName, author }) => `${fileName} ${author}`);

/** Two looks find a file alike, a third one puts it away. */
async function settle(): Promise<void> {
  await watch.look();
  await watch.look();
  await h.imports.idle();
  await watch.look();
}

test('a file that is complete is imported and put away with its report', async () => {
  await put('ventes.csv');
  await watch.look();
  expect(await imported()).toEqual([]);
  await watch.look();
  await h.imports.idle();
  expect([await imported(), await lying()]).toEqual([['ventes.csv folder'], []]);
  await watch.look();
  expect(await lying('done')).toEqual(['ventes.csv', 'ventes.csv.report.json']);
  const [report = ''] = (await readdir(join(folder, 'done'))).filter((name) => name.endsWith('.json'));
  expect(JSON.parse(await readFile(join(folder, 'done', report), 'utf8'))).toMatchObject({
    fileName: 'ventes.csv',
    status: 'done',
    rows: 1,
    accepted: 1,
    amount: 19.8,
    firstDay: '2026-03-01',
  });
  expect(await readdir(join(folder, '.taken'))).toEqual([]);
  expect(await h.stored()).toHaveLength(1);
});

test('a file that grows between two looks waits; one under a name of unfinished files until it is renamed', async () => {
  await put('ventes.csv');
  await put('avril.csv.part');
  await put('.cache.csv');
  await watch.look();
  await appendFile(join(folder, 'ventes.csv'), '2026-03-02;M001;T2;P1;1;9.90\n');
  await watch.look();
  expect(await imported()).toEqual([]);
  await rename(join(folder, 'avril.csv.part'), join(folder, 'avril.csv'));
  await settle();
  expect((await imported()).toSorted()).toEqual(['avril.csv folder', 'ventes.csv folder']);
  expect(await lying()).toEqual(['.cache.csv']);
});

test('what cannot be read goes to failed/, refused rows lie beside what was imported', async () => {
  await put('image.csv', '\u0000\u0001\u0002');
  await put('mixte.csv', `${SALES}2026-03-32;M001;T2;P1;1;9.90\n`);
  await settle();
  expect(await lying('failed')).toEqual(['image.csv', 'image.csv.report.json']);
  expect(await lying('done')).toEqual(['mixte.csv', 'mixte.csv.refus.csv', 'mixte.csv.report.json']);
});

test('a file that asks waits for its answer, and is put away after it', async () => {
  await put('douteux.csv', SALES.replace('2026-03-01', '03/04/2026'));
  await settle();
  const [asked] = (await h.imports.list()).items;
  expect([asked?.status, await lying('done')]).toEqual(['needs_mapping', []]);
  await h.imports.answer(asked?.id ?? '', { dateOrder: 'dmy' });
  await h.imports.idle();
  await watch.look();
  expect(await lying('done')).toEqual(['douteux.csv', 'douteux.csv.report.json']);
});

test('two servers share a folder: each file is taken once', async () => {
  const other = watching();
  await Promise.all(Array.from({ length: 12 }, (_, n) => put(`f${n}.csv`, SALES.replace('T1', `T${n}`))));
  for (let n = 0; n < 3; n++) await Promise.all([watch.look(), other.look()]);
  await h.imports.idle();
  await Promise.all([watch.look(), other.look()]);
  expect(await imported()).toHaveLength(12);
  expect((await lying('done')).filter((name) => name.endsWith('.csv'))).toHaveLength(12);
});

test('what a killed server had taken and not begun comes back', async () => {
  const claim = join(folder, '.taken', '0b7f1d1e-0000-4000-8000-000000000000');
  await mkdir(claim);
  await writeFile(join(claim, 'perdu.csv'), SALES);
  await watch.look();
  expect(await lying()).toEqual([]);
  at = new Date(at.getTime() + 1_200_000);
  await watch.look();
  expect(await lying()).toEqual(['perdu.csv']);
  await settle();
  expect(await lying('done')).toEqual(['perdu.csv', 'perdu.csv.report.json']);
});

test('a claim that comes back leaves a newer file of the same name alone: both are imported', async () => {
  const claim = join(folder, '.taken', '0b7f1d1e-0000-4000-8000-000000000000');
  await mkdir(claim);
  await writeFile(join(claim, 'ventes.csv'), SALES.replace('T1', 'T0'));
  await put('ventes.csv');
  at = new Date(at.getTime() + 1_200_000);
  await watch.look();
  expect(await lying()).toEqual(['ventes (0b7f1d1e).csv', 'ventes.csv']);
  await settle();
  expect((await h.stored()).map((line) => line.split('|')[2] ?? '').toSorted()).toEqual(['T0', 'T1']);
});

test('links lead elsewhere and are left alone, an empty file for a while', async () => {
  await symlink('/etc/hostname', join(folder, 'lien.csv'));
  await put('vide.csv', '');
  await settle();
  expect(await imported()).toEqual([]);
  at = new Date(at.getTime() + 1_200_000);
  await settle();
  expect([await imported(), await lying('failed')]).toEqual([
    ['vide.csv folder'],
    ['vide.csv', 'vide.csv.report.json'],
  ]);
});

test('a name as long as names may be is put away shortened, with its reports', async () => {
  const name = `${'é'.repeat(125)}.csv`;
  await put(name, `${SALES}2026-03-32;M001;T2;P1;1;9.90\n`);
  await settle();
  const short = `${'é'.repeat(98)}.csv`;
  expect(await lying('done')).toEqual([short, `${short}.refus.csv`, `${short}.report.json`]);
  expect(await readdir(join(folder, '.taken'))).toEqual([]);
});

test('a file that cannot be taken and a claim that cannot be settled hold up no other', async () => {
  const claim = join(folder, '.taken', '0b7f1d1e-0000-4000-8000-000000000000');
  // A folder does not take the place of a file.
  await mkdir(join(claim, 'a.part'), { recursive: true });
  await put('a.part');
  const create: typeof h.imports.create = async (upload) => {
    if (upload.fileName === 'b.csv') throw Object.assign(new Error('EACCES'), { code: 'EACCES', path: 'b.csv' });
    await h.imports.create(upload);
  };
  const stubborn = createFolderWatch({ folder, imports: { ...h.imports, create }, log, now: () => at });
  await put('b.csv');
  await put('c.csv');
  at = new Date(at.getTime() + 1_200_000);
  await stubborn.look();
  await stubborn.look();
  await h.imports.idle();
  await stubborn.look();
  expect(await lying('done')).toEqual(['c.csv', 'c.csv.report.json']);
  expect(await lying()).toEqual(['a.part', 'b.csv']);
});

test('a file larger than an upload may be is moved to failed/ with a report, uncopied', async () => {
  const bounded = createFolderWatch({ folder, imports: h.imports, log, now: () => at, maxBytes: SALES.length });
  await put('gros.csv', `${SALES}\n`);
  await bounded.look();
  await bounded.look();
  expect(await imported()).toEqual([]);
  expect(await lying('failed')).toEqual(['gros.csv', 'gros.csv.report.json']);
  const [report = ''] = (await readdir(join(folder, 'failed'))).filter((name) => name.endsWith('.json'));
  expect(JSON.parse(await readFile(join(folder, 'failed', report), 'utf8'))).toMatchObject({
    status: 'failed',
    failure: { code: 'too_large' },
  });
  expect(await readdir(join(folder, '.taken'))).toEqual([]);
});

test('a stop while a file is copied puts it back and leaves nothing half behind', async () => {
  const claims = createClaims(
    { folder, imports: h.imports, log, now: () => at },
    createTroubles(log),
    AbortSignal.abort(),
  );
  await put('ventes.csv');
  await expect(claims.take('ventes.csv')).rejects.toThrow(/abort/i);
  expect([await lying(), await readdir(join(folder, '.taken')), await readdir(h.imports.folder)]).toEqual([
    ['ventes.csv'],
    [],
    [],
  ]);
});

test('a folder that cannot be used stops the start with a line that names it', async () => {
  await put('file');
  const watching = createFolderWatch({ folder: join(folder, 'file', 'x'), imports: h.imports, log, now: () => at });
  await expect(watching.start()).rejects.toThrow(ImportFolderUnusable);
  await expect(watching.start()).rejects.toThrow(/^IMPORT_FOLDER: .*file/);
});
