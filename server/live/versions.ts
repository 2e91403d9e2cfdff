/**
 * Numbers that grow with every message and over restarts: milliseconds since the epoch, pushed on where two fall into
 * one. A bound that no version handed out passes is kept in the database, so that a clock set back cannot make them fall.
 */
export interface Versions {
  next(): number;
  /** Never hands out anything up to `version` again. */
  after(version: number): void;
  /** To be stored: versions stay below it for RESERVE_MS. */
  bound(): number;
}

/** Far more than the time between two renewals of the stored bound. */
export const RESERVE_MS = 10_000;

export function createVersions(clock: () => number): Versions {
  let last = 0;
  return {
    next: () => (last = Math.max(last + 1, Math.floor(clock()))),
    after: (version) => void (last = Math.max(last, version)),
    bound: () => Math.max(last, Math.floor(clock())) + RESERVE_MS,
  };
}
