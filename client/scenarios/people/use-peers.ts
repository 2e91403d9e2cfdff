import { useCallback } from 'react';
import { samePosition } from '../../grid/frame.ts';
import { cellParts } from '../sheet/plan-rows.ts';
import { useDerived } from '../session/use-plan-version.ts';
import type { PeerSelection } from '../../grid/grid-props.ts';
import type { CellPosition } from '../../grid/cell.ts';
import type { Presence } from '../../presence/people.ts';
import type { PlanSession } from '../session/plan-session.ts';

/** What others have selected of the measure shown. */
export function usePeers(session: PlanSession, measure: string): readonly PeerSelection[] {
  const derive = useCallback((presence: Presence) => peersOf(presence, measure), [measure]);
  return useDerived(session.presence, derive, samePeers);
}

function peersOf({ visitors }: Presence, measure: string): PeerSelection[] {
  return [...visitors.values()].flat().flatMap(({ person, selection }, index) => {
    const [from, to] = selection ?? [];
    if (from === undefined || to === undefined) return [];
    const corners = [from, to].map(cellParts);
    if (corners.some((corner) => corner.measure !== measure)) return [];
    const [first, last] = corners.map(({ row, period }): CellPosition => ({ row, column: period }));
    return first && last ? [{ ...person, id: `${person.id} ${index}`, from: first, to: last }] : [];
  });
}

/** Presence changes with every key a colleague presses, what he has selected does not. */
function samePeers(a: readonly PeerSelection[], b: readonly PeerSelection[]): boolean {
  return a.length === b.length && a.every((peer, index) => samePeer(peer, b[index]));
}

function samePeer(a: PeerSelection, b: PeerSelection | undefined): boolean {
  return (
    b !== undefined &&
    a.id === b.id &&
    a.name === b.name &&
    a.slot === b.slot &&
    samePosition(a.from, b.from) &&
    samePosition(a.to, b.to)
  );
}
