import { useEffect, useState } from 'react';
import { PERIODS } from '../../shared/hierarchy/hierarchy.ts';
import { usePlanVersion } from './use-plan-version.ts';
import type { CellPosition } from '../grid/cell.ts';
import type { GridSelection } from '../grid/grid-props.ts';
import type { PlanSession } from './plan-session.ts';

/** Values of what is selected, however far it reaches beyond the screen. */
export interface SelectedValues {
  /** `undefined` where the cell is not selected, or not read yet. */
  readonly at: (position: CellPosition) => number | null | undefined;
  /** Of every selected cell, row by row; absent until they are read. */
  readonly all: readonly (number | null)[] | undefined;
}

interface Answer {
  readonly selection: GridSelection;
  readonly values: readonly (number | null)[];
}

/** Dragging on must not ask for every rectangle on the way. */
const PAUSE_MS = 40;

export function useSelectedValues(
  session: PlanSession,
  measure: string,
  selection: GridSelection | undefined,
): SelectedValues {
  const version = usePlanVersion(session);
  const [answer, setAnswer] = useState<Answer>();
  const { periodIndex } = session.plan.hierarchy;

  useEffect(() => {
    if (!selection) return undefined;
    let stale = false;
    const read = async (): Promise<void> => {
      const values = await session.engine.values(measure, selection.rows);
      if (!stale) setAnswer({ selection, values });
    };
    const timer = setTimeout(() => void read().catch(() => undefined), PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [session, measure, selection, version]);

  const known = answer?.selection === selection ? answer : undefined;
  const valueAt = (row: number, column: string): number | null | undefined =>
    known?.values[row * PERIODS + (periodIndex.get(column) ?? Number.NaN)];
  return {
    at: ({ row, column }) => valueAt(known?.selection.rows.indexOf(row) ?? -1, column),
    all: known?.selection.rows.flatMap((_, row) =>
      known.selection.columns.map((column) => valueAt(row, column) ?? null),
    ),
  };
}
