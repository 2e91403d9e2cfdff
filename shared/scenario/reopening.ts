import type { Shown } from './comment-intent.ts';
import type { Thread } from './threads.ts';

/** How far a value may drift from the one a thread was resolved at: 0.01 is 1 % of it. */
export const DRIFT = 0.01;

/** The move that opens a resolved thread again; null is « – ». */
export interface Reopening {
  readonly from: number | null;
  readonly to: number | null;
}

/**
 * Whether the cell has moved away from the value the thread was resolved at. Derived from what everybody has, so that
 * nobody writes for having looked, and so that a value that comes back leaves the thread resolved.
 * @param threshold relative to the value at the resolution
 */
export function reopened(thread: Thread, current: Shown, threshold: number = DRIFT): Reopening | undefined {
  const from = thread.resolved?.value;
  if (from === undefined || current === undefined || !moved(from, current, threshold)) return undefined;
  return { from, to: current };
}

function moved(from: number | null, to: number | null, threshold: number): boolean {
  if (from === null || to === null) return from !== to;
  return Math.abs(to - from) > threshold * Math.abs(from);
}
