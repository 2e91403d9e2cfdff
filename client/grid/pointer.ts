import { holds, placeOf, positionAt, samePosition } from './frame.ts';
import { followDrag } from './drag.ts';
import { attachHandle } from './handle.ts';
import { focusActive, holdFocus, select, selectedRect } from './grid-context.ts';
import { extendTo, single, whole } from './selection.ts';
import type { CellPosition } from './cell.ts';
import type { GridContext } from './grid-context.ts';

/** Selecting by mouse, pen and finger. AG Grid has the first word on a plain press: it moves the focus. */
export function attachPointer(context: GridContext, handle: HTMLElement): () => void {
  const { root } = context;
  const listening = new AbortController();
  const { signal } = listening;
  let keepFocus = false;
  let onEdge = false;
  let tapped: CellPosition | undefined;

  const onPressFirst = (event: PointerEvent): void => {
    keepFocus = false;
    tapped = undefined;
    onEdge = event.target instanceof Element && event.target.closest('.ag-header-cell-resize') !== null;
    const cell = valueCellOf(context, event.target);
    if (!cell || context.editor()) return;
    const { frame, selection } = context.state.get();
    if (event.pointerType === 'touch') {
      if (samePosition(selection?.active, cell)) tapped = cell;
      return;
    }
    const rect = selectedRect(context);
    const place = placeOf(frame, cell);
    const keeps = event.button === 2 && rect && place && holds(rect, place);
    const extends_ = event.button === 0 && event.shiftKey && selection;
    if (!keeps && !extends_) return;
    // AG Grid would move the focus there, and the browser too at the `mousedown` that follows.
    event.stopPropagation();
    keepFocus = true;
    if (extends_) {
      select(context, extendTo(selection, cell));
      dragSelection(context, event);
    }
  };

  const onPress = (event: PointerEvent): void => {
    if (event.button !== 0 || event.pointerType === 'touch' || context.editor()) return;
    const cell = valueCellOf(context, event.target);
    if (!cell) return;
    select(context, single(cell));
    dragSelection(context, event);
  };

  const onMouseDown = (event: MouseEvent): void => {
    if (!keepFocus) return;
    event.preventDefault();
    holdFocus(context);
  };

  const onClick = (event: MouseEvent): void => {
    // A drag of the edge between two columns ends, and so clicks, on one of them.
    if (onEdge) return;
    const column = headerColumnOf(context, event.target);
    if (column !== undefined) return selectColumn(context, column, event.shiftKey);
    const cell = valueCellOf(context, event.target);
    if (cell && samePosition(cell, tapped)) editOrRefuse(context, cell);
  };

  root.addEventListener('pointerdown', onPressFirst, { signal, capture: true });
  root.addEventListener('pointerdown', onPress, { signal });
  root.addEventListener('mousedown', onMouseDown, { signal, capture: true });
  root.addEventListener('click', onClick, { signal });
  attachHandle(context, handle, signal);
  return () => listening.abort();
}

function dragSelection(context: GridContext, event: PointerEvent): void {
  followDrag(context.surface, event, {
    onMove: (place) => {
      const { frame, selection } = context.state.get();
      const head = positionAt(frame, place);
      if (selection && head) select(context, extendTo(selection, head));
    },
    onEnd: () => {},
  });
}

function selectColumn(context: GridContext, column: string, extending: boolean): void {
  const { frame, selection } = context.state.get();
  const { first, last } = context.surface.rowsInView();
  const at = selection && frame.rowAt.get(selection.active.row);
  const row = frame.rows[at !== undefined && at >= first && at <= last ? at : first];
  if (row === undefined) return;
  const cell = { row, column };
  const from = extending && selection ? extendTo(selection, { ...selection.head, column }) : single(cell);
  select(context, whole(frame, from, 'column'));
  if (extending) holdFocus(context);
  else focusActive(context);
}

/** The second tap of a finger edits, as a double click does. */
function editOrRefuse({ api, state, props }: GridContext, cell: CellPosition): void {
  const rowIndex = state.get().frame.rowAt.get(cell.row);
  if (rowIndex === undefined) return;
  if (props().cell(cell.row, cell.column)?.locked !== true) {
    return api.startEditingCell({ rowIndex, colKey: cell.column });
  }
  const focused = document.activeElement;
  if (focused) props().onRefused(cell, focused.getBoundingClientRect());
}

/** `undefined` on the tree, on a button in a cell, and in an editor. */
function valueCellOf({ state }: GridContext, target: EventTarget | null): CellPosition | undefined {
  if (!(target instanceof Element) || target.closest('button, input')) return undefined;
  const column = target.closest('.ag-cell')?.getAttribute('col-id');
  const row = target.closest('.ag-row')?.getAttribute('row-id');
  if (column == null || row == null) return undefined;
  return placeOf(state.get().frame, { row, column }) && { row, column };
}

function headerColumnOf({ state }: GridContext, target: EventTarget | null): string | undefined {
  if (!(target instanceof Element) || target.closest('button')) return undefined;
  const column = target.closest('.ag-header-cell')?.getAttribute('col-id') ?? undefined;
  return column !== undefined && state.get().frame.columnAt.has(column) ? column : undefined;
}
