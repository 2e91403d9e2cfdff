import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Transform, Writable, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { ImportFailure } from '../failure.ts';
import { scanEncoding, type EncodingScan } from './encoding.ts';
import { containerOf } from './magic.ts';
import { randomAccess } from './random-access.ts';
import type { PlainFile } from './text-chunks.ts';
import { openSheet, type RecallSheet } from './workbook/open-sheet.ts';
import { WORKBOOK_PROGRAM } from './workbook/workbook-process.ts';
import { otherWorkbook, readArchive } from './zip-entry.ts';

export interface OpenLimits {
  /** Bytes of text, counted while they are inflated. */
  bytes: number;
  /** Inflated over packed bytes, judged beyond the first 16 MiB. */
  ratio: number;
}

export interface OpenOptions {
  limits?: OpenLimits;
  /** Name of the sheet to read of a workbook; else the one that looks most like sales. */
  sheet?: string | undefined;
  /** Which of several that look alike was read before; without it that is asked. */
  recallSheet?: RecallSheet;
  /** The program that reads workbooks. */
  program?: string | undefined;
}

const OPEN_LIMITS: OpenLimits = { bytes: 1 << 30, ratio: 200 };

const RATIO_FROM = 1 << 24;

/**
 * The plain text behind an upload: unpacked into `plainPath` where it was packed, the rows of a sheet where it is a workbook, and
 * every byte looked at. An archive may hold a workbook.
 * @throws ImportFailure xlsx, workbook, binary, zip, gzip, bomb, too_large, empty.
 */
export async function openFile(
  path: string,
  plainPath: string,
  signal: AbortSignal,
  options: OpenOptions = {},
): Promise<PlainFile> {
  const { limits = OPEN_LIMITS, sheet, recallSheet, program = WORKBOOK_PROGRAM } = options;
  const book = { limits, sheet, recallSheet, program };
  const source = await identify(path);
  if (source.kind === 'workbook') return openSheet(path, plainPath, signal, book);
  const scan = scanEncoding();
  const count = countBytes(scan, limits, source.packed);
  if (source.packing === null) {
    await pipeline(source.read(), count.through, drain(), { signal });
  } else {
    const inflate =
      source.packing === 'gzip' ? createGunzip() : source.packing === 'deflate' ? createInflateRaw() : passOn();
    await pipeline(source.read(), inflate, count.through, createWriteStream(plainPath), { signal }).catch(
      (error: unknown) => {
        throw isZlibError(error)
          ? new ImportFailure('gzip', 'This compressed file is damaged or incomplete.', error)
          : error;
      },
    );
  }
  const { encoding, bom, binary } = scan.result();
  if (binary && source.packing !== null && (await identify(plainPath)).kind === 'workbook') {
    const inner = `${plainPath}.inner`;
    await rename(plainPath, inner);
    try {
      return await openSheet(inner, plainPath, signal, book);
    } finally {
      await rm(inner, { force: true });
    }
  }
  if (binary) throw notText();
  if (count.bytes() <= bom) throw new ImportFailure('empty', 'This file is empty.');
  return { path: source.packing === null ? path : plainPath, bytes: count.bytes(), encoding, bom };
}

type Source =
  | { kind: 'workbook' }
  | { kind: 'text'; packing: 'gzip' | 'deflate' | 'stored' | null; packed: number; read(): Readable };

async function identify(path: string): Promise<Source> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size === 0) throw new ImportFailure('empty', 'This file is empty.');
    const { buffer } = await file.read(Buffer.alloc(16), 0, 16, 0);
    const whole = () => createReadStream(path, { highWaterMark: 1 << 18 });
    switch (containerOf(buffer)) {
      case 'plain':
        return { kind: 'text', packing: null, packed: size, read: whole };
      case 'gzip':
        return { kind: 'text', packing: 'gzip', packed: size, read: whole };
      case 'zip': {
        const archive = await readArchive(await randomAccess(file));
        if (archive.kind === 'workbook') return archive;
        const { method, start, compressed } = archive.entry;
        return {
          kind: 'text',
          packing: method === 'deflated' ? 'deflate' : 'stored',
          packed: compressed,
          read: () => createReadStream(path, { start, end: start + compressed - 1 }),
        };
      }
      case 'ole':
        throw otherWorkbook();
      default:
        throw notText();
    }
  } finally {
    await file.close();
  }
}

function countBytes(scan: EncodingScan, limits: OpenLimits, packed: number) {
  let bytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limits.bytes) return done(tooLarge(limits.bytes));
      if (bytes > RATIO_FROM && bytes > packed * limits.ratio) return done(bomb());
      scan.add(chunk);
      done(null, chunk);
    },
  });
  return { through, bytes: () => bytes };
}

function drain(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

function passOn(): Transform {
  return new Transform({ transform: (chunk: Buffer, _encoding, done) => done(null, chunk) });
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

const notText = () =>
  new ImportFailure(
    'binary',
    'This is neither text nor a workbook: the file holds binary data. Export the sales as CSV or .xlsx and send that file.',
  );
const tooLarge = (limit: number) =>
  new ImportFailure(
    'too_large',
    `The file holds more than ${Math.round(limit / 1048576)} MiB of text. Send it in parts.`,
  );
const bomb = () =>
  new ImportFailure('bomb', 'This archive unpacks to far more than a file of sales would. It was not read further.');
