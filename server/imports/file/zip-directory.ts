import { ImportFailure } from '../failure.ts';
import type { RandomAccess } from './random-access.ts';

/** A file of an archive as its central directory lists it (which is what decides in a zip). Sizes it states are not believed. */
export interface ZipListing {
  name: string;
  method: number;
  encrypted: boolean;
  compressed: number;
  offset: number;
}

export interface ZipEntry {
  name: string;
  method: 'stored' | 'deflated';
  /** Where its data starts, and how many bytes it takes there. */
  start: number;
  compressed: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LOCAL_SIZE = 30;
/** A directory of one file and its companions is a few hundred bytes; more is not what we read. */
const MAX_DIRECTORY = 1 << 20;

/** @throws ImportFailure zip. */
export async function listZip(file: RandomAccess): Promise<ZipListing[]> {
  const { size } = file;
  const tail = await readAt(file, Math.max(0, size - END_SIZE - 65_535), Math.min(size, END_SIZE + 65_535));
  for (let at = tail.length - END_SIZE; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    const length = tail.readUInt32LE(at + 12);
    const offset = tail.readUInt32LE(at + 16);
    if (length > MAX_DIRECTORY || offset + length > size) throw damagedZip();
    return parseDirectory(await readAt(file, offset, length));
  }
  throw damagedZip();
}

/** @throws ImportFailure zip: encrypted, packed in another way, or beyond the end of the file. */
export async function locateEntry(file: RandomAccess, listing: ZipListing): Promise<ZipEntry> {
  const { name, method, compressed, offset } = listing;
  if (listing.encrypted || (method !== 0 && method !== 8)) {
    throw new ImportFailure(
      'zip',
      'This archive is encrypted or packed in an unusual way. Send it as plain zip or gzip.',
    );
  }
  const local = await readAt(file, offset, LOCAL_SIZE);
  const start = offset + LOCAL_SIZE + local.readUInt16LE(26) + local.readUInt16LE(28);
  if (start + compressed > file.size) throw damagedZip();
  return { name, method: method === 0 ? 'stored' : 'deflated', start, compressed };
}

function parseDirectory(directory: Buffer): ZipListing[] {
  const entries: ZipListing[] = [];
  for (let at = 0; at + ENTRY_SIZE <= directory.length;) {
    if (directory.readUInt32LE(at) !== DIRECTORY_ENTRY) break;
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength),
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      compressed: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    });
    at += ENTRY_SIZE + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function readAt(file: RandomAccess, position: number, length: number): Promise<Buffer> {
  const bytes = await file.read(position, length);
  if (bytes.length < length) throw damagedZip();
  return bytes;
}

export const damagedZip = () => new ImportFailure('zip', 'This archive is damaged or incomplete.');
