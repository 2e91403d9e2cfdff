import type { Hierarchy } from '../../shared/hierarchy/hierarchy.ts';
import type { Actuals, Base } from '../../shared/planning/base.ts';

/** Everything that a scenario is computed from beside its entries, as of one revision. */
export interface Plan {
  readonly id: string;
  /** Of the model it was loaded from. */
  readonly revision: number;
  readonly hierarchy: Hierarchy;
  readonly base: Base;
  readonly actuals?: Actuals | undefined;
  /** Actual leaves of the year before, to compare with; absent where nothing was sold. */
  readonly lastYear?: Base | undefined;
  /** Names of users by id. */
  readonly people: ReadonlyMap<string, string>;
  /** Generations of the documents by sheet. */
  readonly epochs: ReadonlyMap<string, number>;
  /** Server time minus this machine's, ms. */
  readonly clockOffset: number;
}
