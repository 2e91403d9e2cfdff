import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DbError } from '../error.ts';
import type { Log } from '../log.ts';
import { copyBinaries, installedBinaries, linkLibraries, type Binaries } from './binaries.ts';
import { canDo, chooseOwner, type Owner } from './owner.ts';

/** Where root keeps what the user PostgreSQL runs as could not reach below a closed home folder. */
const SHARED_DIR = '/var/lib/epm-retail';

const ID_FILE = 'cluster-id';

export interface Place {
  owner: Owner;
  binaries: Binaries;
  /** The cluster's folder (PGDATA), absolute; it may not exist yet, its parent does. */
  cluster: string;
}

/**
 * Decides where the binaries run from and where the cluster is: in the checkout and the data folder where the user
 * PostgreSQL runs as can reach them, else in /var/lib/epm-retail, under an id kept in the data folder. So a data folder
 * that is removed means a fresh cluster there too.
 */
export function choosePlace(dataDir: string, log: Log): Place {
  const inside = join(dataDir, 'pg');
  const idFile = join(dataDir, ID_FILE);
  const known = existsSync(idFile) ? clusterOf(dataDir) : null;
  const owner = chooseOwner(known ?? inside);
  const asRoot = owner.uid !== undefined;

  const cluster = known ?? (asRoot && !canDo(owner, 'cd "$1"', dataDir) ? outside(inside, idFile) : inside);
  if (!asRoot) refuseForeign(inside);
  if (cluster !== inside) {
    mkdirSync(join(cluster, '..'), { recursive: true, mode: 0o755 });
    log.info({ cluster }, `The user PostgreSQL runs as cannot reach ${dataDir}: its files are in ${cluster}.`);
  }
  return { owner, binaries: chooseBinaries(owner, asRoot ? SHARED_DIR : dataDir, log), cluster };
}

/** Where the cluster of a data folder is, once it was placed. */
export function clusterOf(dataDir: string): string {
  const idFile = join(dataDir, ID_FILE);
  return existsSync(idFile) ? join(SHARED_DIR, readFileSync(idFile, 'utf8').trim(), 'pg') : join(dataDir, 'pg');
}

function outside(inside: string, idFile: string): string {
  if (existsSync(inside)) {
    throw new DbError(
      'data_dir_unusable',
      `The user PostgreSQL runs as cannot reach its files in ${inside} any more: make the folders above it searchable (chmod o+x).`,
    );
  }
  const id = randomBytes(8).toString('hex');
  writeFileSync(idFile, `${id}\n`);
  return join(SHARED_DIR, id, 'pg');
}

function refuseForeign(cluster: string): void {
  if (!existsSync(cluster)) return;
  try {
    accessSync(cluster, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new DbError(
      'data_dir_unusable',
      `The database in ${cluster} belongs to another user (it was made by root?): start as that user, or set DATA_DIR to another folder.`,
      error,
    );
  }
}

function chooseBinaries(owner: Owner, below: string, log: Log): Binaries {
  const installed = installedBinaries();
  try {
    linkLibraries(installed.root);
    if (canDo(owner, '"$1/bin/postgres" --version', installed.root)) return installed;
  } catch {
    // A checkout that cannot be written: the copy gets its links.
  }
  const copy = copyBinaries(installed, below);
  if (!canDo(owner, '"$1/bin/postgres" --version', copy.root)) {
    throw new DbError(
      'postgres_failed',
      `The PostgreSQL binaries in ${copy.root} do not run on this machine: set DATABASE_URL to a PostgreSQL 16 or later.`,
    );
  }
  log.info({ binaries: copy.root }, `The PostgreSQL binaries were copied to ${copy.root}.`);
  return copy;
}
