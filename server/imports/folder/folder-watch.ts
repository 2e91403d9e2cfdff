import { constants } from 'node:fs';
import { access, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createClaims, type FolderDeps } from './claims.ts';
import { createTroubles, isOfOneFile } from './troubles.ts';

export interface FolderWatch {
  /** @throws ImportFolderUnusable */
  start(): Promise<void>;
  /** One look: takes what is complete, puts away what has ended. */
  look(): Promise<void>;
  /** A file that is being copied goes back to where it lay. */
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
export function createFolderWatch(deps: FolderDeps): FolderWatch {
  const { folder, log, now } = deps;
  const stopping = new AbortController();
  const troubles = createTroubles(log);
  const claims = createClaims(deps, troubles, stopping.signal);
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
        .catch((error: Error) => {
          if (!stopping.signal.aborted) log.warn({ err: error }, 'the import folder could not be looked at');
        })
        .finally(() => {
          looking = null;
        });
    }, LOOK_MS);
    timer.unref();
  }

  async function look(): Promise<void> {
    await claims.putAway();
    const found = new Map<string, string>();
    let full = false;
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (!entry.isFile() || UNFINISHED.test(entry.name)) continue;
      const mark = await markOf(join(folder, entry.name));
      if (mark === null) continue;
      const alike = seen.get(entry.name) === mark;
      if (!alike || full || stopping.signal.aborted || !(await take(entry.name))) found.set(entry.name, mark);
    }
    seen = found;

    /** False when it is left for the next look. One file that cannot be taken holds up no other. */
    async function take(name: string): Promise<boolean> {
      try {
        const end = await claims.take(name);
        troubles.over(name);
        full = end === 'full';
        return end === 'taken';
      } catch (error) {
        if (!isOfOneFile(error)) throw error;
        troubles.tell(name, error, 'a file of the import folder could not be taken');
        return false;
      }
    }
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
      stopping.abort();
      await looking;
    },
  };
}
