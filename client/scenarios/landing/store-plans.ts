import { mustParseCell } from '../../../shared/hierarchy/address.ts';
import { storeRange } from '../../../shared/hierarchy/box.ts';
import { orgOfStore, storeOfOrg } from '../../../shared/hierarchy/hierarchy.ts';
import { landingOf } from '../../../shared/planning/landing.ts';
import type { Cell } from '../../../shared/hierarchy/address.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import type { Landing, MonthPlan, MonthToDate } from '../../../shared/planning/landing.ts';

type Planned = Parameters<MonthPlan>[0];
const PLANNED: readonly Planned[] = ['qte', 'ca_ttc', 'ca_ht', 'cout'];

/** By measure the plan of every store below a cell, in code order, for the cell's category and period. */
export type StorePlans = Readonly<Record<Planned, readonly (number | null)[]>>;

export function storePlans(hierarchy: Hierarchy, address: string, value: (cell: Cell) => number | null): StorePlans {
  const cell = mustParseCell(hierarchy, address);
  const [from, to] = storeRange(hierarchy, cell.org);
  const stores = Array.from({ length: to - from }, (_, index) => orgOfStore(hierarchy, from + index));
  const plans = PLANNED.map((measure) => [measure, stores.map((org) => value({ ...cell, measure, charge: -1, org }))]);
  return Object.fromEntries(plans) as StorePlans;
}

/** @param plans of this very cell @returns null where the cell has no landing */
export function cellLanding(hierarchy: Hierarchy, toDate: MonthToDate, plans: StorePlans, cell: Cell): Landing | null {
  const [from] = storeRange(hierarchy, cell.org);
  const plan: MonthPlan = (measure, org) => plans[measure][storeOfOrg(hierarchy, org) - from] ?? null;
  return landingOf(hierarchy, toDate, plan, cell);
}
