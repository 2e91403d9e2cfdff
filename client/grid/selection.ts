import { holds, placeOf, positionAt, rectOf, samePosition, sizeOf } from './frame.ts';
import type { CellPosition } from './cell.ts';
import type { Frame, Rect } from './frame.ts';

/** One rectangle of value cells. Everything is by id: the frame tells what lies between. */
export interface Selection {
  /** The corner that stays while the selection is extended. */
  readonly anchor: CellPosition;
  /** The corner that moves. */
  readonly head: CellPosition;
  /** Where typing goes; somewhere between the corners. */
  readonly active: CellPosition;
}

export type Axis = 'row' | 'column';

/** A step of the head along one axis; a page is what the grid shows at once. */
export interface Move {
  readonly axis: Axis;
  readonly by: number | 'first' | 'last' | 'pageUp' | 'pageDown';
}

export function single(cell: CellPosition): Selection {
  return { anchor: cell, head: cell, active: cell };
}

export function selectionRect(frame: Frame, { anchor, head }: Selection): Rect | undefined {
  return rectOf(frame, { from: anchor, to: head });
}

export function isMany(frame: Frame, selection: Selection | undefined): boolean {
  const rect = selection && selectionRect(frame, selection);
  return rect !== undefined && sizeOf(rect) > 1;
}

export function sameSelection(a: Selection | undefined, b: Selection | undefined): boolean {
  return samePosition(a?.anchor, b?.anchor) && samePosition(a?.head, b?.head) && samePosition(a?.active, b?.active);
}

/** @param page rows shown at once */
export function extend(frame: Frame, selection: Selection, move: Move, page: number): Selection {
  const head = placeOf(frame, selection.head);
  if (!head) return selection;
  const last = (move.axis === 'row' ? frame.rows : frame.columns).length - 1;
  const target = Math.max(0, Math.min(last, targetOf(head[move.axis], move.by, last, page)));
  return extendTo(selection, positionAt(frame, { ...head, [move.axis]: target }) ?? selection.head);
}

function targetOf(from: number, by: Move['by'], last: number, page: number): number {
  if (by === 'first') return 0;
  if (by === 'last') return last;
  if (by === 'pageUp') return from - page;
  if (by === 'pageDown') return from + page;
  return from + by;
}

export function extendTo(selection: Selection, head: CellPosition): Selection {
  return { ...selection, head };
}

/** The whole columns of the selection (axis `column`), its whole rows, or everything. The active cell stays. */
export function whole(frame: Frame, selection: Selection, what: Axis | 'all'): Selection {
  const rect = selectionRect(frame, selection);
  if (!rect) return selection;
  const rows = what === 'row' ? [rect.top, rect.bottom] : [0, frame.rows.length - 1];
  const columns = what === 'column' ? [rect.left, rect.right] : [0, frame.columns.length - 1];
  const [top = 0, bottom = 0] = rows;
  const [left = 0, right = 0] = columns;
  const anchor = positionAt(frame, { row: top, column: left });
  const head = positionAt(frame, { row: bottom, column: right });
  return anchor && head ? { anchor, head, active: selection.active } : selection;
}

/** The next active cell inside the selection: along a row (Tab) or down a column (Enter), from the last to the first. */
export function step(frame: Frame, selection: Selection, axis: Axis, back: boolean): Selection {
  const rect = selectionRect(frame, selection);
  const at = placeOf(frame, selection.active);
  if (!rect || !at || !holds(rect, at)) return selection;
  const height = rect.bottom - rect.top + 1;
  const width = rect.right - rect.left + 1;
  const [row, column] = [at.row - rect.top, at.column - rect.left];
  const index = axis === 'column' ? row * width + column : column * height + row;
  const next = (index + (back ? -1 : 1) + height * width) % (height * width);
  const place =
    axis === 'column'
      ? { row: rect.top + Math.floor(next / width), column: rect.left + (next % width) }
      : { row: rect.top + (next % height), column: rect.left + Math.floor(next / height) };
  return { ...selection, active: positionAt(frame, place) ?? selection.active };
}
