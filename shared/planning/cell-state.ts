import { boxOf, monthRange } from '../hierarchy/box.ts';
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

/**
 * By period node, the position of the last edit that moved what a cell is made of in that period, -1 for none: the cells
 * of a row share their leaves, and are looked at together. The period of the cell itself does not matter.
 */
export function lastMovers(state: PlanState, cell: Cell): number[] {
  const months = new Int32Array(MONTHS).fill(-1);
  const box = boxOf(state.hierarchy, cell);
  const { sales, charges } = state;
  if (cell.measure === 'charges') {
    latest(months, charges.leaves.moved, charges.leaves.columns, box);
  } else {
    const { columns } = sales.leaves;
    latest(months, sales.leaves.moved, columns, box);
    if (!['qte', 'cout', 'cout_u'].includes(cell.measure)) latest(months, state.prices.moved, columns, box);
    if (!['qte', 'ca_ttc', 'ca_ht', 'prix'].includes(cell.measure)) latest(months, state.costs.moved, columns, box);
  }
  if (cell.measure === 'resultat') {
    const { leaves } = charges;
    latest(months, leaves.moved, leaves.columns, { ...box, c0: 0, c1: leaves.columns });
  }
  return state.hierarchy.periods.map((_, period) => Math.max(...months.slice(...monthRange(period))));
}

/** Read for every row in view after every edit: one run over the leaves as they lie, stores in a row as one. */
function latest(months: Int32Array, moved: Int32Array, columns: number, { s0, s1, c0, c1 }: Box): void {
  const whole = c0 === 0 && c1 === columns;
  const step = whole ? Math.max(1, s1 - s0) : 1;
  for (let s = s0; s < s1; s += step) {
    const from = (s * columns + c0) * MONTHS;
    const to = ((s + step - 1) * columns + c1) * MONTHS;
    for (let i = from; i < to; i += MONTHS) {
      for (let month = 0; month < MONTHS; month++) {
        if (moved[i + month]! > months[month]!) months[month] = moved[i + month]!;
      }
    }
  }
}
