import { MONTHS } from '../hierarchy/hierarchy.ts';
import { toleranceOf } from './tolerance.ts';
import type { Box } from '../hierarchy/box.ts';
import type { PlanState } from './plan-state.ts';
import type { Savepoint } from './savepoint.ts';

/** Leaves whose values differ from what they were, in the units of boxes: see hierarchy/box.ts. */
export interface MovedLeaves {
  /** 1 where units or the price of a leaf of sales moved, which is what holds count. */
  readonly amounts: Uint8Array;
  readonly charges: Uint8Array;
  readonly stores: number;
  /** Of sales, where a unit cost moved too, and of charges. */
  readonly leaves: number;
}

/** What differs by rounding alone has not moved. */
export function movedLeaves(state: PlanState, before: Savepoint): MovedLeaves {
  const { sales, prices, costs, charges } = state;
  const width = sales.leaves.columns * MONTHS;
  const kinds = charges.leaves.columns * MONTHS;
  const amounts = new Uint8Array(sales.leaves.q.length);
  markMoved(amounts, before.q, sales.leaves.q, before.from * width);
  markMoved(amounts, before.p, prices.values, before.from * width);
  const all = amounts.slice();
  markMoved(all, before.k, costs.values, before.from * width);
  const spent = new Uint8Array(charges.leaves.q.length);
  markMoved(spent, before.charges, charges.leaves.q, before.from * kinds);

  let stores = 0;
  let leaves = 0;
  for (let store = before.from; store < before.to; store++) {
    const own = count(all, store * width, width) + count(spent, store * kinds, kinds);
    leaves += own;
    if (own > 0) stores++;
  }
  return { amounts, charges: spent, stores, leaves };
}

export function anyMoved(moved: Uint8Array, columns: number, { s0, s1, c0, c1, k0, k1 }: Box): boolean {
  for (let s = s0; s < s1; s++) {
    for (let c = c0; c < c1; c++) {
      const start = (s * columns + c) * MONTHS;
      if (moved.subarray(start + k0, start + k1).includes(1)) return true;
    }
  }
  return false;
}

function markMoved(marks: Uint8Array, before: Float64Array, now: Float64Array, start: number): void {
  for (let i = 0; i < before.length; i++) {
    const old = before[i]!;
    const value = now[start + i]!;
    if (old !== value && Math.abs(value - old) > toleranceOf(old)) marks[start + i] = 1;
  }
}

function count(marks: Uint8Array, start: number, length: number): number {
  let total = 0;
  for (let i = start; i < start + length; i++) total += marks[i]!;
  return total;
}
