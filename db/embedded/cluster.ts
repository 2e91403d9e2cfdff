import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DbError } from '../error.ts';
import type { Owner } from './owner.ts';
import type { Place } from './place.ts';

/**
 * Makes the cluster where there is none. It appears under its name only once it is complete, so a kill in between
 * leaves a draft, which the next start removes.
 */
export function ensureCluster(place: Place, password: string, options: { sync: boolean }): 'made' | 'there' {
  const { cluster, owner, binaries } = place;
  removeDrafts(cluster);
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    const major = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
    if (binaries.version.startsWith(`${major}.`)) return 'there';
    throw new DbError(
      'cluster_version',
      `The database in ${cluster} was made by PostgreSQL ${major}, and this is ${binaries.version}: move it away, or run that version and set DATABASE_URL.`,
    );
  }

  const draft = `${cluster}.draft-${process.pid}`;
  const passwordFile = `${draft}.password`;
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(owner, draft, passwordFile);
  const run = spawnSync(
    join(binaries.root, 'bin', 'initdb'),
    [
      `--pgdata=${draft}`,
      '--username=epm',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Orders by code point on every machine, as the code does, and still knows the case of É.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(options.sync ? [] : ['--no-sync']),
    ],
    { ...owner, cwd: '/', env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' }, encoding: 'utf8' },
  );
  rmSync(passwordFile, { force: true });
  if (run.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    const why = run.error?.message ?? run.stderr.trim();
    throw new DbError('postgres_failed', `initdb could not make a database in ${cluster}: ${why}`, run.error);
  }
  // An empty folder of that name may be there already.
  rmSync(cluster, { recursive: true, force: true });
  renameSync(draft, cluster);
  return 'made';
}

/** The password of the cluster's only user, in a file only we can read. */
export function clusterPassword(dataDir: string): string {
  const path = join(dataDir, 'pg-password');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const password = randomBytes(24).toString('base64url');
  writeFileSync(`${path}.draft`, `${password}\n`, { mode: 0o600 });
  renameSync(`${path}.draft`, path);
  return password;
}

function removeDrafts(cluster: string): void {
  const prefix = `${basename(cluster)}.draft-`;
  for (const name of readdirSync(dirname(cluster))) {
    if (name.startsWith(prefix)) rmSync(join(dirname(cluster), name), { recursive: true, force: true });
  }
}

function giveTo(owner: Owner, ...paths: string[]): void {
  if (owner.uid === undefined || owner.gid === undefined) return;
  for (const path of paths) chownSync(path, owner.uid, owner.gid);
}
