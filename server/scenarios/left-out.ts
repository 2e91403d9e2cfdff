import { month } from '../../shared/calendar/month.ts';
import type { LeftOut } from '../../shared/planning/actual-leaves.ts';
import type { YearActuals } from '../../shared/planning/actuals.ts';

/**
 * What net returns kept out of the leaves in use: those of the actuals in closed months, those of the base in the others.
 * @param before as kept so far, with the months that were closed then: what it says of those is of their former actuals,
 * which count no more where a month is open again
 */
export function joinLeftOut(
  before: { readonly leftOut: readonly LeftOut[]; readonly closed: number },
  { closed, leftOut }: YearActuals,
  year: number,
): LeftOut[] {
  const ended = Math.max(closed, before.closed);
  const open = ended < 12 ? month(year, ended + 1) : `${year + 1}-01`;
  return [...leftOut, ...before.leftOut.filter((item) => item.month >= open)];
}
