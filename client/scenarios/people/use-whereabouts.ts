import { useCallback, useEffect, useState } from 'react';
import { mustParseCell } from '../../../shared/hierarchy/address.ts';
import { sheetOf } from '../../../shared/hierarchy/sheet.ts';
import { createStore } from '../../ui/store.ts';
import { cellAddress } from '../sheet/plan-rows.ts';
import type { PlanSession } from '../session/plan-session.ts';
import type { CellPosition } from '../../grid/cell.ts';
import type { GridSelection } from '../../grid/grid-props.ts';
import type { Store } from '../../ui/store.ts';

/** The cell this user is in and what he is typing there; the others are told. */
export interface UserPlace {
  readonly position: CellPosition | undefined;
  /** Changes with every key: only what shows it listens. */
  readonly draft: Store<string | undefined>;
  readonly focus: (position: CellPosition) => void;
  readonly draw: (position: CellPosition, text: string | undefined) => void;
}

/** @param selection told when it is more than one cell */
export function useWhereabouts(session: PlanSession, measure: string, selection: GridSelection | undefined): UserPlace {
  const { hierarchy } = session.plan;
  const [position, setPosition] = useState<CellPosition>();
  const [draft] = useState(() => createStore<string | undefined>(undefined));
  const inPlan = position !== undefined && hierarchy.periodIndex.has(position.column);

  useEffect(() => {
    if (!inPlan) return session.moveTo({});
    const cell = cellAddress(measure, position.row, position.column);
    const sheet = sheetOf(hierarchy, mustParseCell(hierarchy, cell), 'set');
    const several = selection && selection.rows.length * selection.columns.length > 1;
    const address = ({ row, column }: CellPosition): string => cellAddress(measure, row, column);
    const tell = (): void => {
      const typing = draft.get();
      session.moveTo({
        cell,
        sheet,
        ...(several && { selection: [address(selection.from), address(selection.to)] as const }),
        ...(typing !== undefined && { typing }),
      });
    };
    tell();
    return draft.subscribe(tell);
  }, [session, hierarchy, measure, inPlan, position, draft, selection]);

  return {
    position: inPlan ? position : undefined,
    draft,
    focus: useCallback((next: CellPosition) => {
      setPosition((before) => (before?.row === next.row && before.column === next.column ? before : next));
    }, []),
    draw: useCallback((_position: CellPosition, text: string | undefined) => draft.set(text), [draft]),
  };
}
