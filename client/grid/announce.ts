import { holds, placeOf } from './frame.ts';
import { selectedRect } from './grid-context.ts';
import type { CellPosition } from './cell.ts';
import type { GridContext } from './grid-context.ts';

/** A drag passes many sizes: the one it ends with is said. */
const PAUSE_MS = 400;

export function isSelected(context: Pick<GridContext, 'state'>, position: CellPosition): boolean {
  const rect = selectedRect(context);
  const place = placeOf(context.state.get().frame, position);
  return rect !== undefined && place !== undefined && holds(rect, place);
}

/** Tells what is selected to who does not see it: on the cells that are drawn, and the size of it in words. */
export function createAnnouncer(context: GridContext, live: HTMLElement): { tell: () => void; stop: () => void } {
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  context.root.querySelector('.ag-grid-viewport')?.setAttribute('aria-multiselectable', 'true');

  function markCells(): void {
    frame = 0;
    for (const row of context.root.querySelectorAll('.ag-grid-scrolling-container > .ag-row')) {
      const id = row.getAttribute('row-id') ?? '';
      for (const cell of row.querySelectorAll('.ag-cell')) {
        const selected = String(isSelected(context, { row: id, column: cell.getAttribute('col-id') ?? '' }));
        if (cell.ariaSelected !== selected) cell.ariaSelected = selected;
      }
    }
  }

  function say(): void {
    const rect = selectedRect(context);
    const rows = rect ? rect.bottom - rect.top + 1 : 0;
    const columns = rect ? rect.right - rect.left + 1 : 0;
    live.textContent = rows * columns > 1 ? context.props().labels.selected(rows, columns) : '';
  }

  return {
    tell: () => {
      if (frame === 0) frame = requestAnimationFrame(markCells);
      clearTimeout(timer);
      timer = setTimeout(say, PAUSE_MS);
    },
    stop: () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    },
  };
}
