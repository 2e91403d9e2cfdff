import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { Encoding } from './encoding.ts';

export interface PlainFile {
  path: string;
  bytes: number;
  encoding: Encoding;
  bom: number;
  /** Where the text is that of a sheet of a workbook. */
  sheet?: SheetOrigin;
}

export interface SheetOrigin {
  name: string;
  /** Names of the sheets that could be read instead. */
  names: string[];
  /** Whether another one looks as much like sales. */
  doubtful: boolean;
}

/** 0x80–0x9F of Windows-1252; the five that mean nothing stay what they are. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Small enough that whoever shares the process waits a millisecond or two at most. */
const CHUNK = 65_536;

/** The text of a file in pieces, each with the bytes read so far. Stops quietly when `limit` bytes were read. */
export async function* textChunks(
  file: PlainFile,
  options: { limit?: number; signal?: AbortSignal } = {},
): AsyncGenerator<{ text: string; read: number }> {
  const decoder = createDecoder(file.encoding);
  const end = options.limit === undefined ? undefined : file.bom + options.limit - 1;
  const stream = createReadStream(file.path, {
    start: file.bom,
    highWaterMark: CHUNK,
    ...(end === undefined ? {} : { end }),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  let read = file.bom;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    read += chunk.length;
    yield { text: decoder.write(chunk), read };
  }
  const rest = decoder.end();
  if (rest !== '') yield { text: rest, read };
}

function createDecoder(encoding: Encoding): { write(chunk: Buffer): string; end(): string } {
  switch (encoding) {
    case 'utf-8':
      return new StringDecoder('utf8');
    case 'utf-16le':
      return new StringDecoder('utf16le');
    case 'utf-16be':
      return bigEndian();
    case 'windows-1252':
      return { write: windows1252, end: () => '' };
  }
}

function windows1252(chunk: Buffer): string {
  // eslint-disable-next-line no-control-regex
  return chunk.toString('latin1').replace(/[\x80-\x9f]/g, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80] ?? c);
}

function bigEndian(): { write(chunk: Buffer): string; end(): string } {
  const decoder = new StringDecoder('utf16le');
  let odd = Buffer.alloc(0);
  return {
    write(chunk) {
      const bytes = Buffer.concat([odd, chunk]);
      const even = bytes.length - (bytes.length % 2);
      odd = Buffer.from(bytes.subarray(even));
      return decoder.write(bytes.subarray(0, even).swap16());
    },
    end: () => decoder.end(),
  };
}
