import { switchTo, viewOf } from './checkpoint.ts';
import { advance } from './course.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Course } from './course.ts';
import type { Entry } from './log-entry.ts';
import type { PlanState } from './plan-state.ts';

/** A course and the state at its end: the state is not a copy, so it is to be used at once. */
export interface Reached {
  readonly course: Course;
  readonly end: Checkpoint;
}

/** Another sequence than the live one, applied bit by bit beside it to leaves of its own. */
export interface Expectation {
  /**
   * What was begun before is gone on with where it agrees.
   * @param before the live course up to its last checkpoint that agrees with the entries
   */
  begin(entries: readonly Entry[], before: Course): void;
  /** Applies so many more; whether there are any left. */
  advance(count: number): boolean;
  /** How far these entries were applied already, where that is beyond a position. */
  reached(entries: readonly Entry[], beyond: number): Reached | undefined;
  drop(): void;
}

/** @param createState leaves of any content: made when first needed, they take as much room as the live ones */
export function createExpectation(createState: () => PlanState): Expectation {
  let state: PlanState | undefined;
  let expected: { readonly entries: readonly Entry[]; readonly course: Course } | undefined;

  function reached(entries: readonly Entry[], beyond: number): Reached | undefined {
    if (!expected || !state) return undefined;
    const { course } = expected;
    const position = course.outcomes.length;
    const agrees = (): boolean => course.outcomes.every((_, index) => expected?.entries[index] === entries[index]);
    return position > beyond && agrees() ? { course, end: viewOf(state, position) } : undefined;
  }

  return {
    begin(entries, before) {
      const nearest = before.checkpoints.at(-1);
      const on = reached(entries, nearest?.position ?? 0);
      if (on) {
        expected = { entries, course: on.course };
        return;
      }
      if (!nearest) return;
      state ??= createState();
      switchTo(state, nearest);
      expected = { entries, course: before };
    },
    advance(count) {
      if (!expected || !state) return false;
      const { entries, course } = expected;
      const until = Math.min(entries.length, course.outcomes.length + count);
      advance(state, course, entries, until);
      return until < entries.length;
    },
    reached,
    drop: () => {
      expected = undefined;
    },
  };
}
