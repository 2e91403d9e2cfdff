import type { FileHandle } from 'node:fs/promises';
import { ImportFailure } from '../failure.ts';

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

/**
 * The one file of a zip archive, found by its central directory (which is what decides in a zip). Sizes it states are not
 * believed: the caller counts what comes out.
 * @throws ImportFailure xlsx (a workbook is a zip too), zip.
 */
export async function onlyZipEntry(file: FileHandle, size: number): Promise<ZipEntry> {
  const entries = readEntries(await readDirectory(file, size));
  if (entries.some(({ name }) => name === '[Content_Types].xml' || name.startsWith('xl/'))) throw workbook();
  const files = entries.filter(({ name }) => !name.endsWith('/') && !name.startsWith('__MACOSX/'));
  const [entry] = files;
  if (!entry || files.length > 1) {
    throw new ImportFailure(
      'zip',
      `This archive holds ${files.length} files. Send an archive of exactly one CSV file.`,
    );
  }
  if (entry.encrypted || (entry.method !== 0 && entry.method !== 8)) {
    throw new ImportFailure(
      'zip',
      'This archive is encrypted or packed in an unusual way. Send it as plain zip or gzip.',
    );
  }
  const local = await readAt(file, entry.offset, LOCAL_SIZE);
  const start = entry.offset + LOCAL_SIZE + local.readUInt16LE(26) + local.readUInt16LE(28);
  if (start + entry.compressed > size) throw damaged();
  return {
    name: entry.name,
    method: entry.method === 0 ? 'stored' : 'deflated',
    start,
    compressed: entry.compressed,
  };
}

export function workbook(): ImportFailure {
  return new ImportFailure(
    'xlsx',
    'This is an Excel workbook, not a CSV file. Save the sheet as « CSV UTF-8 » and send that file.',
  );
}

async function readDirectory(file: FileHandle, size: number): Promise<Buffer> {
  const tail = await readAt(file, Math.max(0, size - END_SIZE - 65_535), Math.min(size, END_SIZE + 65_535));
  for (let at = tail.length - END_SIZE; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    const length = tail.readUInt32LE(at + 12);
    const offset = tail.readUInt32LE(at + 16);
    if (length > MAX_DIRECTORY || offset + length > size) throw damaged();
    return readAt(file, offset, length);
  }
  throw damaged();
}

function readEntries(directory: Buffer) {
  const entries: { name: string; method: number; encrypted: boolean; compressed: number; offset: number }[] = [];
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

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw damaged();
  return buffer;
}

const damaged = () => new ImportFailure('zip', 'This archive is damaged or incomplete.');
