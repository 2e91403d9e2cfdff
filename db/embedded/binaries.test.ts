import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyBinaries, installedBinaries, linkLibraries } from './binaries.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'epm-binaries-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test('the installed binaries are found, and a copy of them runs', () => {
  const installed = installedBinaries();
  linkLibraries(installed.root);
  const copy = copyBinaries(installed, join(dir, 'below'));
  const run = spawnSync(join(copy.root, 'bin', 'initdb'), ['--version'], { encoding: 'utf8', env: {} });
  expect(run.stdout).toContain(`(PostgreSQL) ${installed.version.slice(0, 2)}`);
  expect(copyBinaries(installed, join(dir, 'below'))).toEqual(copy);
  expect(readdirSync(join(dir, 'below'))).toEqual([`postgres-${installed.version}`]);
});

test('links are made from the list, whether or not some are there', () => {
  const native = join(dir, 'native');
  mkdirSync(join(native, 'lib'), { recursive: true });
  writeFileSync(join(native, 'lib', 'a.so.1.2'), '');
  const links = ['native/lib/a.so', 'native/lib/a.so.1'].map((target) => ({ source: 'native/lib/a.so.1.2', target }));
  writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links));
  linkLibraries(native);
  rmSync(join(native, 'lib', 'a.so'));
  linkLibraries(native);
  expect(readdirSync(join(native, 'lib')).sort()).toEqual(['a.so', 'a.so.1', 'a.so.1.2']);
  expect(lstatSync(join(native, 'lib', 'a.so')).isSymbolicLink()).toBe(true);
});
