import type { CellState } from '../../../shared/planning/cell-state.ts';
import type { HoldView } from '../../../shared/planning/hold.ts';

/** Whether two states of one engine say the same; entries and conflicts are the engine's own objects. */
export function sameState(a: CellState, b: CellState | undefined): boolean {
  return (
    b !== undefined &&
    a.readOnly === b.readOnly &&
    a.typed === b.typed &&
    a.moved === b.moved &&
    a.target === b.target &&
    a.conflict === b.conflict &&
    sameHold(a.held, b.held) &&
    // Rare, and made of many parts: sent again.
    a.impossible === undefined &&
    b.impossible === undefined
  );
}

function sameHold(a: HoldView | undefined, b: HoldView | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.edit === b.edit && a.target === b.target);
}
