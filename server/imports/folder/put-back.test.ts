import { link, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { putBack } from './put-back.ts';

let folder: string;
let from: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'epm-back-'));
  await mkdir(join(folder, '.taken'));
  from = join(folder, '.taken', 'claimed');
  await writeFile(from, 'older');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const back = (name: string, linkTo?: typeof link) => putBack(from, { folder, name, mark: '0b7f1d1e' }, linkTo);
async function lying(): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => name !== '.taken');
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')])),
  );
}
const taken = () => readdir(join(folder, '.taken'));

test('a file comes back under its name', async () => {
  expect(await back('ventes.csv')).toBe(true);
  expect([await lying(), await taken()]).toEqual([{ 'ventes.csv': 'older' }, []]);
});

test('a newer file of its name stays as it is, and both lie there', async () => {
  await writeFile(join(folder, 'ventes.csv'), 'newer');
  expect(await back('ventes.csv')).toBe(true);
  expect(await lying()).toEqual({ 'ventes.csv': 'newer', 'ventes (0b7f1d1e).csv': 'older' });
  expect(await taken()).toEqual([]);
});

test('a name as long as names may be gets its mark without being too long', async () => {
  const name = `${'é'.repeat(125)}.csv`;
  await writeFile(join(folder, name), 'newer');
  expect(await back(name)).toBe(true);
  expect(Object.values(await lying()).toSorted()).toEqual(['newer', 'older']);
});

test('one that was put back by somebody who was killed before he let go of it lies there once', async () => {
  await link(from, join(folder, 'ventes.csv'));
  expect(await back('ventes.csv')).toBe(true);
  expect([await lying(), await taken()]).toEqual([{ 'ventes.csv': 'older' }, []]);
});

test('the same on a disk without links', async () => {
  const none = () => Promise.reject(Object.assign(new Error('EPERM'), { code: 'EPERM' }));
  expect(await back('ventes.csv', none)).toBe(true);
  expect([await lying(), await taken()]).toEqual([{ 'ventes.csv': 'older' }, []]);
  await writeFile(from, 'newer');
  expect(await back('ventes.csv', none)).toBe(true);
  expect([await lying(), await taken()]).toEqual([{ 'ventes.csv': 'older', 'ventes (0b7f1d1e).csv': 'newer' }, []]);
});

test('one that somebody else took is nobody’s business, a folder is refused', async () => {
  await rm(from);
  expect(await back('ventes.csv')).toBe(false);
  await mkdir(from);
  await expect(back('ventes.csv')).rejects.toThrow();
  expect(await lying()).toEqual({});
});
