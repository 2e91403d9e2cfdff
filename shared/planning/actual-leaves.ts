import { MONTHS } from '../hierarchy/hierarchy.ts';
import { emptyBase } from './base.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { Base } from './base.ts';

/** Net sales of one store, category and calendar month (`2026-03`); returns are negative. € TTC, cost € HT. */
export interface MonthlyActual {
  readonly store: string;
  readonly category: string;
  readonly month: string;
  readonly units: number;
  readonly revenueTtc: number;
  readonly cost: number;
}

export interface MonthlyCharge {
  readonly store: string;
  readonly kind: string;
  readonly month: string;
  readonly amount: number;
}

/** Net returns or amounts below 0: they start at 0, and this is what is so lost from the totals. */
export interface LeftOut {
  readonly store: string;
  readonly category: string;
  readonly month: string;
  readonly units: number;
  readonly revenueTtc: number;
  readonly cost: number;
}

export interface ActualLeaves {
  readonly base: Base;
  readonly leftOut: readonly LeftOut[];
  /** 1 for each store that sold anything in these months, returns included. */
  readonly sold: Uint8Array;
}

/**
 * Sums sales and charges into leaves. Rows of one leaf and month add up; codes the hierarchy does not know are ignored.
 * @param monthOf the month of the plan, from 0, by the calendar month that fills it; other months are ignored
 */
export function actualLeaves(
  hierarchy: Hierarchy,
  monthOf: ReadonlyMap<string, number>,
  actuals: readonly MonthlyActual[],
  charges: readonly MonthlyCharge[],
): ActualLeaves {
  const base = emptyBase(hierarchy);
  const rowOf = leafIndex(hierarchy);
  const revenue = new Float64Array(base.q.length);
  const cost = new Float64Array(base.q.length);
  const sold = new Uint8Array(hierarchy.stores.length);
  for (const row of actuals) {
    const month = monthOf.get(row.month);
    const store = rowOf.store.get(row.store);
    const category = rowOf.category.get(row.category);
    if (month === undefined || store === undefined || category === undefined) continue;
    const leaf = (store * hierarchy.categories.length + category) * MONTHS + month;
    base.q[leaf] = base.q[leaf]! + row.units;
    revenue[leaf] = revenue[leaf]! + row.revenueTtc;
    cost[leaf] = cost[leaf]! + row.cost;
    sold[store] = 1;
  }
  for (const { store: code, kind, month: source, amount } of charges) {
    const month = monthOf.get(source);
    const store = rowOf.store.get(code);
    const column = hierarchy.chargeIndex.get(kind);
    if (month === undefined || store === undefined || column === undefined) continue;
    const leaf = (store * hierarchy.charges.length + column) * MONTHS + month;
    base.charges[leaf] = base.charges[leaf]! + amount;
  }
  const leftOut = dropNegative(hierarchy, base, revenue, cost);
  priceLeaves(hierarchy, base, revenue, cost);
  return { base, leftOut, sold };
}

function leafIndex(hierarchy: Hierarchy): { store: Map<string, number>; category: Map<string, number> } {
  return {
    store: new Map(hierarchy.stores.map(({ code }, index) => [code, index])),
    category: new Map(hierarchy.categories.map(({ code }, index) => [code, index])),
  };
}

function dropNegative(hierarchy: Hierarchy, base: Base, revenue: Float64Array, cost: Float64Array): LeftOut[] {
  const leftOut: LeftOut[] = [];
  for (let leaf = 0; leaf < base.q.length; leaf++) {
    const [units, revenueTtc, costHt] = [base.q[leaf]!, revenue[leaf]!, cost[leaf]!];
    if (units > 0 && revenueTtc >= 0 && costHt >= 0) continue;
    if (units !== 0 || revenueTtc !== 0 || costHt !== 0) {
      const row = Math.floor(leaf / MONTHS);
      leftOut.push({
        store: hierarchy.stores[Math.floor(row / hierarchy.categories.length)]!.code,
        category: hierarchy.categories[row % hierarchy.categories.length]!.code,
        month: hierarchy.periods[5 + (leaf % MONTHS)]!,
        units,
        revenueTtc,
        cost: costHt,
      });
    }
    base.q[leaf] = 0;
    revenue[leaf] = 0;
    cost[leaf] = 0;
  }
  for (const [leaf, amount] of base.charges.entries()) if (amount < 0) base.charges[leaf] = 0;
  return leftOut;
}

/** Prices of what was sold; a leaf without sales takes its category's, of the same month or else of the year. */
function priceLeaves(hierarchy: Hierarchy, base: Base, revenue: Float64Array, cost: Float64Array): void {
  const columns = hierarchy.categories.length;
  const stores = hierarchy.stores.length;
  for (let c = 0; c < columns; c++) {
    const leavesOf = (month: number): number[] =>
      Array.from({ length: stores }, (_, s) => (s * columns + c) * MONTHS + month);
    const months = Array.from({ length: MONTHS }, (_, month) => leavesOf(month));
    const ofYear = averages(base.q, revenue, cost, months.flat());
    for (const leaves of months) {
      const average = averages(base.q, revenue, cost, leaves) ?? ofYear;
      for (const leaf of leaves) {
        const units = base.q[leaf]!;
        base.p[leaf] = units > 0 ? revenue[leaf]! / units : (average?.price ?? 0);
        base.k[leaf] = units > 0 ? cost[leaf]! / units : (average?.cost ?? 0);
      }
    }
  }
}

function averages(
  q: Float64Array,
  revenue: Float64Array,
  cost: Float64Array,
  leaves: readonly number[],
): { price: number; cost: number } | null {
  const sum = (array: Float64Array): number => leaves.reduce((total, leaf) => total + array[leaf]!, 0);
  const units = sum(q);
  return units > 0 ? { price: sum(revenue) / units, cost: sum(cost) / units } : null;
}
