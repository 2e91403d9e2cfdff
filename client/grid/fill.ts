import { positionAt } from './frame.ts';
import type { CellPosition } from './cell.ts';
import type { Frame, Place, Rect } from './frame.ts';
import type { TreeRow } from './tree.ts';

/** A cell that is to take what another one has. */
export interface FilledCell {
  readonly position: CellPosition;
  readonly from: CellPosition;
}

/**
 * Where a drag of the handle to a cell leads: on from the source along the axis on which the cell lies further out;
 * `undefined` inside of the source.
 */
export function fillTarget(source: Rect, to: Place): Rect | undefined {
  const down = to.row - source.bottom;
  const up = source.top - to.row;
  const right = to.column - source.right;
  const left = source.left - to.column;
  const furthest = Math.max(down, up, right, left);
  if (furthest <= 0) return undefined;
  if (furthest === down) return { ...source, top: source.bottom + 1, bottom: to.row };
  if (furthest === up) return { ...source, top: to.row, bottom: source.top - 1 };
  if (furthest === right) return { ...source, left: source.right + 1, right: to.column };
  return { ...source, left: to.column, right: source.left - 1 };
}

/** Every cell of the target with the one it comes from: the source is repeated on and on, in either direction. */
export function fillCells(frame: Frame, source: Rect, target: Rect): FilledCell[] {
  const cells: FilledCell[] = [];
  for (let row = target.top; row <= target.bottom; row += 1) {
    for (let column = target.left; column <= target.right; column += 1) {
      const origin = {
        row: repeated(row, source.top, source.bottom),
        column: repeated(column, source.left, source.right),
      };
      push(frame, cells, { row, column }, origin);
    }
  }
  return cells;
}

/** Ctrl+D and Ctrl+R: from the first row or column of a selection to the rest; of a single one, from the one before it. */
export function fillWithin(frame: Frame, selected: Rect, direction: 'down' | 'right'): FilledCell[] {
  if (direction === 'down') {
    const from = selected.top === selected.bottom ? selected.top - 1 : selected.top;
    const source = { ...selected, top: from, bottom: from };
    return from < 0 ? [] : fillCells(frame, source, { ...selected, top: from + 1 });
  }
  const from = selected.left === selected.right ? selected.left - 1 : selected.left;
  const source = { ...selected, left: from, right: from };
  return from < 0 ? [] : fillCells(frame, source, { ...selected, left: from + 1 });
}

/**
 * Double click on the handle: down to the last sibling of the selection's last row. What lies below an expanded sibling
 * stays as it is; only the siblings in the selection are repeated.
 */
export function fillSiblings(frame: Frame, rows: readonly TreeRow[], source: Rect): FilledCell[] {
  const last = rows[source.bottom];
  if (!last) return [];
  const cells: FilledCell[] = [];
  const siblings = rows.flatMap((row, index) => (isSibling(row, last) ? [index] : []));
  const sources = siblings.filter((index) => index >= source.top && index <= source.bottom);
  siblings
    .filter((index) => index > source.bottom)
    .forEach((row, count) => {
      const origin = sources[count % sources.length] ?? source.bottom;
      for (let column = source.left; column <= source.right; column += 1) {
        push(frame, cells, { row, column }, { row: origin, column });
      }
    });
  return cells;
}

function isSibling(a: TreeRow, b: TreeRow): boolean {
  return a.parent === b.parent && a.level === b.level;
}

function push(frame: Frame, cells: FilledCell[], to: Place, origin: Place): void {
  const position = positionAt(frame, to);
  const from = positionAt(frame, origin);
  if (position && from) cells.push({ position, from });
}

function repeated(index: number, first: number, last: number): number {
  const length = last - first + 1;
  return first + ((((index - first) % length) + length) % length);
}
