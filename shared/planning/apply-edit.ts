import { boxOf } from '../hierarchy/box.ts';
import { isRate } from '../hierarchy/measure.ts';
import { regionOfOrg } from '../hierarchy/sheet.ts';
import { applyAdditive } from './apply-additive.ts';
import { applyRate } from './apply-rate.ts';
import { markStale } from './plan-state.ts';
import type { Box } from '../hierarchy/box.ts';
import type { Blocked } from './blocked.ts';
import type { Entry } from './log-entry.ts';
import type { PlanState } from './plan-state.ts';
import type { Reach } from './restore-holds.ts';

/** Replays one entry (steps 1 to 6); null when it was applied. A blocked entry has changed nothing at all. */
export function applyEdit(state: PlanState, entry: Entry, position: number): Blocked | null {
  const { cell, edit } = entry;
  const box = boxOf(state.hierarchy, cell);
  const space = cell.measure === 'charges' ? state.charges : state.sales;
  space.layer.journal.begin();
  const reach = reachOf(state, entry, box);
  const blocked = isRate(cell.measure)
    ? applyRate(state, cell.measure, box, edit, reach, position)
    : applyAdditive(state, space, entry, box, reach, position);
  if (!blocked) markStale(space, box, box.s0, box.s1);
  return blocked;
}

function reachOf(state: PlanState, { cell, edit }: Entry, changed: Box): Reach {
  const region = state.hierarchy.regions[regionOfOrg(state.hierarchy, cell.org)];
  return {
    cell: edit.cell,
    changed,
    spare: !isRate(cell.measure),
    from: region?.from ?? 0,
    to: region?.to ?? state.hierarchy.stores.length,
    closed: state.closed,
  };
}
