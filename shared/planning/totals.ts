import { MONTHS, orgOfStore, PERIODS } from '../hierarchy/hierarchy.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { LeafSpace } from './leaf-space.ts';
import type { PlanSpace, PlanState, Touched } from './plan-state.ts';

/**
 * Sums per node, at (org × columns + column) × 17 + period. A total is the sum of its children in code order, first
 * months to quarters and the year, then categories within a store, then stores to regions and the company; it is
 * recomputed from them and never adjusted by differences, so that every machine shows the same bits.
 */
export interface Totals {
  /** Columns are category nodes: 0 all, then one per category. */
  readonly units: Float64Array;
  readonly ttc: Float64Array;
  readonly ht: Float64Array;
  readonly cost: Float64Array;
  /** Columns are kinds of charges; there is no node for all of them. */
  readonly charges: Float64Array;
}

export function createTotals(hierarchy: Hierarchy): Totals {
  const sales = hierarchy.orgs.length * hierarchy.cats.length * PERIODS;
  return {
    units: new Float64Array(sales),
    ttc: new Float64Array(sales),
    ht: new Float64Array(sales),
    cost: new Float64Array(sales),
    charges: new Float64Array(hierarchy.orgs.length * hierarchy.charges.length * PERIODS),
  };
}

/**
 * Recomputes the totals of stale stores and of everything above them, in the columns and months that were touched: most
 * edits touch one month of a year.
 */
export function refreshTotals(totals: Totals, state: PlanState): void {
  const { hierarchy, sales, charges, costs } = state;
  if (sales.stale.includes(1)) {
    const span = spanOf(sales.touched);
    for (const store of staleStores(sales.stale)) sumStore(totals, hierarchy, sales.leaves, costs.values, store, span);
    const nodes = [0, ...columnsOf(span, 1)];
    for (const array of [totals.units, totals.ttc, totals.ht, totals.cost]) {
      sumUp(array, hierarchy, hierarchy.cats.length, nodes, span.periods, sales.stale);
    }
    settled(sales);
  }
  if (charges.stale.includes(1)) {
    const span = spanOf(charges.touched);
    for (const store of staleStores(charges.stale)) sumCharges(totals.charges, hierarchy, charges.leaves, store, span);
    sumUp(totals.charges, hierarchy, hierarchy.charges.length, columnsOf(span, 0), span.periods, charges.stale);
    settled(charges);
  }
}

/** Columns [c0, c1), months [k0, k1), the quarters [q0, q1) they lie in, and all periods whose sums they change. */
interface Span extends Touched {
  readonly q0: number;
  readonly q1: number;
  readonly periods: readonly number[];
}

function spanOf({ c0, c1, k0, k1 }: Touched): Span {
  const [q0, q1] = [Math.floor(k0 / 3), Math.ceil(k1 / 3)];
  return { c0, c1, k0, k1, q0, q1, periods: [0, ...range(1 + q0, 1 + q1), ...range(5 + k0, 5 + k1)] };
}

/** @param shift how many nodes come before that of the first column */
function columnsOf({ c0, c1 }: Span, shift: number): number[] {
  return range(c0 + shift, c1 + shift);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

function settled({ stale, touched, leaves }: PlanSpace): void {
  stale.fill(0);
  Object.assign(touched, { c0: leaves.columns, c1: 0, k0: MONTHS, k1: 0 });
}

function staleStores(stale: Uint8Array): number[] {
  const stores: number[] = [];
  for (const [store, flag] of stale.entries()) if (flag === 1) stores.push(store);
  return stores;
}

function sumStore(
  totals: Totals,
  hierarchy: Hierarchy,
  leaves: LeafSpace,
  k: Float64Array,
  store: number,
  span: Span,
): void {
  const { units, ttc, ht, cost } = totals;
  const { q, p, divisor, columns } = leaves;
  const { c0, c1, k0, k1 } = span;
  const all = orgOfStore(hierarchy, store) * (columns + 1) * PERIODS;
  for (let c = c0; c < c1; c++) {
    const leaf = (store * columns + c) * MONTHS;
    const node = all + (c + 1) * PERIODS;
    for (let m = k0; m < k1; m++) {
      const amount = q[leaf + m]! * p[leaf + m]!;
      units[node + 5 + m] = q[leaf + m]!;
      ttc[node + 5 + m] = amount;
      ht[node + 5 + m] = amount / divisor[c]!;
      cost[node + 5 + m] = q[leaf + m]! * k[leaf + m]!;
    }
    sumPeriods(units, node, span);
    sumPeriods(ttc, node, span);
    sumPeriods(ht, node, span);
    sumPeriods(cost, node, span);
  }
  for (const array of [units, ttc, ht, cost]) {
    sumRows(array, all, all + PERIODS, PERIODS, columns, span.periods);
  }
}

function sumCharges(charges: Float64Array, hierarchy: Hierarchy, leaves: LeafSpace, store: number, span: Span): void {
  const { q, columns } = leaves;
  for (let c = span.c0; c < span.c1; c++) {
    const leaf = (store * columns + c) * MONTHS;
    const node = (orgOfStore(hierarchy, store) * columns + c) * PERIODS;
    for (let m = span.k0; m < span.k1; m++) charges[node + 5 + m] = q[leaf + m]!;
    sumPeriods(charges, node, span);
  }
}

/** Fills the quarters and the year of a node from its months. */
function sumPeriods(array: Float64Array, node: number, { q0, q1 }: Span): void {
  for (let quarter = q0; quarter < q1; quarter++) {
    const month = node + 5 + quarter * 3;
    array[node + 1 + quarter] = array[month]! + array[month + 1]! + array[month + 2]!;
  }
  array[node] = array[node + 1]! + array[node + 2]! + array[node + 3]! + array[node + 4]!;
}

/**
 * Sums stores to their regions, where one of them is stale, and the regions to the company.
 * @param columns nodes of an org; `nodes` and `periods` are those to be summed
 */
function sumUp(
  array: Float64Array,
  hierarchy: Hierarchy,
  columns: number,
  nodes: readonly number[],
  periods: readonly number[],
  stale: Uint8Array,
): void {
  const width = columns * PERIODS;
  const places = nodes.flatMap((node) => periods.map((period) => node * PERIODS + period));
  for (const [index, { from, to }] of hierarchy.regions.entries()) {
    if (!stale.subarray(from, to).includes(1)) continue;
    sumRows(array, (1 + index) * width, orgOfStore(hierarchy, from) * width, width, to - from, places);
  }
  sumRows(array, 0, width, width, hierarchy.regions.length, places);
}

/** Sums some places of rows that follow each other, row after row as they lie in memory. */
function sumRows(
  array: Float64Array,
  into: number,
  first: number,
  width: number,
  count: number,
  places: readonly number[],
): void {
  for (const at of places) array[into + at] = 0;
  for (let n = 0, row = first; n < count; n++, row += width) {
    for (const at of places) array[into + at] = array[into + at]! + array[row + at]!;
  }
}
