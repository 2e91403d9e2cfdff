import { MONTHS } from '../hierarchy/hierarchy.ts';
import { createJournal } from './journal.ts';
import { createLeafSpace } from './leaf-space.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { Actuals, Leaves } from './base.ts';
import type { Hold } from './hold.ts';
import type { Journal } from './journal.ts';
import type { LeafSpace } from './leaf-space.ts';

/** Sales, or charges: leaves with their holds. The two never touch each other. */
export interface PlanSpace {
  readonly leaves: LeafSpace;
  /** The leaves before any edit, for `like`; never changed. */
  readonly base: LeafSpace;
  /** Sorted: smallest block first, ties by the entry that made the hold. */
  holds: Hold[];
  readonly journal: Journal;
  /** 1 for every store whose totals are to be recomputed. */
  readonly stale: Uint8Array;
}

/** Everything a replay changes. */
export interface PlanState {
  readonly hierarchy: Hierarchy;
  /** Months [0, closed) are actuals. */
  readonly closed: number;
  readonly sales: PlanSpace;
  readonly charges: PlanSpace;
  /** Unit costs, beside the leaves of `sales`. */
  readonly k: Float64Array;
  /** Positions of the edits that last scaled p, and k; -1 for none. */
  readonly pricedBy: Int32Array;
  readonly costedBy: Int32Array;
}

/** A copy of the state before the edit at `position`. */
export interface Checkpoint {
  readonly position: number;
  readonly arrays: readonly (Float64Array | Int32Array)[];
  readonly salesHolds: readonly Hold[];
  readonly chargesHolds: readonly Hold[];
}

export function createPlanState(hierarchy: Hierarchy, base: Leaves, actuals?: Actuals): PlanState {
  const start = actuals ? withActuals(base, actuals) : base;
  const pricedBy = new Int32Array(start.q.length).fill(-1);
  const vat = Float64Array.from(hierarchy.categories, (category) => 1 + category.vat);
  const none = new Float64Array(hierarchy.charges.length).fill(1);
  const sales = createLeafSpace(hierarchy.stores.length, vat, start.q, start.p);
  const charges = createLeafSpace(
    hierarchy.stores.length,
    none,
    start.charges,
    start.charges.map(() => 1),
  );
  return {
    hierarchy,
    closed: actuals?.closed ?? 0,
    sales: createPlanSpace(sales, { ...sales, q: start.q, p: start.p }, [sales.p, pricedBy]),
    charges: createPlanSpace(charges, { ...charges, q: start.charges }, []),
    k: start.k.slice(),
    pricedBy,
    costedBy: new Int32Array(start.k.length).fill(-1),
  };
}

function createPlanSpace(
  leaves: LeafSpace,
  base: LeafSpace,
  others: readonly (Float64Array | Int32Array)[],
): PlanSpace {
  const journal = createJournal([leaves.q, leaves.moved, ...others], leaves.stores);
  return { leaves, base, holds: [], journal, stale: new Uint8Array(leaves.stores).fill(1) };
}

export function takeCheckpoint(state: PlanState, position: number): Checkpoint {
  return {
    position,
    arrays: changingArrays(state).map((array) => array.slice()),
    salesHolds: state.sales.holds.map((hold) => ({ ...hold })),
    chargesHolds: state.charges.holds.map((hold) => ({ ...hold })),
  };
}

export function restoreCheckpoint(state: PlanState, checkpoint: Checkpoint): void {
  for (const [index, array] of changingArrays(state).entries()) array.set(checkpoint.arrays[index]!);
  state.sales.holds = checkpoint.salesHolds.map((hold) => ({ ...hold }));
  state.charges.holds = checkpoint.chargesHolds.map((hold) => ({ ...hold }));
  state.sales.stale.fill(1);
  state.charges.stale.fill(1);
}

function changingArrays({ sales, charges, k, pricedBy, costedBy }: PlanState): (Float64Array | Int32Array)[] {
  const { q, p, moved } = sales.leaves;
  return [q, p, moved, k, pricedBy, costedBy, charges.leaves.q, charges.leaves.moved];
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
