import { buildHierarchy } from '../../shared/hierarchy/hierarchy.ts';
import { treeFaults } from '../../shared/hierarchy/tree.ts';
import { buildLastYearBase } from '../../shared/planning/base-from-actuals.ts';
import { conflict, invalidContent } from '../http/errors.ts';
import { readActuals, readCharges, readTree } from './company.ts';
import { lastCompleteMonth } from './head-office.ts';
import type { LastYearBase } from '../../shared/planning/base-from-actuals.ts';
import type { Hierarchy } from '../../shared/hierarchy/hierarchy.ts';
import type { Tree } from '../../shared/hierarchy/tree.ts';
import type { Queryable } from '../postgres/pool.ts';

export interface StartingPoint {
  readonly tree: Tree;
  readonly plan: LastYearBase;
  /** What the plan is compared with. */
  readonly lastYear: LastYearBase;
}

/** Which store stands in for one without history, by codes. */
export type Profiles = Readonly<Record<string, string>>;

/** The company and its sales, as a scenario of a year starts from them. Throws 409 where there is nothing to plan. */
export async function readStartingPoint(
  db: Queryable,
  year: number,
  now: number,
  profiles: Profiles = {},
): Promise<StartingPoint> {
  const tree = await readTree(db, year);
  return startFrom(db, tree, now, profiles);
}

/** Throws 409 on a tree that cannot be planned with, 422 on profiles of stores it does not have. */
export async function startFrom(
  db: Queryable,
  tree: Tree,
  now: number,
  profiles: Profiles = {},
): Promise<StartingPoint> {
  const hierarchy = fitHierarchy(tree);
  checkProfiles(hierarchy, profiles);
  const { year } = tree;
  const complete = lastCompleteMonth(now);
  const last = earlier(complete, `${year}-12`);
  const [actuals, charges] = await Promise.all([readActuals(db, last), readCharges(db, last)]);
  const build = (lastComplete: string): LastYearBase =>
    buildLastYearBase({ hierarchy, actuals, charges, lastComplete, profiles });
  return { tree, plan: build(last), lastYear: build(earlier(complete, `${year - 1}-12`)) };
}

/** Throws 409. */
export function fitHierarchy(tree: Tree): Hierarchy {
  const faults = treeFaults(tree);
  if (faults.length > 0) {
    throw conflict(
      'reference_unfit',
      'The reference data cannot be planned with yet; see details.',
      faults.slice(0, 20),
    );
  }
  return buildHierarchy(tree);
}

function checkProfiles({ stores }: Hierarchy, profiles: Profiles): void {
  const known = new Set(stores.map(({ code }) => code));
  const issues = Object.entries(profiles).flatMap(([store, like]) =>
    [store, like]
      .filter((code) => !known.has(code))
      .map((code) => ({ path: `profiles.${store}`, code: 'unknown', message: `This scenario has no store ${code}.` })),
  );
  if (issues.length > 0) throw invalidContent(issues.slice(0, 100));
}

const earlier = (a: string, b: string): string => (a < b ? a : b);
