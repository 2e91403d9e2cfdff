import { useEffect, useState } from 'react';
import { PERIODS } from '../../../shared/hierarchy/hierarchy.ts';
import { createStore } from '../../ui/store.ts';
import type { CellPosition } from '../../grid/cell.ts';
import type { GridSelection } from '../../grid/grid-props.ts';
import type { PlanSession } from '../session/plan-session.ts';
import type { Store } from '../../ui/store.ts';

/** Values of what is selected when that is more than one cell, however far it reaches beyond the screen. */
export interface SelectedValues {
  /** `undefined` where the cell is not selected, or not read yet. */
  readonly at: (position: CellPosition) => number | null | undefined;
  /** Of every selected cell, row by row; absent until they are read. */
  readonly all: readonly (number | null)[] | undefined;
}

/** Dragging on must not ask for every rectangle on the way. */
const PAUSE_MS = 40;

const NONE: SelectedValues = { at: () => undefined, all: undefined };

/** Asked again after every change of the plan. Who shows them listens: they are not what the grid waits for. */
export function useSelectedValues(
  session: PlanSession,
  measure: string,
  selection: GridSelection | undefined,
): Store<SelectedValues> {
  const [values] = useState(() => createStore(NONE));
  const { periodIndex } = session.plan.hierarchy;

  useEffect(() => {
    values.set(NONE);
    // What a single cell has the row cache knows: the formula bar keeps it fresh.
    if (!selection || selection.rows.length * selection.columns.length === 1) return undefined;
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (): Promise<void> => {
      timer = undefined;
      const answer = await session.engine.values(measure, selection.rows);
      if (!over) values.set(valuesOf(selection, periodIndex, answer));
    };
    const later = (): void => {
      timer ??= setTimeout(() => void read().catch(() => undefined), PAUSE_MS);
    };
    later();
    const stop = session.changes.subscribe(later);
    return () => {
      over = true;
      clearTimeout(timer);
      stop();
    };
  }, [session, measure, selection, periodIndex, values]);

  return values;
}

/** @param answer row i in period k lies at i × 17 + k */
function valuesOf(
  { rows, columns }: GridSelection,
  periodIndex: ReadonlyMap<string, number>,
  answer: readonly (number | null)[],
): SelectedValues {
  const rowIndex = new Map(rows.map((row, index) => [row, index]));
  const valueAt = (row: number, column: string): number | null | undefined =>
    answer[row * PERIODS + (periodIndex.get(column) ?? Number.NaN)];
  return {
    at: ({ row, column }) => valueAt(rowIndex.get(row) ?? -1, column),
    all: rows.flatMap((_, row) => columns.map((column) => valueAt(row, column) ?? null)),
  };
}
