import { applyEdit } from './apply-edit.ts';
import { restoreCheckpoint, switchTo, takeCheckpoint } from './checkpoint.ts';
import { advance } from './course.ts';
import { createExpectation } from './expectation.ts';
import { createPlanState } from './plan-state.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { Actuals, Leaves } from './base.ts';
import type { Blocked } from './blocked.ts';
import type { Course } from './course.ts';
import type { Entry } from './log-entry.ts';
import type { PlanState } from './plan-state.ts';

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
  /** A sequence that may come, alone or with more at its end: what `prepare` has applied of it, its run need not. */
  expect(entries: readonly Entry[], from: number): void;
  /** Applies so many edits of what is expected, beside the live leaves; whether there are any left. */
  prepare(count: number): boolean;
}

/**
 * Applies edits one after the other. An edit at the end costs its own blocks; one further back restarts at the last
 * checkpoint before it. Either way every edit sees the state it would see in a replay from the start, to the bit.
 */
export function createReplay(hierarchy: Hierarchy, base: Leaves, actuals?: Actuals): Replay {
  const state = createPlanState(hierarchy, base, actuals);
  const expectation = createExpectation(() => createPlanState(hierarchy, base, actuals));
  let live: Course = { outcomes: [], checkpoints: [takeCheckpoint(state, 0, undefined)] };

  function run(entries: readonly Entry[], from: number): number {
    if (from < live.outcomes.length) rewind(entries, from);
    const first = live.outcomes.length;
    advance(state, live, entries, entries.length);
    return entries.length - first;
  }

  function rewind(entries: readonly Entry[], from: number): void {
    const prepared = expectation.reached(entries, from);
    if (prepared) switchTo(state, prepared.end);
    live = prepared?.course ?? goBack(from);
    expectation.drop();
  }

  /** The live course as far as its last checkpoint up to a position. */
  function agreeing(from: number): Course {
    const checkpoints = live.checkpoints.filter(({ position }) => position <= from);
    return { outcomes: live.outcomes.slice(0, checkpoints.at(-1)?.position ?? 0), checkpoints };
  }

  function goBack(from: number): Course {
    const course = agreeing(from);
    const nearest = course.checkpoints.at(-1);
    if (nearest) restoreCheckpoint(state, nearest);
    return course;
  }

  function runAside(entries: readonly Entry[], from: number): (position: number) => Blocked | null {
    const { outcomes } = from < live.outcomes.length ? goAside(entries, from) : live;
    const first = outcomes.length;
    const aside = entries.slice(first).map((entry, n) => applyEdit(state, entry, first + n));
    return (position) => (position < first ? outcomes[position] : aside[position - first]) ?? null;
  }

  function goAside(entries: readonly Entry[], from: number): Course {
    const prepared = expectation.reached(entries, from);
    if (!prepared) return goBack(from);
    switchTo(state, prepared.end);
    return prepared.course;
  }

  return {
    state,
    run,
    blockedAt: (position) => live.outcomes[position] ?? null,
    runAside,
    expect: (entries, from) => expectation.begin(entries, agreeing(from)),
    prepare: expectation.advance,
  };
}
