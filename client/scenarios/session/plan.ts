import type { ScenarioModel } from '../../../shared/api/scenarios.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';

/** By month of the plan the month it starts from; stores without history; what net returns kept out. */
export interface Origins extends Pick<ScenarioModel, 'copied' | 'leftOut'> {
  readonly sources: ScenarioModel['base']['sources'];
}

/** Everything that a scenario is computed from beside its entries, as of one revision. */
export interface Plan {
  readonly id: string;
  /** Of the model it was loaded from. */
  readonly revision: number;
  readonly hierarchy: Hierarchy;
  /** Hash of the leaves it starts from. */
  readonly base: string;
  /** Hash of the actual leaves, of which the closed months are taken. */
  readonly actuals?: string | undefined;
  /** Months of the year that are over. */
  readonly closedMonths: number;
  /** Hash of the actual leaves of the year before, to compare with; absent where nothing was sold. */
  readonly lastYear?: string | undefined;
  /** What the leaves it starts from are made of. */
  readonly origins: Origins;
  /** Names of users by id. */
  readonly people: ReadonlyMap<string, string>;
  /** Generations of the documents by sheet. */
  readonly epochs: ReadonlyMap<string, number>;
  /** Server time minus this machine's, ms. */
  readonly clockOffset: number;
}
