import * as Y from 'yjs';
import { newValues } from '../../shared/scenario/entry-rows.ts';
import { weightOf } from '../../shared/scenario/quota.ts';
import { scanUpdate } from './scan.ts';
import type { RefusalCode } from '../../shared/api/sync.ts';
import type { Quota } from '../../shared/scenario/quota.ts';
import type { ScannedBlock, ScanLimits } from './scan.ts';

export type EntryVerdict =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly code: RefusalCode; readonly entry?: string | undefined };

/** What the gate knows about a document and about who knocks. */
export interface GateView {
  /** The only list clients may append to. */
  readonly root: string;
  readonly user: string;
  readonly mayWrite: boolean;
  /** Structs known of a client id: clocks [0, n). */
  clock(client: number): number;
  /** The user a client id belongs to, once it has written. */
  owner(client: number): string | undefined;
  /** Whether an entry of this id is there. */
  holds(id: string): boolean;
  /** What may still be written here: by all, and by this user. */
  room(): Quota;
  judgeEntry(value: unknown): EntryVerdict;
}

export type Verdict =
  /** Everything in it is known. */
  { readonly kind: 'nothing' } | News | Refused;

/** `bytes` hold exactly what is new: clocks up to `end` of one client id. */
export interface News {
  readonly kind: 'news';
  readonly bytes: Uint8Array;
  readonly client: number;
  readonly end: number;
  readonly ids: readonly string[];
  /** What its entries count against the quota. */
  readonly weight: number;
}

export interface Refused {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  readonly entry?: string | undefined;
}

/** One transaction of a person. */
export const UPDATE_LIMITS: ScanLimits = { entries: 2_000, values: 200_000 };
/** What a person did while offline comes as one step 2. */
export const STEP2_LIMITS: ScanLimits = { entries: 20_000, values: 1_000_000 };

/** Entries judged without a pause: some ten milliseconds. */
const SLICE = 250;
/** Bytes above which scanning and decoding are slices of their own. */
const LONG = 256 * 1024;

/** Judges an update and changes nothing. What it lets pass integrates completely: nothing stays pending in a document. */
export function judgeUpdate(update: Uint8Array, view: GateView, limits: ScanLimits): Verdict {
  const judging = judgeSlices(update, view, limits);
  for (;;) {
    const step = judging.next();
    if (step.done) return step.value;
  }
}

/**
 * The same in slices, so that others have their turn in between: it yields how many entries it has judged since the last.
 * The view must not change before it has ended.
 */
export function* judgeSlices(
  update: Uint8Array,
  view: GateView,
  limits: ScanLimits,
): Generator<number, Verdict, undefined> {
  const scan = scanUpdate(update, limits);
  if (!scan.ok) return refused(scan.code);
  if (update.length > LONG) yield 0;
  const fresh = scan.blocks.filter(({ client, end }) => end > view.clock(client));
  const [block, ...more] = fresh;
  if (!block) return { kind: 'nothing' };
  if (!view.mayWrite) return refused('rights');
  // An honest document writes under one client id, and others' structs it has from us.
  if (more.length > 0) return refused('client');
  return yield* judgeBlock(update, block, scan.blocks, view);
}

function* judgeBlock(
  update: Uint8Array,
  block: ScannedBlock,
  all: readonly ScannedBlock[],
  view: GateView,
): Generator<number, Verdict, undefined> {
  const known = view.clock(block.client);
  const owner = view.owner(block.client);
  if (block.start > known) return refused('gap');
  if (owner !== undefined && owner !== view.user) return refused('client');
  const fault = placeFault(block, known, view) ?? roomFault(block.end - known, view);
  if (fault) return refused(fault);

  const values = newValues(update, block.client, known);
  if (!values) return refused('malformed');
  const weight = values.reduce<number>((sum, value) => sum + weightOf(value), 0);
  if (update.length > LONG) yield 0;
  const excess = roomFault(weight, view);
  if (excess) return refused(excess);
  const ids = new Set<string>();
  for (const [index, value] of values.entries()) {
    if (index > 0 && index % SLICE === 0) yield SLICE;
    const verdict = view.judgeEntry(value);
    if (!verdict.ok) return { kind: 'refused', code: verdict.code, entry: verdict.entry };
    if (ids.has(verdict.id) || view.holds(verdict.id)) return refused('duplicate', verdict.id);
    ids.add(verdict.id);
  }
  // Known structs may differ from what is known here; they must not reach a document that has not got the true ones yet.
  const exact = all.length === 1 && block.start === known;
  const bytes = exact ? update : withoutKnown(update, all, view);
  return { kind: 'news', bytes, client: block.client, end: block.end, ids: [...ids], weight };
}

/** No entry is named: none is at fault, and the others would not fit either. */
function roomFault(weight: number, view: GateView): RefusalCode | undefined {
  const { document, person } = view.room();
  if (weight > document) return 'full';
  return weight > person ? 'share' : undefined;
}

/** Every new item stands in the list of this document, behind something that is there already. */
function placeFault(block: ScannedBlock, known: number, view: GateView): RefusalCode | undefined {
  for (const { clock, length, origin, root } of block.items) {
    if (clock + length <= known) continue;
    if (origin === null) {
      if (root !== view.root) return 'root';
    } else if (origin.clock >= (origin.client === block.client ? clock : view.clock(origin.client))) {
      return 'append';
    }
  }
  return undefined;
}

function withoutKnown(update: Uint8Array, blocks: readonly ScannedBlock[], view: GateView): Uint8Array {
  const known = new Map(blocks.map(({ client }) => [client, view.clock(client)]));
  return Y.diffUpdate(update, encodeClocks(known));
}

/** A state vector. Clients without structs are left out, as Yjs does. */
function encodeClocks(clocks: ReadonlyMap<number, number>): Uint8Array {
  return Y.encodeStateVector(new Map([...clocks].filter(([, clock]) => clock > 0)));
}

function refused(code: RefusalCode, entry?: string): Refused {
  return { kind: 'refused', code, entry };
}
