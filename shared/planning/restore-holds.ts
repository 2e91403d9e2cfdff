import { boxesMeet, boxSize, intersect, isInside } from '../hierarchy/box.ts';
import { markBox, scaleBox, tallyBox } from './leaf-space.ts';
import { markStale } from './plan-state.ts';
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
/** Passes of one edit that cost no patience: holds that do not fight each other are met within a few. */
const FREE_PASSES = 8;
/**
 * Holds that put each other off by the same amounts in pass after pass (units and revenue of one block, after a price
 * edit) would do so in all of them: no pace below this share of a gap closes it in time.
 */
const SAME = 1e-6;
const tally: Tally = { free: 0, fixed: 0, units: 0 };

/**
 * Scales what lies around an edit until every hold meets its target again. Only holds that share leaves with something
 * changed are looked at: the others still meet theirs, to the bit. Holds that only creep towards their targets wear out the
 * patience of the replay: whoever makes them fight on purpose must not keep everybody's browsers busy.
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
    const paid = pass >= FREE_PASSES;
    if (paid && space.patience <= 0) break;
    let anyOff = false;
    let anyCloser = false;
    for (const hold of holds) {
      if (!hold.unsure) continue;
      hold.unsure = false;
      const before = hold.off;
      const outcome = restoreHold(space, hold, reach, position);
      if (paid) space.patience -= holds.length + boxSize(hold.box);
      if (outcome === 'impossible') return [hold];
      anyCloser ||= Math.abs(hold.off - before) > SAME * Math.abs(before);
      if (outcome === 'met') continue;
      anyOff = true;
      for (const other of holds) {
        other.unsure ||= other !== hold && other.cell !== reach.cell && boxesMeet(other.box, hold.box);
      }
    }
    if (!anyOff) return [];
    stuck = anyCloser ? 0 : stuck + 1;
  }
  return holds.filter(({ unsure }) => unsure);
}

/** Scales what a hold leaves free, where it is off. What it keeps is summed afresh, so that it then meets its target. */
function restoreHold(space: PlanSpace, hold: Hold, reach: Reach, position: number): 'met' | 'scaled' | 'impossible' {
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
  hold.off = tally.free + tally.fixed - target;
  const outcome = Math.abs(hold.off) <= toleranceOf(target) ? 'met' : scaleFree(space, hold, reach, position);
  for (const part of fenced) markBox(leaves, part, 0);
  return outcome;
}

function scaleFree(space: PlanSpace, { box, target }: Hold, reach: Reach, position: number): 'scaled' | 'impossible' {
  const rest = target - tally.fixed;
  const need = Math.abs(rest) <= toleranceOf(target) ? 0 : rest;
  const factor = need / tally.free;
  if (!(need >= 0 && tally.free > 0 && tally.units * factor <= LIMIT)) return 'impossible';
  const from = Math.max(box.s0, reach.from);
  const to = Math.min(box.s1, reach.to);
  space.layer.journal.protect(from, to);
  space.layer.changes++;
  markStale(space, box, from, to);
  scaleBox(space.leaves, box, factor, position);
  return 'scaled';
}
