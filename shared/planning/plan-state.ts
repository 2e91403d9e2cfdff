import { MONTHS } from '../hierarchy/hierarchy.ts';
import { createJournal } from './journal.ts';
import { createLeafSpace } from './leaf-space.ts';
import type { Box } from '../hierarchy/box.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { Actuals, Leaves } from './base.ts';
import type { Hold } from './hold.ts';
import type { Journal } from './journal.ts';
import type { LeafSpace } from './leaf-space.ts';

/** Arrays that change together: values, and the position of the edit that last moved each. */
export interface Layer {
  readonly values: Float64Array;
  readonly moved: Int32Array;
  readonly journal: Journal;
  /** Edits that changed the layer so far: equal counts in one sequence mean equal arrays. */
  changes: number;
}

/** Sales, or charges: leaves with their holds. The two never touch each other. */
export interface PlanSpace {
  readonly leaves: LeafSpace;
  /** The leaves before any edit, for `like`; never changed. */
  readonly base: LeafSpace;
  /** The layer of q. */
  readonly layer: Layer;
  /** Sorted: smallest block first, ties by the entry that made the hold. */
  holds: Hold[];
  /**
   * What restoring holds that are slow to meet their targets may still cost, in leaves and holds looked at. Counted, not
   * timed, and part of the state: every replay of a sequence runs out of it at the same edit.
   */
  patience: number;
  /** 1 for every store whose totals are to be recomputed. */
  readonly stale: Uint8Array;
  /** Columns and months that changed since somebody last emptied it: at least those, for who watches a few cells. */
  readonly touched: Touched;
}

/** Some seconds of one replay. Honest plans use next to nothing of it. */
const PATIENCE = 2.5e8;

export type Touched = { -readonly [side in 'c0' | 'c1' | 'k0' | 'k1']: number };

/** Everything a replay changes. */
export interface PlanState {
  readonly hierarchy: Hierarchy;
  /** Months [0, closed) are actuals. */
  readonly closed: number;
  readonly sales: PlanSpace;
  readonly charges: PlanSpace;
  /** Unit prices and unit costs, beside the units of `sales`. */
  readonly prices: Layer;
  readonly costs: Layer;
}

export function createPlanState(hierarchy: Hierarchy, base: Leaves, actuals?: Actuals): PlanState {
  const start = actuals ? withActuals(base, actuals) : base;
  const stores = hierarchy.stores.length;
  const prices = createLayer(start.p, stores);
  const vat = Float64Array.from(hierarchy.categories, (category) => 1 + category.vat);
  const none = new Float64Array(hierarchy.charges.length).fill(1);
  const ones = new Float64Array(start.charges.length).fill(1);
  return {
    hierarchy,
    closed: actuals?.closed ?? 0,
    sales: createPlanSpace(start.q, start.p, prices.values, vat, stores),
    charges: createPlanSpace(start.charges, ones, ones, none, stores),
    prices,
    costs: createLayer(start.k, stores),
  };
}

/** Marks leaves of the stores [from, to) as changed. */
export function markStale({ stale, touched }: PlanSpace, box: Box, from: number, to: number): void {
  stale.fill(1, from, to);
  touched.c0 = Math.min(touched.c0, box.c0);
  touched.c1 = Math.max(touched.c1, box.c1);
  touched.k0 = Math.min(touched.k0, box.k0);
  touched.k1 = Math.max(touched.k1, box.k1);
}

/** q, p, k, charges. */
export function layersOf({ sales, prices, costs, charges }: PlanState): readonly [Layer, Layer, Layer, Layer] {
  return [sales.layer, prices, costs, charges.layer];
}

function createPlanSpace(
  start: Float64Array,
  startPrices: Float64Array,
  p: Float64Array,
  divisor: Float64Array,
  stores: number,
): PlanSpace {
  const layer = createLayer(start, stores);
  const leaves = createLeafSpace(layer.values, p, divisor, layer.moved);
  const base = { ...leaves, q: start, p: startPrices };
  const touched = { c0: 0, c1: leaves.columns, k0: 0, k1: MONTHS };
  return { leaves, base, layer, holds: [], patience: PATIENCE, stale: new Uint8Array(stores).fill(1), touched };
}

function createLayer(start: Float64Array, stores: number): Layer {
  const values = start.slice();
  const moved = new Int32Array(start.length).fill(-1);
  return { values, moved, journal: createJournal([values, moved], stores), changes: 0 };
}

function withActuals(base: Leaves, actuals: Actuals): Leaves {
  const overlay = (plan: Float64Array, actual: Float64Array): Float64Array =>
    plan.map((value, i) => (i % MONTHS < actuals.closed ? actual[i]! : value));
  return {
    q: overlay(base.q, actuals.q),
    p: overlay(base.p, actuals.p),
    k: overlay(base.k, actuals.k),
    charges: overlay(base.charges, actuals.charges),
  };
}
