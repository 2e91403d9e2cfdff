import { MONTHS } from '../hierarchy/hierarchy.ts';
import type { Box } from '../hierarchy/box.ts';

/** What a sum over leaves counts: units, € TTC or € HT. */
export const UNITS = 0;
export const TTC = 1;
export const HT = 2;
export type Weight = typeof UNITS | typeof TTC | typeof HT;

/**
 * Leaves that additive edits scale: the sales of a plan, or its charges (whose columns are kinds and whose prices are 1).
 * Boxes index it as told in hierarchy/box.ts.
 */
export interface LeafSpace {
  readonly columns: number;
  /** What an additive edit changes: units, or € of charges. */
  readonly q: Float64Array;
  /** Unit price € TTC. */
  readonly p: Float64Array;
  /** 1 + VAT rate of each column. */
  readonly divisor: Float64Array;
  /** 1 on the leaves that the step under way may not scale, else 0. */
  readonly mask: Uint8Array;
  /** Position of the edit that last scaled q on a leaf, -1 for none. */
  readonly moved: Int32Array;
}

/** A measure over a box, parted by the mask; `units` is Σ q of the free leaves. */
export interface Tally {
  free: number;
  fixed: number;
  units: number;
}

export function createLeafSpace(q: Float64Array, p: Float64Array, divisor: Float64Array, moved: Int32Array): LeafSpace {
  return { columns: divisor.length, q, p, divisor, mask: new Uint8Array(q.length), moved };
}

// The loops below are where a replay spends its time: plain index arithmetic, no closures, no allocation.

/** Σ m over a box, whatever the mask says. */
export function measureBox(space: LeafSpace, box: Box, weight: Weight): number {
  const { columns, q, p, divisor } = space;
  const { s0, s1, c0, c1, k0, k1 } = box;
  let total = 0;
  for (let s = s0; s < s1; s++) {
    for (let c = c0; c < c1; c++) {
      const start = (s * columns + c) * MONTHS;
      const to = start + k1;
      let sum = 0;
      if (weight === UNITS) for (let i = start + k0; i < to; i++) sum += q[i]!;
      else for (let i = start + k0; i < to; i++) sum += q[i]! * p[i]!;
      total += weight === HT ? sum / divisor[c]! : sum;
    }
  }
  return total;
}

export function tallyBox(space: LeafSpace, box: Box, weight: Weight, out: Tally): void {
  const { columns, q, p, divisor, mask } = space;
  const { s0, s1, c0, c1, k0, k1 } = box;
  let free = 0;
  let fixed = 0;
  let units = 0;
  for (let s = s0; s < s1; s++) {
    for (let c = c0; c < c1; c++) {
      const start = (s * columns + c) * MONTHS;
      const to = start + k1;
      let freeRun = 0;
      let fixedRun = 0;
      for (let i = start + k0; i < to; i++) {
        const value = q[i]!;
        const m = weight === UNITS ? value : value * p[i]!;
        if (mask[i] === 0) {
          freeRun += m;
          units += value;
        } else fixedRun += m;
      }
      const by = weight === HT ? divisor[c]! : 1;
      free += freeRun / by;
      fixed += fixedRun / by;
    }
  }
  out.free = free;
  out.fixed = fixed;
  out.units = units;
}

/** Multiplies q by one factor on the free leaves. */
export function scaleBox(space: LeafSpace, box: Box, factor: number, position: number): void {
  const { columns, q, mask, moved } = space;
  const { s0, s1, c0, c1, k0, k1 } = box;
  for (let s = s0; s < s1; s++) {
    for (let c = c0; c < c1; c++) {
      const start = (s * columns + c) * MONTHS;
      const to = start + k1;
      for (let i = start + k0; i < to; i++) {
        if (mask[i] !== 0) continue;
        q[i] = q[i]! * factor;
        moved[i] = position;
      }
    }
  }
}

export function markBox(space: LeafSpace, box: Box, value: 0 | 1): void {
  const { columns, mask } = space;
  const { s0, s1, c0, c1, k0, k1 } = box;
  if (k0 === 0 && k1 === MONTHS && c0 === 0 && c1 === columns) {
    mask.fill(value, s0 * columns * MONTHS, s1 * columns * MONTHS);
    return;
  }
  for (let s = s0; s < s1; s++) {
    for (let c = c0; c < c1; c++) {
      const start = (s * columns + c) * MONTHS;
      for (let i = start + k0; i < start + k1; i++) mask[i] = value;
    }
  }
}
