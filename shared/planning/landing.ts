import { storeRange } from '../hierarchy/box.ts';
import { MONTHS, orgOfStore, PERIODS } from '../hierarchy/hierarchy.ts';
import type { Cell } from '../hierarchy/address.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';

/** What a store has sold of a category in the month so far; returns may make it negative. */
export interface SoldToDate {
  readonly category: string;
  readonly units: number;
  readonly revenueTtc: number;
  readonly revenueHt: number;
  readonly cost: number;
}

/** The month under way: what is sold, and what part of it is to come. */
export interface MonthToDate {
  /** `2026-11` */
  readonly month: string;
  readonly stores: readonly { readonly store: string; readonly categories: readonly SoldToDate[] }[];
  /** By store, 0 to 1. */
  readonly remaining: Readonly<Record<string, number>>;
}

/** Null where a rate divides by 0. For a rate, `actual` and `remaining` are rates too, and do not add up. */
export interface Landing {
  readonly actual: number | null;
  readonly remaining: number | null;
  readonly total: number | null;
}

/** The plan of the month for a store and a category node (0: all): a reader of the engine's values. */
export type MonthPlan = (measure: 'qte' | 'ca_ttc' | 'ca_ht' | 'cout', org: number, category: number) => number | null;

interface Sums {
  units: number;
  ttc: number;
  ht: number;
  cost: number;
}

/** Whether a cell has a landing: it is one of the month under way, and of a measure that sales tell. */
export function hasLanding(hierarchy: Hierarchy, month: string, { measure, period }: Cell): boolean {
  return period >= PERIODS - MONTHS && hierarchy.periods[period] === month && measure in MEASURES;
}

/**
 * Where a cell of the month under way will end: actual to date + plan × what remains, store by store, since each has days of
 * its own. Null for a cell of another period, or of a measure that has no landing (charges, result, unit cost).
 */
export function landingOf(hierarchy: Hierarchy, toDate: MonthToDate, plan: MonthPlan, cell: Cell): Landing | null {
  if (!hasLanding(hierarchy, toDate.month, cell)) return null;
  const measure: (sums: Sums) => number | null = MEASURES[cell.measure as keyof typeof MEASURES];
  const [from, to] = storeRange(hierarchy, cell.org);
  const actual = soldIn(hierarchy, toDate, cell.category, from, to);
  const remaining: Sums = { units: 0, ttc: 0, ht: 0, cost: 0 };
  for (let store = from; store < to; store++) {
    const share = toDate.remaining[hierarchy.stores[store]!.code] ?? 0;
    const planned = (code: Parameters<MonthPlan>[0]): number =>
      plan(code, orgOfStore(hierarchy, store), cell.category) ?? 0;
    remaining.units += planned('qte') * share;
    remaining.ttc += planned('ca_ttc') * share;
    remaining.ht += planned('ca_ht') * share;
    remaining.cost += planned('cout') * share;
  }
  const total: Sums = {
    units: actual.units + remaining.units,
    ttc: actual.ttc + remaining.ttc,
    ht: actual.ht + remaining.ht,
    cost: actual.cost + remaining.cost,
  };
  return { actual: measure(actual), remaining: measure(remaining), total: measure(total) };
}

const MEASURES = {
  qte: ({ units }: Sums) => units,
  ca_ttc: ({ ttc }: Sums) => ttc,
  ca_ht: ({ ht }: Sums) => ht,
  cout: ({ cost }: Sums) => cost,
  prix: ({ ttc, units }: Sums) => ratio(ttc, units),
  marge: ({ ht, cost }: Sums) => ht - cost,
  taux_marque: ({ ht, cost }: Sums) => ratio(ht - cost, ht),
};

function soldIn(hierarchy: Hierarchy, { stores }: MonthToDate, category: number, from: number, to: number): Sums {
  const sums: Sums = { units: 0, ttc: 0, ht: 0, cost: 0 };
  const codes = new Set(hierarchy.stores.slice(from, to).map(({ code }) => code));
  const wanted = category === 0 ? undefined : hierarchy.categories[category - 1]?.code;
  for (const { store, categories } of stores) {
    if (!codes.has(store)) continue;
    for (const sold of categories) {
      if (wanted !== undefined && sold.category !== wanted) continue;
      sums.units += sold.units;
      sums.ttc += sold.revenueTtc;
      sums.ht += sold.revenueHt;
      sums.cost += sold.cost;
    }
  }
  return sums;
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
