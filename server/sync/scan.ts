import { createDecoder, hasContent, readVarInt, readVarUint } from 'lib0/decoding';
import type { RefusalCode } from '../../shared/api/sync.ts';
import type { Decoder } from 'lib0/decoding';

/** A run of list items as its author wrote it. `origin` is what it follows; without one, `root` names the list. */
export interface ScannedItem {
  readonly clock: number;
  readonly length: number;
  readonly origin: { readonly client: number; readonly clock: number } | null;
  readonly root: string | null;
}

/** What one client id adds: clocks [start, end) without a gap. */
export interface ScannedBlock {
  readonly client: number;
  readonly start: number;
  readonly end: number;
  readonly items: readonly ScannedItem[];
}

export type Scan =
  { readonly ok: true; readonly blocks: readonly ScannedBlock[] } | { readonly ok: false; readonly code: RefusalCode };

export interface ScanLimits {
  readonly entries: number;
  /** JSON values over all entries, nested ones included. */
  readonly values: number;
}

const ITEM_KIND = 0b0001_1111;
const HAS_ORIGIN = 0b1000_0000;
const HAS_RIGHT_ORIGIN = 0b0100_0000;
const HAS_KEY = 0b0010_0000;
const CONTENT_ANY = 8;
const PARENT_IS_ROOT = 1;
const MAX_DEPTH = 4;
/** An entry or a comment with everything it may name. */
const MAX_ENTRY_BYTES = 96 * 1024;

/** The tags of lib0's `any` encoding that stand for JSON. */
const ANY = {
  null: 126,
  integer: 125,
  float32: 124,
  float64: 123,
  no: 121,
  yes: 120,
  string: 119,
  object: 118,
  array: 117,
};

class Refusal extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode) {
    super(code);
    this.code = code;
  }
}

/**
 * Walks the bytes of an update (Yjs encoding 1) without building anything of the size it claims: Yjs would allocate by
 * declared counts, seven bytes asking for 264 MB. Lets pass only runs of JSON values in a list, and no deletions.
 */
export function scanUpdate(update: Uint8Array, limits: ScanLimits): Scan {
  try {
    return { ok: true, blocks: readBlocks(createDecoder(update), limits) };
  } catch (error) {
    // lib0 throws plain errors at the end of the bytes and on numbers beyond 2^53.
    return { ok: false, code: error instanceof Refusal ? error.code : 'malformed' };
  }
}

function readBlocks(decoder: Decoder, limits: ScanLimits): ScannedBlock[] {
  const budget = { entries: limits.entries, values: limits.values };
  const count = readCount(decoder);
  const blocks: ScannedBlock[] = [];
  const seen = new Set<number>();
  for (let index = 0; index < count; index++) {
    const block = readBlock(decoder, budget);
    if (seen.has(block.client)) throw new Refusal('malformed');
    seen.add(block.client);
    blocks.push(block);
  }
  if (readVarUint(decoder) !== 0) throw new Refusal('deletion');
  if (hasContent(decoder)) throw new Refusal('malformed');
  return blocks;
}

interface Budget {
  entries: number;
  values: number;
}

function readBlock(decoder: Decoder, budget: Budget): ScannedBlock {
  const count = readCount(decoder);
  const client = readVarUint(decoder);
  const start = readVarUint(decoder);
  const items: ScannedItem[] = [];
  let clock = start;
  for (let index = 0; index < count; index++) {
    const item = readItem(decoder, clock, budget);
    items.push(item);
    clock += item.length;
  }
  if (items.length === 0 || !Number.isSafeInteger(clock)) throw new Refusal('malformed');
  return { client, start, end: clock, items };
}

function readItem(decoder: Decoder, clock: number, budget: Budget): ScannedItem {
  const info = readByte(decoder);
  if ((info & ITEM_KIND) !== CONTENT_ANY) throw new Refusal('content');
  const origin = info & HAS_ORIGIN ? { client: readVarUint(decoder), clock: readVarUint(decoder) } : null;
  if (info & HAS_RIGHT_ORIGIN) throw new Refusal('append');
  let root: string | null = null;
  if (origin === null) {
    if (readVarUint(decoder) !== PARENT_IS_ROOT) throw new Refusal('root');
    root = readKey(decoder, 'root');
  }
  if (info & HAS_KEY) throw new Refusal('root');
  const length = readCount(decoder);
  if (length === 0) throw new Refusal('malformed');
  budget.entries -= length;
  if (budget.entries < 0) throw new Refusal('count');
  for (let index = 0; index < length; index++) {
    const from = decoder.pos;
    skipValue(decoder, budget, 0);
    if (decoder.pos - from > MAX_ENTRY_BYTES) throw new Refusal('size');
  }
  return { clock, length, origin, root };
}

function readByte(decoder: Decoder): number {
  const byte = decoder.arr[decoder.pos];
  if (byte === undefined) throw new Refusal('malformed');
  decoder.pos += 1;
  return byte;
}

/** A count of things of at least one byte each. */
function readCount(decoder: Decoder): number {
  const count = readVarUint(decoder);
  if (count > decoder.arr.length - decoder.pos) throw new Refusal('malformed');
  return count;
}

/** A name of at most 64 bytes, `refusal` when it is longer. */
function readKey(decoder: Decoder, refusal: RefusalCode): string {
  const length = readCount(decoder);
  if (length > 64) throw new Refusal(refusal);
  const bytes = decoder.arr.subarray(decoder.pos, decoder.pos + length);
  decoder.pos += length;
  return String.fromCharCode(...bytes);
}

function skip(decoder: Decoder, bytes: number): void {
  if (bytes > decoder.arr.length - decoder.pos) throw new Refusal('malformed');
  decoder.pos += bytes;
}

function skipValue(decoder: Decoder, budget: Budget, depth: number): void {
  budget.values -= 1;
  if (budget.values < 0) throw new Refusal('count');
  switch (readByte(decoder)) {
    case ANY.null:
    case ANY.no:
    case ANY.yes:
      return;
    case ANY.integer:
      readVarInt(decoder);
      return;
    case ANY.float32:
      return skip(decoder, 4);
    case ANY.float64:
      return skip(decoder, 8);
    case ANY.string:
      return skip(decoder, readVarUint(decoder));
    case ANY.object:
      return skipObject(decoder, budget, depth + 1);
    case ANY.array:
      return skipArray(decoder, budget, depth + 1);
    default:
      throw new Refusal('content');
  }
}

function skipObject(decoder: Decoder, budget: Budget, depth: number): void {
  if (depth > MAX_DEPTH) throw new Refusal('content');
  for (let left = readCount(decoder); left > 0; left--) {
    // lib0 assigns keys plainly: this one would replace the prototype instead of becoming a field.
    if (readKey(decoder, 'schema') === '__proto__') throw new Refusal('content');
    skipValue(decoder, budget, depth);
  }
}

function skipArray(decoder: Decoder, budget: Budget, depth: number): void {
  if (depth > MAX_DEPTH) throw new Refusal('content');
  for (let left = readCount(decoder); left > 0; left--) skipValue(decoder, budget, depth);
}
