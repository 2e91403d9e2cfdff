import { isInside } from '../hierarchy/box.ts';
import { blockedBy } from './blocked.ts';
import { targetOf } from './edit.ts';
import { fence, holdsAtRisk, holdsFull, insertHold } from './hold.ts';
import { HT, scaleBox, tallyBox, TTC, UNITS } from './leaf-space.ts';
import { restoreHolds } from './restore-holds.ts';
import { evenly, profileShares, spreadBox } from './spread.ts';
import { LIMIT, toleranceOf } from './tolerance.ts';
import type { Box } from '../hierarchy/box.ts';
import type { Blockage, Blocked } from './blocked.ts';
import type { Entry } from './log-entry.ts';
import type { Tally, Weight } from './leaf-space.ts';
import type { PlanSpace, PlanState } from './plan-state.ts';
import type { Reach } from './restore-holds.ts';

const tally: Tally = { free: 0, fixed: 0, units: 0 };

/** Steps 1 and 3 to 6: gives the block its target by scaling what is free in it, then restores the holds around it. */
export function applyAdditive(
  state: PlanState,
  space: PlanSpace,
  entry: Entry,
  box: Box,
  reach: Reach,
  position: number,
): Blocked | null {
  const { edit, cell } = entry;
  const { leaves, holds } = space;
  const own = holds.find((hold) => hold.cell === edit.cell);
  const full = edit.lock && !own ? holdsFull(state.sales.holds, state.charges.holds, edit.by) : undefined;
  if (full) return blockedBy(full, []);
  const weight: Weight = cell.measure === 'ca_ttc' ? TTC : cell.measure === 'ca_ht' ? HT : UNITS;
  const inner = holds.filter((hold) => isInside(hold.box, box));
  const atRisk = holdsAtRisk(holds, edit.cell, box, true);
  if (atRisk) space.layer.journal.protect(box.s0, box.s1);

  space.layer.changes++;
  fence(leaves, box, state.closed, inner, 1);
  tallyBox(leaves, box, weight, tally);
  const target = targetOf(edit, tally.free + tally.fixed);
  const reason = moveFree(state, space, entry, { box, weight, target, position });
  fence(leaves, box, state.closed, inner, 0);
  if (reason) return blockedBy(reason, reason === 'held' || reason === 'no_room' ? inner : []);

  const unmet = atRisk ? restoreHolds(space, reach, position) : [];
  if (unmet.length > 0) {
    space.layer.journal.rollback();
    return blockedBy('unmet_hold', unmet);
  }
  if (own) own.target = target;
  else if (edit.lock) insertHold(holds, { cell: edit.cell, edit, box, weight, target, unsure: false, off: 0 });
  return null;
}

interface Move {
  readonly box: Box;
  readonly weight: Weight;
  readonly target: number;
  readonly position: number;
}

/** Gives the free leaves of a block what its target leaves to them. */
function moveFree(state: PlanState, space: PlanSpace, entry: Entry, move: Move): Blockage | null {
  const { leaves, base } = space;
  const { box, weight, target, position } = move;
  const { free, fixed, units } = tally;
  if (!(Math.abs(target) <= LIMIT)) return 'overflow';
  const rest = target - fixed;
  const need = Math.abs(rest) <= toleranceOf(target) ? 0 : rest;
  if (need < 0) return target < 0 ? 'negative' : 'held';
  if (need > 0 && (entry.like || free === 0)) {
    const shareOf = entry.like ? profileShares(state.hierarchy, base, weight, entry.like) : evenly;
    const spread = spreadBox(leaves, box, weight, need, shareOf, position);
    return spread === 'spread' ? null : spread;
  }
  // What differs by rounding alone was not moved: releasing a hold must not claim every leaf below it.
  if (free === 0 || Math.abs(need - free) <= 1e-14 * free) return null;
  const factor = need / free;
  if (!(units * factor <= LIMIT)) return 'overflow';
  scaleBox(leaves, box, factor, position);
  return null;
}
