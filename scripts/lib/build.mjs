import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { withProjectLock } from './lock.mjs';
import { fail, inProject, root } from './project.mjs';

const PARTS = {
  server: {
    sources: ['shared', 'server', 'db', 'bench', 'e2e', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
    build() {
      for (const folder of ['shared', 'server', 'db', 'bench', 'e2e'])
        rmSync(inProject('dist', folder), { recursive: true, force: true });
      run('tsc', ['-p', 'tsconfig.build.json']);
      copySql();
    },
  },
  client: {
    sources: ['shared', 'client', 'vite.config.ts', 'package-lock.json'],
    build: () => run('vite', ['build', '--logLevel', 'warn']),
  },
};

/** Builds what is stale, judged by the content of its sources, so that a second start is quick. */
export async function ensureBuilt(names = Object.keys(PARTS)) {
  if (names.every(isFresh)) return;
  await withProjectLock(() => {
    for (const name of names) {
      if (isFresh(name)) continue;
      process.stderr.write(`Building the ${name}…\n`);
      PARTS[name].build();
      writeFileSync(stampOf(name), digest(name));
    }
  });
}

const stampOf = (name) => inProject('dist', `.${name}-built`);
const isFresh = (name) => existsSync(stampOf(name)) && readFileSync(stampOf(name), 'utf8') === digest(name);

function digest(name) {
  const hash = createHash('sha256');
  for (const source of PARTS[name].sources) {
    for (const file of filesBelow(inProject(source))) hash.update(relative(root, file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  const entries = (() => {
    try {
      return readdirSync(path, { withFileTypes: true });
    } catch (error) {
      if (error.code === 'ENOTDIR') return undefined;
      throw error;
    }
  })();
  if (!entries) return [path];
  const isSource = (entry) => !entry.name.includes('.test.');
  return entries
    .filter(isSource)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]));
}

function copySql() {
  mkdirSync(inProject('dist', 'db'), { recursive: true });
  cpSync(inProject('db', 'migrations'), inProject('dist', 'db', 'migrations'), { recursive: true });
}

function run(binary, args) {
  const { status, error } = spawnSync(inProject('node_modules', '.bin', binary), args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) fail(`The build stopped: ${binary} ${error?.message ?? `ended with ${status}`}.`);
}
