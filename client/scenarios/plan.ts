import type { Hierarchy } from '../../shared/hierarchy/hierarchy.ts';

/** Everything of a scenario that does not change while it is open. */
export interface Plan {
  readonly id: string;
  readonly hierarchy: Hierarchy;
  /** Hash of the leaves it starts from. */
  readonly base: string;
  /** Months of the base that are actuals. */
  readonly closedMonths: number;
  /** Hash of the actual leaves of the year before, to compare with; absent where nothing was sold. */
  readonly lastYear?: string | undefined;
  /** Names of users by id. */
  readonly people: ReadonlyMap<string, string>;
  /** Generations of the documents by sheet. */
  readonly epochs: ReadonlyMap<string, number>;
  /** Server time minus this machine's, ms. */
  readonly clockOffset: number;
}
