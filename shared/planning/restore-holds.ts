import { boxesMeet, intersect, isInside } from '../hierarchy/box.ts';
import { markBox, measureBox, scaleBox, tallyBox } from './leaf-space.ts';
import { LIMIT, toleranceOf } from './tolerance.ts';
import type { Box } from '../hierarchy/box.ts';
import type { Hold } from './hold.ts';
import type { Tally } from './leaf-space.ts';
import type { PlanSpace } from './plan-state.ts';

/** What an edit leaves open to the restoring of holds. */
export interface Reach {
  /** The cell whose own hold is left alone. */
  readonly cell: string;
  /** The leaves the edit has changed; `spare` tells whether they must stay so. */
  readonly changed: Box;
  readonly spare: boolean;
  /** The stores that may be scaled: those of the edit's region, all for an edit on the company. */
  readonly from: number;
  readonly to: number;
  readonly closed: number;
}

const MAX_PASSES = 1000;
/**
 * Holds that put each other off by the same amounts in pass after pass (units and revenue of one block, after a price
 * edit) would do so in all of them: no pace below this share of a gap closes it in time.
 */
const SAME = 1e-6;
const tally: Tally = { free: 0, fixed: 0, units: 0 };

/**
 * Scales what lies around an edit until every hold meets its target again. Only holds that share leaves with something
 * changed are looked at: the others still meet theirs, to the bit.
 * @returns the holds that cannot be met; the caller then rolls back. Empty when all are met
 */
export function restoreHolds(space: PlanSpace, reach: Reach, position: number): readonly Hold[] {
  const { holds } = space;
  for (const hold of holds) {
    hold.unsure = hold.cell !== reach.cell && boxesMeet(hold.box, reach.changed);
    hold.off = 0;
  }
  let stuck = 0;
  for (let pass = 0; pass < MAX_PASSES && stuck < 2; pass++) {
    let anyOff = false;
    let anyCloser = false;
    for (const hold of holds) {
      if (!hold.unsure) continue;
      hold.unsure = false;
      const off = measureBox(space.leaves, hold.box, hold.weight) - hold.target;
      anyCloser ||= Math.abs(off - hold.off) > SAME * Math.abs(hold.off);
      hold.off = off;
      if (Math.abs(off) <= toleranceOf(hold.target)) continue;
      anyOff = true;
      if (!restoreHold(space, hold, reach, position)) return [hold];
      for (const other of holds) other.unsure ||= other.cell !== reach.cell && boxesMeet(other.box, hold.box);
    }
    if (!anyOff) return [];
    stuck = anyCloser ? 0 : stuck + 1;
  }
  return holds.filter(({ unsure }) => unsure);
}

function restoreHold(space: PlanSpace, hold: Hold, reach: Reach, position: number): boolean {
  const { leaves, holds } = space;
  const { box, target } = hold;
  const fenced = [
    { ...box, k1: Math.max(box.k0, Math.min(box.k1, reach.closed)) },
    { ...box, s1: Math.max(box.s0, Math.min(box.s1, reach.from)) },
    { ...box, s0: Math.min(box.s1, Math.max(box.s0, reach.to)) },
    ...(reach.spare ? [intersect(box, reach.changed)] : []),
    ...holds.filter((other) => isInside(other.box, box)).map((other) => other.box),
  ];
  for (const part of fenced) markBox(leaves, part, 1);
  tallyBox(leaves, box, hold.weight, tally);
  const rest = target - tally.fixed;
  const need = Math.abs(rest) <= toleranceOf(target) ? 0 : rest;
  const factor = need / tally.free;
  const possible = need >= 0 && tally.free > 0 && tally.units * factor <= LIMIT;
  if (possible) {
    const from = Math.max(box.s0, reach.from);
    const to = Math.min(box.s1, reach.to);
    space.layer.journal.protect(from, to);
    space.layer.changes++;
    space.stale.fill(1, from, to);
    scaleBox(leaves, box, factor, position);
  }
  for (const part of fenced) markBox(leaves, part, 0);
  return possible;
}
