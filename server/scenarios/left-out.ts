import { month } from '../../shared/calendar/month.ts';
import type { LeftOut } from '../../shared/planning/actual-leaves.ts';
import type { YearActuals } from '../../shared/planning/actuals.ts';

/** What net returns kept out of the leaves in use: those of the actuals in closed months, those of the base in the others. */
export function joinLeftOut(ofBase: readonly LeftOut[], { closed, leftOut }: YearActuals, year: number): LeftOut[] {
  const open = closed < 12 ? month(year, closed + 1) : `${year + 1}-01`;
  return [...leftOut, ...ofBase.filter((item) => item.month >= open)];
}
