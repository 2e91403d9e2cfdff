import { link, lstat, rename, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { boundedName } from './bounded-name.ts';

interface Place {
  folder: string;
  name: string;
  /** Tells its name from that of a newer file. */
  mark: string;
}

/** Disks without second names for a file say one of these. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL']);
/** Of 255 bytes a name may have. */
const NAME_BYTES = 240;

/**
 * Moves a file back under its name. A newer file that lies there by now is not touched: a link fails where a rename would replace
 * it, and the older one gets a name of its own. False when it is not there any more: somebody else was first.
 */
export async function putBack(from: string, { folder, name, mark }: Place, linkTo = link): Promise<boolean> {
  const to = join(folder, name);
  try {
    await linkTo(from, to);
    await rm(from, { force: true });
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return false;
    if (code !== 'EEXIST' && !NO_LINKS.has(code)) throw error;
    const found = await lstat(from).catch(() => null);
    if (found === null) return false;
    // A folder is nothing anybody put here to be imported.
    if (!found.isFile()) throw error;
    if (code === 'EEXIST' && (await isSame(found, to))) {
      // Whoever was killed between the two steps above had put it back already.
      await rm(from, { force: true });
      return true;
    }
    const free = code !== 'EEXIST' && (await reserve(to));
    await rename(from, free ? to : join(folder, marked(name, mark)));
    return true;
  }
}

/** Without links, an empty file that only one can create keeps the name for the rename that replaces it. */
async function reserve(path: string): Promise<boolean> {
  try {
    await writeFile(path, '', { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function isSame({ dev, ino }: { dev: number; ino: number }, path: string): Promise<boolean> {
  const other = await lstat(path).catch(() => null);
  return other !== null && other.dev === dev && other.ino === ino;
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

/** `ventes.csv` as `ventes (0b7f1d1e).csv`. */
function marked(name: string, mark: string): string {
  const extension = extname(name);
  return boundedName(`${name.slice(0, name.length - extension.length)} (${mark})${extension}`, NAME_BYTES);
}
