import { orgOfStore, PERIODS } from '../hierarchy/hierarchy.ts';
import { copyHolds } from './hold.ts';
import { layersOf } from './plan-state.ts';
import { refreshTotals } from './totals.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { Layer, PlanState } from './plan-state.ts';
import type { Totals } from './totals.ts';

/** Regions [first, end): no edit moves leaves outside of its own region, one on the company moves those of all. */
export interface Scope {
  readonly first: number;
  readonly end: number;
}

/** A copy of a part of the plan with its totals, to compare with and to go back to, as often as wanted. */
export interface Savepoint {
  readonly from: number;
  readonly to: number;
  /** Rows of the stores [from, to): of q, p and k per (store, category), and of charges per (store, kind). */
  readonly q: Float64Array;
  readonly p: Float64Array;
  readonly k: Float64Array;
  readonly charges: Float64Array;
  restore(): void;
}

/**
 * Brings the totals up to date first, as any read does: they are then restored by copying and nothing is left stale.
 * @param scope holds all that changes before `restore`
 */
export function takeSavepoint(state: PlanState, totals: Totals, scope: Scope): Savepoint {
  const { hierarchy, sales, charges } = state;
  refreshTotals(totals, state);
  const from = hierarchy.regions[scope.first]?.from ?? 0;
  const to = hierarchy.regions[scope.end - 1]?.to ?? from;
  const stores = hierarchy.stores.length;
  const copied = ({ values, moved, changes }: Layer): LayerCopy => {
    const width = values.length / Math.max(1, stores);
    return {
      values: values.slice(from * width, to * width),
      moved: moved.slice(from * width, to * width),
      start: from * width,
      changes,
    };
  };
  const [q, p, k, chargeLayer] = layersOf(state);
  const copies = [copied(q), copied(p), copied(k), copied(chargeLayer)] as const;
  const nodes = copyNodes(hierarchy, totals, scope, from, to);
  const salesHolds = copyHolds(sales.holds);
  const chargesHolds = copyHolds(charges.holds);
  const patience = [sales.patience, charges.patience] as const;
  return {
    from,
    to,
    q: copies[0].values,
    p: copies[1].values,
    k: copies[2].values,
    charges: copies[3].values,
    restore() {
      for (const [index, layer] of layersOf(state).entries()) {
        const copy = copies[index]!;
        layer.values.set(copy.values, copy.start);
        layer.moved.set(copy.moved, copy.start);
        layer.changes = copy.changes;
      }
      for (const { array, start, values } of nodes) array.set(values, start);
      sales.holds = copyHolds(salesHolds);
      charges.holds = copyHolds(chargesHolds);
      [sales.patience, charges.patience] = patience;
      sales.stale.fill(0);
      charges.stale.fill(0);
    },
  };
}

interface LayerCopy {
  readonly values: Float64Array;
  readonly moved: Int32Array;
  readonly start: number;
  readonly changes: number;
}

interface NodeCopy {
  readonly array: Float64Array;
  readonly start: number;
  readonly values: Float64Array;
}

/** The totals of the company, of the regions of the scope, and of their stores. */
function copyNodes(hierarchy: Hierarchy, totals: Totals, { first, end }: Scope, from: number, to: number): NodeCopy[] {
  const sales = hierarchy.cats.length * PERIODS;
  const kinds = hierarchy.charges.length * PERIODS;
  const ranges = [
    [0, 1],
    [1 + first, 1 + end],
    [orgOfStore(hierarchy, from), orgOfStore(hierarchy, to)],
  ] as const;
  const { units, ttc, ht, cost, charges } = totals;
  return [units, ttc, ht, cost, charges].flatMap((array) => {
    const width = array === charges ? kinds : sales;
    return ranges.map(([start, stop]) => ({
      array,
      start: start * width,
      values: array.slice(start * width, stop * width),
    }));
  });
}
