import { boxOf, boxSize, isInside } from '../../../shared/hierarchy/box.ts';
import { MONTHS } from '../../../shared/hierarchy/hierarchy.ts';
import { mustParseCell } from '../../../shared/hierarchy/address.ts';
import { parseNumber } from '../../../shared/numbers/parse-number.ts';
import { cellAddress } from '../sheet/plan-rows.ts';
import type { CellPosition } from '../../grid/cell.ts';
import type { Box } from '../../../shared/hierarchy/box.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import type { Locale } from '../../../shared/numbers/locale.ts';
import type { TextFault } from './edit-text.ts';

/** A text that is to become the value of a cell, from the clipboard or from another cell. */
export interface PlacedText {
  readonly position: CellPosition;
  readonly text: string;
  /** The value itself, where it comes from a cell: its text is rounded. */
  readonly v?: number;
}

export interface BlockValue {
  readonly position: CellPosition;
  readonly address: string;
  readonly v: number;
  /** It stands for several leaves, over which it will be spread. */
  readonly total: boolean;
}

export interface RefusedText extends PlacedText {
  readonly reason:
    | { readonly kind: 'unreadable'; readonly fault: TextFault }
    /** In words: why the cell takes no input. */
    | { readonly kind: 'locked'; readonly why: string };
}

/** What would become of a block of texts, told before anything is written. */
export interface JudgedBlock {
  /** In the order to write them: totals first, so that what is given for their parts stands as given. */
  readonly values: readonly BlockValue[];
  readonly refused: readonly RefusedText[];
  /** Totals left out because the block gives all of their parts, or because it repeats one of them. */
  readonly covered: number;
  /** Texts that say nothing: their cells stay as they are. */
  readonly empty: number;
}

export interface BlockContext {
  readonly hierarchy: Hierarchy;
  /** First part of the addresses, e.g. `ca_ttc`. */
  readonly measure: string;
  readonly locale: Locale;
  /** Why a cell takes no input, in words. */
  readonly lock: (position: CellPosition) => string | undefined;
}

/**
 * Reads a block of texts as values; in a block they are absolute throughout, whatever their sign. `sources` are the cells
 * whose values are repeated: a total above one of them is left out, for writing it would change what is repeated.
 */
export function judgeBlock(
  texts: readonly PlacedText[],
  context: BlockContext,
  sources: readonly CellPosition[] = [],
): JudgedBlock {
  const { hierarchy, measure, locale, lock } = context;
  const boxAt = ({ row, column }: CellPosition): Box =>
    boxOf(hierarchy, mustParseCell(hierarchy, cellAddress(measure, row, column)));
  const repeated = sources.map(boxAt);
  const read: (BlockValue & { readonly box: Box })[] = [];
  const refused: RefusedText[] = [];
  let empty = 0;
  for (const { position, text, v } of texts) {
    const number = v === undefined ? parseNumber(text, locale) : ({ ok: true, value: v, percent: false } as const);
    if (!number.ok && number.kind === 'empty') {
      empty += 1;
      continue;
    }
    const why = lock(position);
    const fault = !number.ok ? number.kind : number.percent ? 'percent' : number.value < 0 ? 'negative' : undefined;
    if (why !== undefined) refused.push({ position, text, reason: { kind: 'locked', why } });
    else if (fault !== undefined) refused.push({ position, text, reason: { kind: 'unreadable', fault } });
    else if (number.ok) {
      const address = cellAddress(measure, position.row, position.column);
      const box = boxAt(position);
      read.push({ position, address, v: number.value, total: boxSize(box) > 1, box });
    }
  }
  const beside = read.filter(({ box }) => !repeated.some((source) => isInside(source, box)));
  const values = withoutCovered(hierarchy, beside);
  return { values, refused, covered: read.length - values.length, empty };
}

/** Why nothing of a block can be written, where the reason is one for all of it: that its cells take no input. */
export function onlyLock({ values, refused, covered }: JudgedBlock): string | undefined {
  const whys = new Set(refused.map(({ reason }) => (reason.kind === 'locked' ? reason.why : undefined)));
  const [why] = whys;
  return values.length + covered === 0 && whys.size === 1 ? why : undefined;
}

/** Drops every cell whose leaves are all given by smaller ones; the largest come first. */
function withoutCovered<Value extends { readonly box: Box }>(hierarchy: Hierarchy, values: readonly Value[]): Value[] {
  const columns = Math.max(hierarchy.categories.length, hierarchy.charges.length);
  const given = new Uint8Array(hierarchy.stores.length * columns * MONTHS);
  const kept = values
    .toSorted((a, b) => boxSize(a.box) - boxSize(b.box))
    .filter(({ box }) => boxSize(box) === 0 || give(given, columns, box) > 0);
  return kept.toSorted((a, b) => boxSize(b.box) - boxSize(a.box));
}

/** Marks the leaves of a box; returns how many were not marked yet. */
function give(given: Uint8Array, columns: number, { s0, s1, c0, c1, k0, k1 }: Box): number {
  let fresh = 0;
  for (let s = s0; s < s1; s++) {
    for (let c = c0; c < c1; c++) {
      for (let i = (s * columns + c) * MONTHS + k0, end = i + k1 - k0; i < end; i++) {
        if (given[i] === 1) continue;
        given[i] = 1;
        fresh++;
      }
    }
  }
  return fresh;
}
