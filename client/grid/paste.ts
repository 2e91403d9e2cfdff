import { positionAt } from './frame.ts';
import type { CellPosition } from './cell.ts';
import type { Frame, Rect } from './frame.ts';

export interface PastedCell {
  readonly position: CellPosition;
  /** As it stood in the clipboard; may be empty. */
  readonly text: string;
}

/** What of a block lies beyond the last row and column. */
export interface Overflow {
  readonly rows: number;
  readonly columns: number;
  /** Cells that were dropped for it. */
  readonly cells: number;
}

export interface Paste {
  readonly cells: readonly PastedCell[];
  readonly overflow: Overflow;
}

/** Where a block goes, and the rectangle it covers. */
export interface PlacedPaste extends Paste {
  readonly rect: Rect;
}

/**
 * Places a block of texts on a selection. A block whose size divides the selection fills it by repetition, a single value
 * fills it whole; any other block is put down once at the selection's first cell, and clipped where the grid ends.
 */
export function placePaste(frame: Frame, selected: Rect, block: readonly (readonly string[])[]): PlacedPaste {
  const height = block.length;
  const width = block.reduce((widest, row) => Math.max(widest, row.length), 0);
  const [selectedHeight, selectedWidth] = [selected.bottom - selected.top + 1, selected.right - selected.left + 1];
  const tiles = fits(selectedHeight, height) && fits(selectedWidth, width);
  const rows = tiles ? Math.max(selectedHeight, height) : height;
  const columns = tiles ? Math.max(selectedWidth, width) : width;
  const cells: PastedCell[] = [];
  let dropped = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const text = block[row % height]?.[column % width];
      if (text === undefined) continue;
      const position = positionAt(frame, { row: selected.top + row, column: selected.left + column });
      if (position) cells.push({ position, text });
      else dropped += 1;
    }
  }
  const bottom = Math.min(frame.rows.length, selected.top + rows) - 1;
  const right = Math.min(frame.columns.length, selected.left + columns) - 1;
  return {
    cells,
    rect: { top: selected.top, left: selected.left, bottom, right },
    overflow: {
      rows: selected.top + rows - 1 - bottom,
      columns: selected.left + columns - 1 - right,
      cells: dropped,
    },
  };
}

/** One row or column is no wish for a size: the block's own counts. */
function fits(selected: number, block: number): boolean {
  return selected === 1 || selected % block === 0;
}
