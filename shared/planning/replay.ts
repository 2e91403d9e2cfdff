import { applyEdit } from './apply-edit.ts';
import { restoreCheckpoint, takeCheckpoint } from './checkpoint.ts';
import { createPlanState } from './plan-state.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { Actuals, Leaves } from './base.ts';
import type { Blocked } from './blocked.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Entry } from './log-entry.ts';
import type { PlanState } from './plan-state.ts';

/** At most this many copies of the leaves are kept beside the base. */
const MAX_CHECKPOINTS = 4;
/** A long run is marked at these distances from its end: most edits that are taken back are recent. */
const DISTANCES = [32, 128, 512];
/** Edits that come one by one are marked every so often. */
const STEP = 64;

export interface Replay {
  readonly state: PlanState;
  /** Brings the leaves in line with a sequence that agrees with the one before up to `from`; returns the edits applied. */
  run(entries: readonly Entry[], from: number): number;
  /** What blocked the edit at a position, null where it was applied. */
  blockedAt(position: number): Blocked | null;
  /**
   * Brings the leaves in line with another sequence for a while, and tells what blocked its edits. The replay goes on as
   * if nothing had been: the caller must put `state` back as it was (see savepoint.ts) before anything else runs.
   */
  runAside(entries: readonly Entry[], from: number): (position: number) => Blocked | null;
}

/**
 * Applies edits one after the other. An edit at the end costs its own blocks; one further back restarts at the last
 * checkpoint before it. Either way every edit sees the state it would see in a replay from the start, to the bit.
 */
export function createReplay(hierarchy: Hierarchy, base: Leaves, actuals?: Actuals): Replay {
  const state = createPlanState(hierarchy, base, actuals);
  const start = takeCheckpoint(state, 0, undefined);
  let checkpoints: Checkpoint[] = [start];
  let outcomes: (Blocked | null)[] = [];

  function run(entries: readonly Entry[], from: number): number {
    rewind(from);
    const first = outcomes.length;
    for (let position = first; position < entries.length; position++) {
      if (isDue(position - lastCheckpoint(), entries.length - position)) {
        checkpoints = thinned([...checkpoints, takeCheckpoint(state, position, checkpoints.at(-1))]);
      }
      outcomes.push(applyEdit(state, entries[position]!, position));
    }
    return entries.length - first;
  }

  function rewind(from: number): void {
    if (from >= outcomes.length) return;
    checkpoints = checkpoints.filter(({ position }) => position <= from);
    const nearest = checkpoints.at(-1) ?? start;
    restoreCheckpoint(state, nearest);
    outcomes = outcomes.slice(0, nearest.position);
  }

  function runAside(entries: readonly Entry[], from: number): (position: number) => Blocked | null {
    let first = outcomes.length;
    if (from < first) {
      const nearest = checkpoints.findLast(({ position }) => position <= from) ?? start;
      restoreCheckpoint(state, nearest);
      first = nearest.position;
    }
    const aside = entries.slice(first).map((entry, n) => applyEdit(state, entry, first + n));
    return (position) => (position < first ? outcomes[position] : aside[position - first]) ?? null;
  }

  const lastCheckpoint = (): number => checkpoints.at(-1)?.position ?? 0;

  return { state, run, blockedAt: (position) => outcomes[position] ?? null, runAside };
}

function isDue(sinceLast: number, remaining: number): boolean {
  return remaining === 1 ? sinceLast >= STEP : sinceLast >= DISTANCES[0]! && DISTANCES.includes(remaining);
}

/** Drops the checkpoint whose loss costs least: between near neighbours, far back. Never the start or the newest. */
function thinned(checkpoints: Checkpoint[]): Checkpoint[] {
  if (checkpoints.length <= 1 + MAX_CHECKPOINTS) return checkpoints;
  const end = checkpoints.at(-1)!.position + 1;
  let least = 1;
  let leastLoss = Infinity;
  for (let i = 1; i < checkpoints.length - 1; i++) {
    const gap = checkpoints[i + 1]!.position - checkpoints[i - 1]!.position;
    const loss = gap / (end - checkpoints[i]!.position);
    if (loss < leastLoss) [least, leastLoss] = [i, loss];
  }
  return checkpoints.toSpliced(least, 1);
}
