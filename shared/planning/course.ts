import { applyEdit } from './apply-edit.ts';
import { takeCheckpoint } from './checkpoint.ts';
import type { Blocked } from './blocked.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Entry } from './log-entry.ts';
import type { PlanState } from './plan-state.ts';

/** A sequence of entries as far as it was applied. */
export interface Course {
  /** What blocked each edit applied so far, null where nothing did. */
  readonly outcomes: (Blocked | null)[];
  /** On the way, the first at the start. */
  readonly checkpoints: Checkpoint[];
}

/** At most this many copies of the leaves are kept beside the base. */
const MAX_CHECKPOINTS = 4;
/** A long run is marked at these distances from its end: most edits that are taken back are recent. */
const DISTANCES = [32, 128, 512];
/** Edits that come one by one are marked every so often. */
const STEP = 64;

/** Applies the entries up to a position, and marks the way. */
export function advance(state: PlanState, course: Course, entries: readonly Entry[], until: number): void {
  const { outcomes, checkpoints } = course;
  for (let position = outcomes.length; position < until; position++) {
    const last = checkpoints.at(-1);
    if (isDue(position - (last?.position ?? 0), entries.length - position)) {
      checkpoints.push(takeCheckpoint(state, position, last));
      thin(checkpoints);
    }
    outcomes.push(applyEdit(state, entries[position]!, position));
  }
}

function isDue(sinceLast: number, remaining: number): boolean {
  return remaining === 1 ? sinceLast >= STEP : sinceLast >= DISTANCES[0]! && DISTANCES.includes(remaining);
}

/** Drops the checkpoint whose loss costs least: between near neighbours, far back. Never the start or the newest. */
function thin(checkpoints: Checkpoint[]): void {
  if (checkpoints.length <= 1 + MAX_CHECKPOINTS) return;
  const end = checkpoints.at(-1)!.position + 1;
  let least = 1;
  let leastLoss = Infinity;
  for (let i = 1; i < checkpoints.length - 1; i++) {
    const gap = checkpoints[i + 1]!.position - checkpoints[i - 1]!.position;
    const loss = gap / (end - checkpoints[i]!.position);
    if (loss < leastLoss) [least, leastLoss] = [i, loss];
  }
  checkpoints.splice(least, 1);
}
