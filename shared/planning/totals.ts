import { MONTHS, orgOfStore, PERIODS } from '../hierarchy/hierarchy.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { LeafSpace } from './leaf-space.ts';
import type { PlanState } from './plan-state.ts';

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

/** Recomputes the totals of stale stores and of everything above them. */
export function refreshTotals(totals: Totals, state: PlanState): void {
  const { hierarchy, sales, charges, costs } = state;
  const { cats, charges: kinds } = hierarchy;
  if (sales.stale.includes(1)) {
    for (const store of staleStores(sales.stale)) sumStore(totals, hierarchy, sales.leaves, costs.values, store);
    for (const array of [totals.units, totals.ttc, totals.ht, totals.cost]) {
      sumUp(array, hierarchy, cats.length * PERIODS, sales.stale);
    }
    sales.stale.fill(0);
  }
  if (charges.stale.includes(1)) {
    for (const store of staleStores(charges.stale)) sumCharges(totals.charges, hierarchy, charges.leaves, store);
    sumUp(totals.charges, hierarchy, kinds.length * PERIODS, charges.stale);
    charges.stale.fill(0);
  }
}

function staleStores(stale: Uint8Array): number[] {
  const stores: number[] = [];
  for (const [store, flag] of stale.entries()) if (flag === 1) stores.push(store);
  return stores;
}

function sumStore(totals: Totals, hierarchy: Hierarchy, leaves: LeafSpace, k: Float64Array, store: number): void {
  const { units, ttc, ht, cost } = totals;
  const { q, p, divisor, columns } = leaves;
  const all = orgOfStore(hierarchy, store) * (columns + 1) * PERIODS;
  for (const array of [units, ttc, ht, cost]) array.fill(0, all, all + PERIODS);
  for (let c = 0; c < columns; c++) {
    const leaf = (store * columns + c) * MONTHS;
    const node = all + (c + 1) * PERIODS;
    for (let m = 0; m < MONTHS; m++) {
      const amount = q[leaf + m]! * p[leaf + m]!;
      units[node + 5 + m] = q[leaf + m]!;
      ttc[node + 5 + m] = amount;
      ht[node + 5 + m] = amount / divisor[c]!;
      cost[node + 5 + m] = q[leaf + m]! * k[leaf + m]!;
    }
    for (const array of [units, ttc, ht, cost]) {
      sumPeriods(array, node);
      addInto(array, all, node, PERIODS);
    }
  }
}

function sumCharges(charges: Float64Array, hierarchy: Hierarchy, { q, columns }: LeafSpace, store: number): void {
  for (let c = 0; c < columns; c++) {
    const leaf = (store * columns + c) * MONTHS;
    const node = (orgOfStore(hierarchy, store) * columns + c) * PERIODS;
    for (let m = 0; m < MONTHS; m++) charges[node + 5 + m] = q[leaf + m]!;
    sumPeriods(charges, node);
  }
}

/** Fills the quarters and the year of a node from its months. */
function sumPeriods(array: Float64Array, node: number): void {
  for (let quarter = 0; quarter < 4; quarter++) {
    const month = node + 5 + quarter * 3;
    array[node + 1 + quarter] = array[month]! + array[month + 1]! + array[month + 2]!;
  }
  array[node] = array[node + 1]! + array[node + 2]! + array[node + 3]! + array[node + 4]!;
}

/** Sums stores to their regions, where one of them is stale, and the regions to the company. */
function sumUp(array: Float64Array, hierarchy: Hierarchy, width: number, stale: Uint8Array): void {
  for (const [index, { from, to }] of hierarchy.regions.entries()) {
    if (!stale.subarray(from, to).includes(1)) continue;
    const region = (1 + index) * width;
    array.fill(0, region, region + width);
    for (let store = from; store < to; store++) addInto(array, region, orgOfStore(hierarchy, store) * width, width);
  }
  array.fill(0, 0, width);
  for (let region = 1; region <= hierarchy.regions.length; region++) addInto(array, 0, region * width, width);
}

function addInto(array: Float64Array, into: number, from: number, width: number): void {
  for (let i = 0; i < width; i++) array[into + i] = array[into + i]! + array[from + i]!;
}
