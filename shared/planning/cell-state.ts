import { boxOf } from '../hierarchy/box.ts';
import { MONTHS } from '../hierarchy/hierarchy.ts';
import type { Box } from '../hierarchy/box.ts';
import type { Cell } from '../hierarchy/address.ts';
import type { Blockage } from './blocked.ts';
import type { Edit } from './edit.ts';
import type { Conflict } from './edit-log.ts';
import type { HoldView } from './hold.ts';
import type { PlanState } from './plan-state.ts';

/** An edit that changes nothing for now, and the holds in its way. It counts by itself once there is room. */
export interface Impossible {
  readonly edit: Edit;
  readonly reason: Blockage;
  readonly holds: readonly HoldView[];
}

/** What there is to say about a cell beside its value. Without any optional part it is computed from the base. */
export interface CellState {
  /** All of its leaves are actuals. */
  readonly readOnly: boolean;
  /** The last entry on this very cell that was applied. */
  readonly typed?: Edit;
  /** The last edit of another cell that moved leaves of this one. */
  readonly moved?: Edit;
  readonly held?: HoldView;
  readonly conflict?: Conflict;
  readonly impossible?: readonly Impossible[];
  /** The objective shown beside it. */
  readonly target?: Edit;
}

/** The position of the last edit that moved what a cell is made of, -1 for none. */
export function lastMover(state: PlanState, cell: Cell): number {
  const box = boxOf(state.hierarchy, cell);
  const { moved } = state.sales.leaves;
  if (cell.measure === 'charges') return latest(state.charges.leaves.moved, state.charges.leaves.columns, box);
  const marks = [moved];
  if (!['qte', 'cout', 'cout_u'].includes(cell.measure)) marks.push(state.prices.moved);
  if (!['qte', 'ca_ttc', 'ca_ht', 'prix'].includes(cell.measure)) marks.push(state.costs.moved);
  const { columns } = state.sales.leaves;
  let last = Math.max(...marks.map((mark) => latest(mark, columns, box)));
  if (cell.measure === 'resultat') {
    const { leaves } = state.charges;
    last = Math.max(last, latest(leaves.moved, leaves.columns, { ...box, c0: 0, c1: leaves.columns }));
  }
  return last;
}

/** Read for every cell in view after every edit: one run over the leaves of each month, stores in a row as one. */
function latest(moved: Int32Array, columns: number, { s0, s1, c0, c1, k0, k1 }: Box): number {
  let last = -1;
  const whole = c0 === 0 && c1 === columns;
  const step = whole ? Math.max(1, s1 - s0) : 1;
  for (let s = s0; s < s1; s += step) {
    const from = (s * columns + c0) * MONTHS;
    const to = ((s + step - 1) * columns + c1) * MONTHS;
    for (let k = k0; k < k1; k++) {
      for (let i = from + k; i < to; i += MONTHS) if (moved[i]! > last) last = moved[i]!;
    }
  }
  return last;
}
