import type { CellState } from '../../../shared/planning/cell-state.ts';

/** One row in one measure: `ca_ttc`, `R:IDF|*`. */
export interface RowRequest {
  readonly measure: string;
  readonly row: string;
  /** Of the answer that the asker holds. */
  readonly stamp?: number | undefined;
}

/** By period node: year, quarters, months. What is left out is as in the answer the asker holds. */
export interface RowAnswer {
  readonly stamp: number;
  readonly values?: readonly (number | null)[];
  readonly states?: readonly CellState[];
}

/** By period node, the values of a row as they will be. */
export interface AheadRow {
  readonly measure: string;
  readonly row: string;
  readonly values: readonly (number | null)[];
}
