import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { DbError } from '../error.ts';

/** The user PostgreSQL runs as. Empty: the one we are. */
export type Owner = { uid: number; gid: number } | Record<string, never>;

const OWN_ACCOUNT = 'epm-retail';

/**
 * PostgreSQL refuses to run as root, so root hands it to an ordinary user: the owner of a cluster that is there already,
 * else `postgres`, else an account made for it.
 */
export function chooseOwner(cluster: string | null): Owner {
  if (process.getuid?.() !== 0) return {};
  const stat = cluster === null ? undefined : statSync(cluster, { throwIfNoEntry: false });
  if (stat !== undefined && stat.uid !== 0) return { uid: stat.uid, gid: stat.gid };
  const owner = account('postgres') ?? account(OWN_ACCOUNT) ?? createAccount();
  // In some containers root may not become anybody else.
  if (owner !== null && canDo(owner, 'true', '')) return owner;
  throw new DbError(
    'no_database_user',
    'PostgreSQL does not run as root, and there is no ordinary user it could run as (postgres, or one made by useradd or adduser): ' +
      'start as an ordinary user, or set DATABASE_URL.',
  );
}

/** Whether that user can do it: `script` is a shell test, with `path` as $1. */
export function canDo(owner: Owner, script: string, path: string): boolean {
  const run = spawnSync('/bin/sh', ['-c', script, 'sh', path], { ...owner, cwd: '/', env: {}, stdio: 'ignore' });
  return run.status === 0;
}

function account(name: string): Owner | null {
  const [uid, gid] = ['-u', '-g'].map((flag) => Number.parseInt(run('id', [flag, name]) ?? '', 10));
  return uid !== undefined && gid !== undefined && uid > 0 && gid >= 0 ? { uid, gid } : null;
}

function createAccount(): Owner | null {
  const made =
    run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', OWN_ACCOUNT]) ??
    run('adduser', ['-S', '-D', '-H', '-s', '/bin/false', OWN_ACCOUNT]);
  return made === null ? null : account(OWN_ACCOUNT);
}

function run(command: string, args: string[]): string | null {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? stdout : null;
}
