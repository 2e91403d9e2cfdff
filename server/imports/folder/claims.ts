import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Import } from '../../../shared/api/imports.ts';
import { HttpError } from '../../http/errors.ts';
import { receiveFile } from '../receive-file.ts';
import type { Imports } from '../imports.ts';
import type { Log } from '../../log.ts';

export interface FolderDeps {
  folder: string;
  imports: Pick<Imports, 'folder' | 'create' | 'get' | 'errors'>;
  log: Log;
  now(): Date;
}

/** Who an import of the folder belongs to. */
export const FOLDER_AUTHOR = 'folder';

export interface Claims {
  /** False when the file stays for now: too many imports wait, or it is still being written. */
  take(name: string): Promise<boolean>;
  /** Moves the files of imports that have ended to where they stay, each with its report. */
  putAway(): Promise<void>;
}

const ENDED = new Set<Import['status']>(['done', 'failed', 'cancelled', 'reverted']);
/** A claim whose import was never made is of a server that was killed in between. */
const CLAIM_MS = 900_000;

/**
 * Files on their way: `.taken/<id of the import>/<name>`. Renaming is what decides, both when a file is taken and when it is put
 * away, so several servers may share a folder, and any of them puts away what another one took.
 */
export function createClaims({ folder, imports, log, now }: FolderDeps): Claims {
  const taken = join(folder, '.taken');

  async function take(name: string): Promise<boolean> {
    const id = randomUUID();
    const claim = join(taken, id);
    const path = join(claim, name);
    await mkdir(claim);
    if (!(await moved(join(folder, name), path))) {
      await rmdir(claim);
      return true;
    }
    const upload = join(imports.folder, `${id}.upload`);
    try {
      const before = await stat(path);
      const received = await receiveFile(path, upload);
      const after = await stat(path);
      if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) return await giveBack(name, claim, upload);
      await imports.create({
        id,
        fileName: name.slice(0, 200),
        ...received,
        dryRun: false,
        mapping: {},
        createdBy: FOLDER_AUTHOR,
        author: FOLDER_AUTHOR,
      });
      log.info({ import: id, file: name }, 'a file was taken from the import folder');
      return true;
    } catch (error) {
      await giveBack(name, claim, upload);
      if (error instanceof HttpError && error.status === 429) return false;
      throw error;
    }
  }

  async function giveBack(name: string, claim: string, upload: string): Promise<false> {
    await rm(upload, { force: true });
    await moved(join(claim, name), join(folder, name));
    await rmdir(claim).catch(() => undefined);
    return false;
  }

  async function putAway(): Promise<void> {
    for (const id of await readdir(taken)) {
      const claim = join(taken, id);
      const [name] = await readdir(claim).catch(() => []);
      if (name === undefined) {
        await removeOldClaim(claim);
        continue;
      }
      const found = await importOf(id);
      if (found === 'none') {
        if (await isOld(claim)) await giveBack(name, claim, join(imports.folder, `${id}.upload`));
      } else if (ENDED.has(found.status)) {
        await putFile(found, name, claim);
      }
    }
  }

  async function putFile(found: Import, name: string, claim: string): Promise<void> {
    const place = found.status === 'done' ? 'done' : 'failed';
    const stamp = now().toISOString().slice(0, 19).replaceAll(':', '-');
    const target = join(folder, place, `${stamp} ${found.id.slice(0, 8)} ${name}`);
    if (!(await moved(join(claim, name), target))) return;
    await rmdir(claim).catch(() => undefined);
    await writeFile(`${target}.report.json`, `${JSON.stringify(reportOf(found), null, 2)}\n`);
    if (found.rejected > 0) {
      await pipeline(await imports.errors(found.id, 'fr'), createWriteStream(`${target}.refus.csv`));
    }
  }

  async function importOf(id: string): Promise<Import | 'none'> {
    try {
      return await imports.get(id);
    } catch (error) {
      if (error instanceof HttpError && error.status === 404) return 'none';
      throw error;
    }
  }

  async function isOld(claim: string): Promise<boolean> {
    const found = await stat(claim).catch(() => null);
    return found !== null && now().getTime() - found.mtimeMs > CLAIM_MS;
  }

  async function removeOldClaim(claim: string): Promise<void> {
    if (await isOld(claim)) await rmdir(claim).catch(() => undefined);
  }

  return { take, putAway };
}

/** False when it is not there any more: somebody else was first. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function reportOf(found: Import): object {
  const { id, fileName, status, createdAt, finishedAt, seconds, rows, accepted, rejected, duplicates } = found;
  const { units, amount, reasons, failure, unknownStores, effect } = found;
  return {
    id,
    fileName,
    status,
    createdAt,
    finishedAt,
    seconds,
    rows,
    accepted,
    rejected,
    duplicates,
    units,
    amount,
    firstDay: effect?.firstDay,
    lastDay: effect?.lastDay,
    failure,
    reasons,
    unknownStores,
  };
}
