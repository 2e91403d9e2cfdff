import { buildHierarchy } from '../../shared/hierarchy/hierarchy.ts';
import { treeFaults } from '../../shared/hierarchy/tree.ts';
import { addMonths, monthOf } from '../../shared/calendar/month.ts';
import { buildLastYearBase } from '../../shared/planning/base-from-actuals.ts';
import { zoneClock } from '../../shared/calendar/zone-clock.ts';
import { conflict } from '../http/errors.ts';
import { readActuals, readCharges, readTree } from './company.ts';
import type { LastYearBase } from '../../shared/planning/base-from-actuals.ts';
import type { Tree } from '../../shared/hierarchy/tree.ts';
import type { Queryable } from '../postgres/pool.ts';

/** Months end when they end at the head office. */
const ZONE = 'Europe/Paris';

export interface StartingPoint {
  readonly tree: Tree;
  readonly plan: LastYearBase;
  /** What the plan is compared with. */
  readonly lastYear: LastYearBase;
  /** Months of the plan's year that are over. */
  readonly closedMonths: number;
}

/** The company and its sales, as a scenario of a year starts from them. Throws 409 where there is nothing to plan. */
export async function readStartingPoint(db: Queryable, year: number, now: number): Promise<StartingPoint> {
  const tree = await readTree(db, year);
  return startFrom(db, tree, now);
}

export async function startFrom(db: Queryable, tree: Tree, now: number): Promise<StartingPoint> {
  const faults = treeFaults(tree);
  if (faults.length > 0) {
    throw conflict(
      'reference_unfit',
      'The reference data cannot be planned with yet; see details.',
      faults.slice(0, 20),
    );
  }
  const { year } = tree;
  const hierarchy = buildHierarchy(tree);
  const complete = addMonths(monthOf(zoneClock(ZONE).local(now).date), -1);
  const last = earlier(complete, `${year}-12`);
  const [actuals, charges] = await Promise.all([readActuals(db, last), readCharges(db, last)]);
  const build = (lastComplete: string): LastYearBase =>
    buildLastYearBase({ hierarchy, actuals, charges, lastComplete, profiles: {} });
  const plan = build(last);
  // A month is closed where its own sales are what the plan starts from.
  const open = plan.sources.findIndex(({ month, source }) => source !== month);
  return {
    tree,
    plan,
    lastYear: build(earlier(complete, `${year - 1}-12`)),
    closedMonths: open < 0 ? plan.sources.length : open,
  };
}

const earlier = (a: string, b: string): string => (a < b ? a : b);
