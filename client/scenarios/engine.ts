import type { Edit } from '../../shared/planning/edit.ts';
import type { CellState } from '../../shared/planning/cell-state.ts';

/**
 * A row of the grid as the engine sees it, by period node (year, quarters, months).
 */
export interface RowView {
  readonly version: number;
  readonly values: readonly (number | null)[];
  readonly states: readonly CellState[];
}

/** An answer now, or later: the engine may live on this thread or in a worker, and callers take both. */
export type Soon<Value> = Value | Promise<Value>;

export interface PlanEngine {
  /** Grows with everything that changes a value or a state. */
  readonly version: () => number;
  /** Takes entries of any sheets in any order; known ones are ignored. */
  readonly append: (edits: readonly Edit[]) => Soon<void>;
  /** Starts over with these entries: the only way to forget some. */
  readonly restart: (edits: readonly Edit[]) => Soon<void>;
  readonly row: (measure: string, row: string) => Soon<RowView>;
  /** Last year's values of a row; `undefined` where there are none. */
  readonly lastYearRow: (measure: string, row: string) => Soon<readonly (number | null)[] | undefined>;
  /** The entries a new value on this cell must name in its `over`. */
  readonly live: (cell: string) => Soon<readonly Edit[]>;
}
