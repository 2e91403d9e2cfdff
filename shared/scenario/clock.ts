/**
 * Hybrid logical clock: ms × 1000 + counter, always later than anything it gave or saw. One per tab, over all sheets, so
 * that an entry comes after everything its author had in view. A safe integer until the year 2255.
 */
export interface Clock {
  next(): number;
  /** Takes note of a stamp that came from elsewhere. */
  see(at: number): void;
}

/** How far ahead of its own time the server takes entries. */
export const MAX_AHEAD_MS = 5 * 60_000;

/** @param now server time in ms; may jump, also backwards */
export function createClock(now: () => number): Clock {
  let last = 0;
  return {
    next() {
      last = Math.max(last + 1, Math.floor(now()) * 1000);
      return last;
    },
    see(at) {
      if (Number.isSafeInteger(at) && at > last) last = at;
    },
  };
}

export const stampOf = (ms: number): number => Math.floor(ms) * 1000;
export const msOf = (at: number): number => Math.floor(at / 1000);
