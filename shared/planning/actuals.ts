import { MONTHS } from '../hierarchy/hierarchy.ts';
import { actualLeaves } from './actual-leaves.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { LeftOut, MonthlyActual, MonthlyCharge } from './actual-leaves.ts';
import type { Base } from './base.ts';

/** What was sold in the months of a plan's year that are over. */
export interface YearActuals {
  /** Months [0, closed) are over and sold. */
  readonly closed: number;
  /** Later months are 0. A store that sold nothing has nothing: actuals copy no profile. */
  readonly leaves: Base;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Months close in order: the first that is not over, or that nobody sold in, is open, and so is all after it.
 * @param actuals any months; those of other years are ignored
 * @param lastComplete the last month that is over, e.g. `2026-10`
 */
export function buildActuals(
  hierarchy: Hierarchy,
  actuals: readonly MonthlyActual[],
  charges: readonly MonthlyCharge[],
  lastComplete: string,
): YearActuals {
  const sold = new Set(actuals.map(({ month }) => month));
  const months = hierarchy.periods.slice(-MONTHS);
  const open = months.findIndex((month) => month > lastComplete || !sold.has(month));
  const closed = open < 0 ? MONTHS : open;
  const monthOf = new Map(months.slice(0, closed).map((month, index) => [month, index]));
  const { base, leftOut } = actualLeaves(hierarchy, monthOf, actuals, charges);
  return { closed, leaves: base, leftOut };
}
