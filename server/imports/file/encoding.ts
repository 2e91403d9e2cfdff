import { isUtf8 } from 'node:buffer';

export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

export interface EncodingEvidence {
  encoding: Encoding;
  /** Bytes of the byte order mark, to be skipped. */
  bom: number;
  /** NUL bytes, or so many other control bytes that this is no text. */
  binary: boolean;
}

/** Looks at every byte of a file, piece by piece. */
export interface EncodingScan {
  add(chunk: Buffer): void;
  result(): EncodingEvidence;
}

const HEAD = 65_536;

/**
 * A byte order mark decides; without one a file is UTF-8 when all of it is valid UTF-8, else Windows-1252, of which
 * Latin-1 text is a part.
 */
export function scanEncoding(): EncodingScan {
  let first = Buffer.alloc(0);
  let valid = true;
  let nul = false;
  let control = 0;
  let seen = 0;
  let carry = Buffer.alloc(0);

  function add(chunk: Buffer): void {
    if (first.length < 3) first = Buffer.concat([first, chunk.subarray(0, 3)]).subarray(0, 3);
    nul ||= chunk.includes(0);
    if (seen < HEAD) {
      for (const byte of chunk.subarray(0, HEAD - seen)) if (isControl(byte)) control += 1;
    }
    seen += chunk.length;
    if (!valid) return;
    const whole = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    const end = whole.length - incompleteTail(whole);
    valid = isUtf8(whole.subarray(0, end));
    carry = Buffer.from(whole.subarray(end));
  }

  function result(): EncodingEvidence {
    const binary = nul || control * 100 > Math.min(seen, HEAD);
    if (first[0] === 0xff && first[1] === 0xfe) return { encoding: 'utf-16le', bom: 2, binary: false };
    if (first[0] === 0xfe && first[1] === 0xff) return { encoding: 'utf-16be', bom: 2, binary: false };
    if (first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf) return { encoding: 'utf-8', bom: 3, binary };
    return { encoding: valid && carry.length === 0 ? 'utf-8' : 'windows-1252', bom: 0, binary };
  }

  return { add, result };
}

function isControl(byte: number): boolean {
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1a;
}

/** Bytes at the end that begin a character which goes on in the next piece. */
function incompleteTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}
