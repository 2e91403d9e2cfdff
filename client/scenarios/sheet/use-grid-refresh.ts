import { useEffect } from 'react';
import { cellParts } from './plan-rows.ts';
import type { GridReader } from './grid-reader.ts';
import type { MeasureOption } from './measure-options.ts';
import type { PlanSession } from '../session/plan-session.ts';
import type { PlanGridHandle } from '../../grid/grid-props.ts';
import type { RefObject } from 'react';

/** Has the grid draw again what changed: rows of the plan, states of cells, comments, or what reads them. */
export function useGridRefresh(
  grid: RefObject<PlanGridHandle | null>,
  session: PlanSession,
  option: MeasureOption,
  reader: GridReader,
): void {
  useEffect(() => session.comments.threads.subscribe(() => grid.current?.refresh()), [grid, session]);
  useEffect(
    () =>
      session.watch((change) => {
        if (change.kind === 'plan') return grid.current?.refresh(change.rows);
        const shown = change.cells.map(cellParts).filter(({ measure }) => measure === option.id);
        return grid.current?.refreshCells(shown.map((cell) => ({ row: cell.row, column: cell.period })));
      }),
    [grid, session, option],
  );
  useEffect(() => grid.current?.refresh(), [grid, reader]);
}
