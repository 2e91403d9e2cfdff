import { MONTHS } from '../hierarchy/hierarchy.ts';
import type { Base } from './base.ts';

/**
 * A base as bytes, the same bytes for the same base: it is stored by the hash of them.
 *
 *     "EPMB" · version u32 · header length u32 · header: JSON {stores, categories, kinds} in UTF-8, spaces up to a multiple
 *     of 8 · q, p, k, charges as float64; every number little-endian
 */
const MAGIC = 0x424d5045;
const VERSION = 1;
const PREFIX = 12;

export type DecodedBase =
  | { readonly ok: true; readonly base: Base }
  | { readonly ok: false; readonly kind: 'not_a_base' | 'unknown_version' | 'damaged' };

export function encodeBase({ stores, categories, kinds, q, p, k, charges }: Base): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify({ stores, categories, kinds }));
  const start = Math.ceil((PREFIX + text.length) / 8) * 8;
  const arrays = [q, p, k, charges];
  const bytes = new Uint8Array(start + arrays.reduce((size, array) => size + array.byteLength, 0));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setUint32(8, start - PREFIX, true);
  bytes.fill(0x20, PREFIX, start).set(text, PREFIX);
  let offset = start;
  for (const array of arrays) {
    for (const value of array) {
      view.setFloat64(offset, value, true);
      offset += 8;
    }
  }
  return bytes;
}

/** Lengths are checked against the codes; values are not, see `baseFault`. */
export function decodeBase(bytes: Uint8Array): DecodedBase {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < PREFIX || view.getUint32(0, true) !== MAGIC) return { ok: false, kind: 'not_a_base' };
  if (view.getUint32(4, true) !== VERSION) return { ok: false, kind: 'unknown_version' };
  const start = PREFIX + view.getUint32(8, true);
  const codes = start <= bytes.length ? readCodes(bytes.subarray(PREFIX, start)) : null;
  if (!codes) return { ok: false, kind: 'damaged' };
  const { stores, categories, kinds } = codes;
  const leaves = stores.length * categories.length * MONTHS;
  const lengths = [leaves, leaves, leaves, stores.length * kinds.length * MONTHS];
  if (bytes.length !== start + 8 * lengths.reduce((sum, length) => sum + length)) return { ok: false, kind: 'damaged' };
  let offset = start;
  const [q, p, k, charges] = lengths.map((length) => {
    const array = Float64Array.from({ length }, (_, i) => view.getFloat64(offset + i * 8, true));
    offset += length * 8;
    return array;
  }) as [Float64Array, Float64Array, Float64Array, Float64Array];
  return { ok: true, base: { stores, categories, kinds, q, p, k, charges } };
}

function readCodes(text: Uint8Array): Pick<Base, 'stores' | 'categories' | 'kinds'> | null {
  try {
    const codes: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
    if (typeof codes !== 'object' || codes === null) return null;
    const { stores, categories, kinds } = codes as Record<string, unknown>;
    return isStrings(stores) && isStrings(categories) && isStrings(kinds) ? { stores, categories, kinds } : null;
  } catch {
    return null;
  }
}

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
