import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFile, type OpenLimits } from './open-file.ts';
import { textChunks } from './text-chunks.ts';
import { zipOf } from '../testing/zip.ts';

const signal = new AbortController().signal;
const LIMITS: OpenLimits = { bytes: 64 << 20, ratio: 100 };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'epm-open-'));
});
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
async function open(bytes: Buffer, limits = LIMITS) {
  const path = join(folder, `${count++}`);
  await writeFile(path, bytes);
  return openFile(path, `${path}.plain`, signal, { limits });
}

async function textOf(bytes: Buffer): Promise<string> {
  let text = '';
  for await (const chunk of textChunks(await open(bytes))) text += chunk.text;
  return text;
}

const kindOf = (bytes: Buffer, limits?: OpenLimits) =>
  open(bytes, limits).then(
    () => 'opened',
    (error: Error & { kind?: string }) => error.kind ?? error.message,
  );

describe('text behind a file', () => {
  const text = 'Libellé;Prix\nCafé crème;2,50 €\nŒufs;3,10\n';

  test('UTF-8, with and without byte order mark', async () => {
    expect(await textOf(Buffer.from(text))).toBe(text);
    expect(await textOf(Buffer.from(`\uFEFF${text}`))).toBe(text);
  });

  test('Windows-1252, of which the signs of 0x80-0x9F are no Latin-1', async () => {
    expect(await textOf(Buffer.from([0x50, 0x72, 0x69, 0x78, 0x20, 0x80, 0x20, 0x9c, 0x75, 0x66, 0x20, 0xe9]))).toBe(
      'Prix € œuf é',
    );
    expect((await open(Buffer.from('caf\xe9;1\n', 'latin1'))).encoding).toBe('windows-1252');
  });

  test('UTF-16 of both byte orders, by its mark', async () => {
    expect(await textOf(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]))).toBe(text);
    expect(await textOf(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]))).toBe(text);
  });

  test('characters cut by the pieces a file is read in stay whole', async () => {
    const long = 'é€😀'.repeat(40_000);
    expect(await textOf(Buffer.from(`x${long}`))).toBe(`x${long}`);
    const utf16 = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(`x${long}`, 'utf16le').swap16()]);
    expect(await textOf(utf16)).toBe(`x${long}`);
  });

  test('a character cut by the end of the file makes it no UTF-8', async () => {
    expect((await open(Buffer.from('café').subarray(0, 4))).encoding).toBe('windows-1252');
  });

  test('gzip and zip of one file, whatever their name', async () => {
    expect(await textOf(gzipSync(text))).toBe(text);
    expect(await textOf(zipOf([{ name: 'ventes.csv', data: Buffer.from(text) }]))).toBe(text);
    expect(await textOf(zipOf([{ name: 'ventes.csv', data: Buffer.from(text), stored: true }]))).toBe(text);
    const withFolder = [
      { name: 'a/', data: Buffer.alloc(0) },
      { name: '__MACOSX/._v', data: Buffer.from('x') },
      { name: 'a/v.csv', data: Buffer.from(text) },
    ];
    expect(await textOf(zipOf(withFolder))).toBe(text);
  });
});

describe('files that are refused', () => {
  test.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a byte order mark alone', Buffer.from('\uFEFF'), 'empty'],
    ['NUL bytes', Buffer.from('a;b\n1;\0\n'), 'binary'],
    ['random bytes', Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256)), 'binary'],
    ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'binary'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'binary'],
    ['an old Excel workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), 'xlsx'],
    [
      'a zip of two files',
      zipOf([
        { name: 'a.csv', data: Buffer.from('a') },
        { name: 'b.csv', data: Buffer.from('b') },
      ]),
      'zip',
    ],
    ['an empty zip', zipOf([]), 'zip'],
    ['an encrypted zip', zipOf([{ name: 'a.csv', data: Buffer.from('a'), flags: 1 }]), 'zip'],
    ['a zip whose directory is cut off', zipOf([{ name: 'a.csv', data: Buffer.from('abc') }]).subarray(0, 20), 'zip'],
    ['a cut gzip', gzipSync(Buffer.from('a;b\n'.repeat(1000))).subarray(0, 30), 'gzip'],
    ['a gzip with changed bytes', Buffer.from(gzipSync('a;b\n1;2\n')).fill(0xff, 12, 20), 'gzip'],
    ['binary data inside gzip', gzipSync(Buffer.from('a\0b')), 'binary'],
  ])('%s', async (_name, bytes, kind) => {
    expect(await kindOf(bytes)).toBe(kind);
  });

  test('a bomb is stopped by the bytes that come out, whatever sizes it states', async () => {
    const zeros = Buffer.alloc(40 << 20, 0x20);
    expect(await kindOf(gzipSync(zeros))).toBe('bomb');
    const lying = zipOf([{ name: 'a.csv', packed: deflateRawSync(zeros), statedSize: 10 }]);
    expect(await kindOf(lying)).toBe('bomb');
  });

  test('more text than the limit', async () => {
    expect(await kindOf(Buffer.alloc(2000, 0x61), { bytes: 1000, ratio: 100 })).toBe('too_large');
    expect(await kindOf(gzipSync(Buffer.alloc(2000, 0x61)), { bytes: 1000, ratio: 100 })).toBe('too_large');
  });

  test('an unpacked file lies beside the upload, which stays as it came', async () => {
    const packed = gzipSync('a;b\n');
    const file = await open(packed);
    expect(await readFile(file.path, 'utf8')).toBe('a;b\n');
    expect(await readFile(file.path.replace('.plain', ''))).toEqual(packed);
  });
});
