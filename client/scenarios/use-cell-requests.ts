import { useEffect } from 'react';
import { cellParts } from './plan-rows.ts';
import { useStore } from './use-plan-version.ts';
import type { CellRequests } from './cell-requests.ts';
import type { View } from './use-view.ts';
import type { PlanGridHandle } from '../grid/grid-props.ts';
import type { RefObject } from 'react';

/** Brings a cell asked for into view: its measure, its row, then the focus. */
export function useCellRequests(requests: CellRequests, view: View, grid: RefObject<PlanGridHandle | null>): void {
  const asked = useStore(requests);
  const { option, rows, setMeasure, reveal } = view;
  useEffect(() => {
    if (asked === undefined) return;
    const { measure, row, period } = cellParts(asked);
    if (option.id !== measure) return setMeasure(measure);
    if (!rows.some(({ id }) => id === row)) return reveal(row);
    grid.current?.focus({ row, column: period });
    requests.set(undefined);
  }, [asked, option, rows, setMeasure, reveal, requests, grid]);
}
