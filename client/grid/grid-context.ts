import { placeOf, positionsIn, rangeOf } from './frame.ts';
import { selectionRect, sameSelection, single } from './selection.ts';
import type { CellPosition } from './cell.ts';
import type { Rect } from './frame.ts';
import type { GridSelection, PlanGridProps } from './grid-props.ts';
import type { GridState } from './grid-state.ts';
import type { Selection } from './selection.ts';
import type { Surface } from './surface.ts';
import type { TreeRow } from './tree.ts';
import type { DraftEditor } from './draft-editor.ts';
import type { Store } from '../ui/store.ts';
import type { GridApi } from 'ag-grid-community';

/** What the parts of a mounted grid share. */
export interface GridContext {
  /** The element of the grid. */
  readonly root: HTMLElement;
  readonly api: GridApi<TreeRow>;
  /** The newest props. */
  readonly props: () => PlanGridProps;
  readonly state: Store<GridState>;
  readonly surface: Surface;
  /** The editor that is open. */
  readonly editor: () => DraftEditor | undefined;
  readonly onFind: (to: 'open' | 'next' | 'previous') => void;
}

export function update({ state }: Pick<GridContext, 'state'>, changes: Partial<GridState>): void {
  state.set({ ...state.get(), ...changes });
}

export function select(context: Pick<GridContext, 'state'>, selection: Selection | undefined): void {
  if (!sameSelection(context.state.get().selection, selection)) update(context, { selection });
}

export function selectedRect({ state }: Pick<GridContext, 'state'>): Rect | undefined {
  const { frame, selection } = state.get();
  return selection && selectionRect(frame, selection);
}

export function selectedPositions({ state }: Pick<GridContext, 'state'>): CellPosition[] {
  const rect = selectedRect({ state });
  return rect ? positionsIn(state.get().frame, rect) : [];
}

/** The selection as a screen is told of it. */
export function reportOf(state: GridState): GridSelection | undefined {
  const { frame, selection } = state;
  const rect = selection && selectionRect(frame, selection);
  const range = rect && rangeOf(frame, rect);
  if (!range || !rect) return undefined;
  return {
    ...range,
    active: selection.active,
    rows: frame.rows.slice(rect.top, rect.bottom + 1),
    columns: frame.columns.slice(rect.left, rect.right + 1),
  };
}

/** Puts the focus of the browser on the active cell, in view. */
export function focusActive(context: GridContext): void {
  const active = context.state.get().selection?.active;
  if (active) focusCell(context, active);
}

/** As `focusActive`, but a focus that is in a cell stays where it is, and so does the view. */
export function holdFocus({ root, api, state }: GridContext): void {
  const { selection, frame } = state.get();
  const index = selection && frame.rowAt.get(selection.active.row);
  const cell = document.activeElement?.closest('.ag-cell') ?? null;
  if (selection && index !== undefined && !root.contains(cell)) api.setFocusedCell(index, selection.active.column);
}

/** On any cell, one of the tree's column too. */
export function focusCell(context: GridContext, position: CellPosition): void {
  if (!reveal(context, position)) return;
  const index = context.state.get().frame.rowAt.get(position.row);
  if (index !== undefined) context.api.setFocusedCell(index, position.column);
}

/** Whether there is such a cell. */
export function reveal({ api, state }: GridContext, { row, column }: CellPosition): boolean {
  const index = state.get().frame.rowAt.get(row);
  if (index === undefined || !api.getColumn(column)) return false;
  api.ensureIndexVisible(index);
  api.ensureColumnVisible(column);
  return true;
}

/** AG Grid has moved the focus: the selection follows, unless it is where the focus belongs. */
export function followFocus(context: GridContext, position: CellPosition): void {
  const { frame, selection } = context.state.get();
  if (selection?.active.row === position.row && selection.active.column === position.column) return;
  select(context, placeOf(frame, position) ? single(position) : undefined);
}
