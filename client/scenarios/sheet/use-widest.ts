import { useEffect, useState } from 'react';
import type { GridReader } from './grid-reader.ts';
import type { PlanSession } from '../session/plan-session.ts';
import type { Widest } from './use-columns.ts';
import type { View } from './use-view.ts';

export const UNKNOWN_WIDTHS: Widest = { month: 0, total: 0 };
/** Rows that are there before the grid is: it comes up filled. */
const FIRST_ROWS = 60;

/**
 * Lengths of the figures of the first row, which is the sum of all others, as they are when a measure is first shown; until
 * then those of the measure before. `undefined` until the plan has its first figures.
 */
export function useWidest(session: PlanSession, reader: GridReader, measure: string, view: View): Widest | undefined {
  const [measured, setMeasured] = useState<{ readonly reader: GridReader; readonly widest: Widest }>();
  const { rows } = view;
  const root = view.roots[0]?.id ?? '';
  const { periods } = session.plan.hierarchy;
  const opening = measured === undefined;
  const current = measured?.reader === reader;

  useEffect(() => {
    if (current) return undefined;
    const look = (): void => {
      const needed = opening ? rows.slice(0, FIRST_ROWS).map(({ id }) => id) : [root];
      // Reads them all: what is missing is asked for at once.
      const missing = needed.filter((row) => session.row(measure, row) === undefined);
      if (missing.length === 0) setMeasured({ reader, widest: widestFigures(reader, root, periods) });
    };
    look();
    return session.watch(look);
  }, [session, reader, measure, root, rows, periods, opening, current]);
  return measured?.widest;
}

function widestFigures(reader: GridReader, row: string, periods: readonly string[]): Widest {
  const lengths = periods.map((column) => reader.cell({ row, column })?.text.length ?? 0);
  return { month: Math.max(...lengths.slice(5)), total: Math.max(...lengths.slice(0, 5)) };
}
