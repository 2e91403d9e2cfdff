import { createFrame } from './frame.ts';
import { keepSelection } from './keep-selection.ts';
import type { CellRange, Frame } from './frame.ts';
import type { Selection } from './selection.ts';
import type { TreeRow } from './tree.ts';

/** What the grid itself knows beside AG Grid: what is displayed and what is marked in it. */
export interface GridState {
  readonly rows: readonly TreeRow[];
  readonly frame: Frame;
  readonly selection: Selection | undefined;
  /** What was copied last, until something is edited. */
  readonly copied: CellRange | undefined;
  /** Where the fill handle is being dragged to. */
  readonly filling: CellRange | undefined;
  /** The row the search has come to. */
  readonly found: string | undefined;
}

/** @param columns ids of the value columns, as displayed */
export function createGridState(rows: readonly TreeRow[], columns: readonly string[]): GridState {
  const frame = createFrame(idsOf(rows), columns);
  return { rows, frame, selection: undefined, copied: undefined, filling: undefined, found: undefined };
}

export function withRows(state: GridState, rows: readonly TreeRow[]): GridState {
  return displaying(state, rows, createFrame(idsOf(rows), state.frame.columns));
}

export function withColumns(state: GridState, columns: readonly string[]): GridState {
  return displaying(state, state.rows, createFrame(state.frame.rows, columns));
}

function displaying(state: GridState, rows: readonly TreeRow[], frame: Frame): GridState {
  const before = { rows: state.rows, columns: state.frame.columns };
  const selection = state.selection && keepSelection(state.selection, before, frame);
  return { ...state, rows, frame, selection, filling: undefined };
}

function idsOf(rows: readonly TreeRow[]): string[] {
  return rows.map(({ id }) => id);
}
