import type { CellPosition } from './cell.ts';

/** The rows and value columns as they are displayed, in order, with the place of each. */
export interface Frame {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly rowAt: ReadonlyMap<string, number>;
  readonly columnAt: ReadonlyMap<string, number>;
}

/** A rectangle of cells by place in a frame, its ends included. */
export interface Rect {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Two opposite corners of a rectangle of cells. By id, so that it outlives any change of the frame. */
export interface CellRange {
  readonly from: CellPosition;
  readonly to: CellPosition;
}

/** A cell by place in a frame. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export function createFrame(rows: readonly string[], columns: readonly string[]): Frame {
  return { rows, columns, rowAt: places(rows), columnAt: places(columns) };
}

function places(ids: readonly string[]): Map<string, number> {
  return new Map(ids.map((id, index) => [id, index]));
}

/** `undefined` for a cell that is not displayed. */
export function placeOf(frame: Frame, { row, column }: CellPosition): Place | undefined {
  const at = { row: frame.rowAt.get(row), column: frame.columnAt.get(column) };
  return at.row === undefined || at.column === undefined ? undefined : { row: at.row, column: at.column };
}

export function positionAt(frame: Frame, { row, column }: Place): CellPosition | undefined {
  const at = { row: frame.rows[row], column: frame.columns[column] };
  return at.row === undefined || at.column === undefined ? undefined : { row: at.row, column: at.column };
}

/** `undefined` where a corner is not displayed. */
export function rectOf(frame: Frame, { from, to }: CellRange): Rect | undefined {
  const a = placeOf(frame, from);
  const b = placeOf(frame, to);
  return (
    a &&
    b && {
      top: Math.min(a.row, b.row),
      bottom: Math.max(a.row, b.row),
      left: Math.min(a.column, b.column),
      right: Math.max(a.column, b.column),
    }
  );
}

export function rangeOf(frame: Frame, { top, bottom, left, right }: Rect): CellRange | undefined {
  const from = positionAt(frame, { row: top, column: left });
  const to = positionAt(frame, { row: bottom, column: right });
  return from && to && { from, to };
}

export function holds({ top, bottom, left, right }: Rect, { row, column }: Place): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}

export function sizeOf({ top, bottom, left, right }: Rect): number {
  return (bottom - top + 1) * (right - left + 1);
}

/** Row by row. */
export function positionsIn(frame: Frame, { top, bottom, left, right }: Rect): CellPosition[] {
  const columns = frame.columns.slice(left, right + 1);
  return frame.rows.slice(top, bottom + 1).flatMap((row) => columns.map((column) => ({ row, column })));
}

export function samePosition(a: CellPosition | undefined, b: CellPosition | undefined): boolean {
  return a?.row === b?.row && a?.column === b?.column;
}
