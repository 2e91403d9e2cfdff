import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Import } from '../../../shared/api/imports.ts';
import { HttpError } from '../../http/errors.ts';
import { receiveFile } from '../receive-file.ts';
import type { Imports } from '../imports.ts';
import { MAX_UPLOAD } from '../upload.ts';
import type { Log } from '../../log.ts';
import { reportOf, reportOfTooLarge } from './report.ts';
import { boundedName } from './bounded-name.ts';
import { putBack } from './put-back.ts';
import { isOfOneFile, type Troubles } from './troubles.ts';

export interface FolderDeps {
  folder: string;
  imports: Pick<Imports, 'folder' | 'create' | 'get' | 'errors'>;
  log: Log;
  now(): Date;
  /** Bytes a file may have; as many as an upload unless a test says otherwise. */
  maxBytes?: number;
}

/** Who an import of the folder belongs to. */
export const FOLDER_AUTHOR = 'folder';

export interface Claims {
  /** `growing`: it is still being written, and stays; `full`: so does every file, too many imports wait. */
  take(name: string): Promise<'taken' | 'growing' | 'full'>;
  /** Moves the files of imports that have ended to where they stay, each with its report. */
  putAway(): Promise<void>;
}

const ENDED = new Set<Import['status']>(['done', 'failed', 'cancelled', 'reverted']);
/** A claim whose import was never made is of a server that was killed in between. */
const CLAIM_MS = 900_000;
/** Of 255 a name may have: room for what stands before it and after it where it is put away. */
const NAME_BYTES = 200;

/**
 * Files on their way: `.taken/<id of the import>/<name>`. Renaming is what decides, both when a file is taken and when it is put
 * away, so several servers may share a folder, and any of them puts away what another one took. When `stop` aborts, what was being
 * copied goes back.
 */
export function createClaims(
  { folder, imports, log, now, maxBytes = MAX_UPLOAD }: FolderDeps,
  troubles: Troubles,
  stop: AbortSignal,
): Claims {
  const taken = join(folder, '.taken');

  async function take(name: string): Promise<'taken' | 'growing' | 'full'> {
    const id = randomUUID();
    const claim = join(taken, id);
    const path = join(claim, name);
    await mkdir(claim);
    if (!(await moved(join(folder, name), path))) {
      await rmdir(claim);
      return 'taken';
    }
    const upload = join(imports.folder, `${id}.upload`);
    try {
      const before = await stat(path);
      if (before.size > maxBytes) {
        await refuse(id, name, before.size);
        return 'taken';
      }
      const received = await receiveFile(path, upload, { maxBytes, signal: stop });
      const after = await stat(path);
      if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
        await giveBack(name, claim, upload);
        return 'growing';
      }
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
      return 'taken';
    } catch (error) {
      await giveBack(name, claim, upload);
      if (error instanceof HttpError && error.status === 429) return 'full';
      throw error;
    }
  }

  /** No import is made of a file that is too large to be one. */
  async function refuse(id: string, name: string, size: number): Promise<void> {
    const claim = join(taken, id);
    const target = targetOf('failed', id, name);
    if (!(await moved(join(claim, name), target))) return;
    await rmdir(claim).catch(() => undefined);
    await writeReport(target, reportOfTooLarge(name, size, maxBytes));
    log.warn({ file: name, size }, 'a file of the import folder is too large');
  }

  async function giveBack(name: string, claim: string, upload: string): Promise<void> {
    await rm(upload, { force: true });
    await putBack(join(claim, name), { folder, name, mark: basename(claim).slice(0, 8) });
    await rmdir(claim).catch(() => undefined);
  }

  async function putAway(): Promise<void> {
    for (const entry of await readdir(taken, { withFileTypes: true })) {
      if (stop.aborted) return;
      try {
        if (!entry.isDirectory()) {
          // A list of refused rows a killed server did not finish.
          if (await isOld(join(taken, entry.name))) await rm(join(taken, entry.name), { force: true });
          continue;
        }
        await settle(entry.name);
        troubles.over(entry.name);
      } catch (error) {
        if (!isOfOneFile(error)) throw error;
        troubles.tell(entry.name, error, 'a file of the import folder could not be put away');
      }
    }
  }

  async function settle(id: string): Promise<void> {
    const claim = join(taken, id);
    const [name] = await readdir(claim).catch(() => []);
    if (name === undefined) return removeOldClaim(claim);
    const found = await importOf(id);
    if (found === 'none') {
      if (await isOld(claim)) await giveBack(name, claim, join(imports.folder, `${id}.upload`));
    } else if (ENDED.has(found.status)) {
      await putFile(found, name, claim);
    }
  }

  async function putFile(found: Import, name: string, claim: string): Promise<void> {
    const target = targetOf(found.status === 'done' ? 'done' : 'failed', found.id, name);
    // Written before the file moves, so that a stop meanwhile leaves all of it to the next start.
    const refused = join(taken, `${found.id}.${randomUUID()}.refus.csv`);
    try {
      if (found.rejected > 0) {
        await pipeline(await imports.errors(found.id, 'fr'), createWriteStream(refused), { signal: stop });
      }
      if (!(await moved(join(claim, name), target))) return;
      await rmdir(claim).catch(() => undefined);
      await writeReport(target, reportOf(found));
      if (found.rejected > 0) await rename(refused, `${target}.refus.csv`);
    } finally {
      await rm(refused, { force: true });
    }
  }

  function targetOf(place: 'done' | 'failed', id: string, name: string): string {
    const stamp = now().toISOString().slice(0, 19).replaceAll(':', '-');
    return join(folder, place, `${stamp} ${id.slice(0, 8)} ${boundedName(name, NAME_BYTES)}`);
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

const writeReport = (target: string, report: object) =>
  writeFile(`${target}.report.json`, `${JSON.stringify(report, null, 2)}\n`);
