import { useMemo } from 'react';
import { cellParts } from './plan-rows.ts';
import { useStore } from './use-plan-version.ts';
import type { PeerSelection } from '../grid/grid-props.ts';
import type { CellPosition } from '../grid/cell.ts';
import type { PlanSession } from './plan-session.ts';

/** What others have selected of the measure shown. */
export function usePeers(session: PlanSession, measure: string): readonly PeerSelection[] {
  const { visitors } = useStore(session.presence);
  return useMemo(
    () =>
      [...visitors.values()].flat().flatMap(({ person, selection }, index) => {
        const [from, to] = selection ?? [];
        if (from === undefined || to === undefined) return [];
        const corners = [from, to].map(cellParts);
        if (corners.some((corner) => corner.measure !== measure)) return [];
        const [first, last] = corners.map(({ row, period }): CellPosition => ({ row, column: period }));
        return first && last ? [{ ...person, id: `${person.id} ${index}`, from: first, to: last }] : [];
      }),
    [visitors, measure],
  );
}
