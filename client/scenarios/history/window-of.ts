/** The rows to draw of a list of rows of one height. */
export interface RowWindow {
  readonly from: number;
  readonly to: number;
}

/** Drawn beyond either edge, so that a turn of the wheel shows no gap. */
const SPARE_ROWS = 8;

/** Heights in px. */
export function windowOf(count: number, rowHeight: number, scrolled: number, viewHeight: number): RowWindow {
  const first = Math.floor(Math.max(0, scrolled) / rowHeight);
  const shown = Math.ceil(Math.max(0, viewHeight) / rowHeight) + 1;
  const from = Math.max(0, Math.min(first, count - shown) - SPARE_ROWS);
  return { from, to: Math.min(count, Math.max(first, 0) + shown + SPARE_ROWS) };
}
