import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/**
 * The import rules of ARCHITECTURE.md against the linter that is to enforce them: every room tries to import every room, from its own level and from a folder below. A fence that matches one depth only
 * looks exactly like one that works.
 */

const FEATURES = ['accounts', 'days', 'demo', 'imports', 'live', 'reference', 'sales', 'scenarios', 'sync'].map(server);
const SCREENS = ['account', 'days', 'imports', 'live', 'scenarios'].map(client);
const BASIS = ['http', 'postgres', 'redis'].map(server);
const PARTS = ['api', 'grid', 'presence', 'sync', 'ui'].map(client);
const ROOMS = ['shared/numbers', 'db/demo', 'client/app', ...FEATURES, ...BASIS, ...SCREENS, ...PARTS];

function server(name: string): string {
  return `server/${name}`;
}

function client(name: string): string {
  return `client/${name}`;
}

/** What each room may import of the others. */
function mayImport(from: string): string[] {
  if (FEATURES.includes(from) || from === 'server/http') return BASIS;
  if (SCREENS.includes(from)) return PARTS;
  const others: Record<string, string[]> = {
    'server/postgres': ['server/redis'],
    'server/redis': ['server/postgres'],
    'client/app': [...SCREENS, ...PARTS],
    'client/api': ['client/ui'],
    'client/grid': ['client/ui'],
    'client/presence': ['client/api', 'client/ui'],
    'client/sync': ['client/api', 'client/ui'],
  };
  return others[from] ?? [];
}

type Attempt = { from: string; statement: string; refused: boolean };

function attemptsFrom(room: string, from: string): Attempt[] {
  const of = (path: string, refused: boolean) => ({ from, statement: `import { x } from '${path}';`, refused });
  const own = (target: string, refused: boolean) => of(posix.relative(posix.dirname(from), target), refused);
  const onServer = room.startsWith('server/');
  return [
    ...ROOMS.filter((other) => other !== room).map((other) =>
      own(`${other}/thing.ts`, !other.startsWith('shared/') && !mayImport(room).includes(other)),
    ),
    ...(onServer ? [own('server/config.ts', true)] : []),
    ...(FEATURES.includes(room) && room !== 'server/accounts'
      ? [own('server/accounts/can.ts', false), own('server/accounts/user.ts', false)]
      : []),
    of('zod', false),
    of('node:fs', !onServer && room !== 'db/demo'),
    of('node:process', room !== 'db/demo'),
    of('ws', !BASIS.includes(room) && room !== 'db/demo'),
  ];
}

function attempts(): Attempt[] {
  return [
    ...ROOMS.flatMap((room) =>
      [`${room}/some.ts`, `${room}/folder/some.ts`].flatMap((from) => attemptsFrom(room, from)),
    ),
    ...FEATURES.map((room) => ({
      from: `${room}/some-gateway.ts`,
      statement: "import { x } from 'ws';",
      refused: false,
    })),
  ];
}

const home = mkdtempSync(join(tmpdir(), 'fences-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

let reported: Set<string>;
const tried = attempts().map((attempt, n) => ({ ...attempt, file: attempt.from.replace('some', `n${n}-some`) }));

beforeAll(() => {
  const root = dirname(import.meta.dirname);
  copyFileSync(join(root, '.oxlintrc.json'), join(home, '.oxlintrc.json'));
  for (const { file, statement } of tried) {
    mkdirSync(join(home, dirname(file)), { recursive: true });
    writeFileSync(join(home, file), `${statement}\nexport const y = x;\n`);
  }
  const oxlint = join(dirname(createRequire(import.meta.url).resolve('oxlint/package.json')), 'bin/oxlint');
  const run = spawnSync(process.execPath, [oxlint, '--format=json'], {
    cwd: home,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  const found = JSON.parse(run.stdout) as { diagnostics: { code: string; filename: string }[] };
  const fences = found.diagnostics.filter(({ code }) => code.includes('no-restricted-imports'));
  reported = new Set(fences.map(({ filename }) => filename.replaceAll('\\', '/')));
}, 60_000);

test('every import across a fence is a lint error, at any depth', () => {
  expect(tried.filter(({ refused, file }) => refused && !reported.has(file))).toEqual([]);
});

test('no import that the architecture allows is refused', () => {
  expect(tried.filter(({ refused, file }) => !refused && reported.has(file))).toEqual([]);
});
