import { constants } from 'node:fs';
import { access, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createClaims, type FolderDeps } from './claims.ts';

export interface FolderWatch {
  /** @throws ImportFolderUnusable */
  start(): Promise<void>;
  /** One look: takes what is complete, puts away what has ended. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** The folder of IMPORT_FOLDER cannot be used; one line for the operator. */
export class ImportFolderUnusable extends Error {}

const LOOK_MS = 3_000;
/** A file without a byte may still be about to be written. */
const EMPTY_FOR_MS = 60_000;
/** Names under which programs write a file they rename once it is whole; hidden files are theirs too. */
const UNFINISHED = /^[.~]|\.(?:part|partial|tmp|temp|filepart|crdownload|swp)$/i;

/**
 * Imports the files put into a folder. A file counts as complete once two looks found it alike; it is then taken by renaming it,
 * which only one of several servers can do. What became of it lies in `done/` or `failed/`, with a report beside.
 */
export function createFolderWatch({ folder, imports, log, now }: FolderDeps): FolderWatch {
  const claims = createClaims({ folder, imports, log, now });
  let seen = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | null = null;

  async function start(): Promise<void> {
    try {
      for (const name of ['done', 'failed', '.taken']) await mkdir(join(folder, name), { recursive: true });
      await access(folder, constants.R_OK | constants.W_OK);
    } catch (error) {
      throw new ImportFolderUnusable(`IMPORT_FOLDER: ${folder} cannot be used: ${(error as Error).message}`);
    }
    timer = setInterval(() => {
      looking ??= look()
        // The folder may be on a disk of the network that comes back.
        .catch((error: Error) => log.warn({ err: error }, 'the import folder could not be looked at'))
        .finally(() => {
          looking = null;
        });
    }, LOOK_MS);
    timer.unref();
  }

  async function look(): Promise<void> {
    await claims.putAway();
    const found = new Map<string, string>();
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (!entry.isFile() || UNFINISHED.test(entry.name)) continue;
      const mark = await markOf(join(folder, entry.name));
      if (mark === null) continue;
      if (seen.get(entry.name) !== mark) found.set(entry.name, mark);
      // Left for the next look when too many imports wait.
      else if (!(await claims.take(entry.name))) found.set(entry.name, mark);
    }
    seen = found;
  }

  /** What changes while a file is being written; null when it is gone or may still be empty. */
  async function markOf(path: string): Promise<string | null> {
    const found = await stat(path).catch(() => null);
    if (found === null) return null;
    if (found.size === 0 && now().getTime() - found.mtimeMs < EMPTY_FOR_MS) return null;
    return `${found.size} ${found.mtimeMs} ${found.ino}`;
  }

  return {
    start,
    look,
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
