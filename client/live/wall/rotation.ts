/** Which of the chosen scopes a wall screen shows. */
export interface Rotation {
  /** Place in the list; the list may have become shorter meanwhile. */
  readonly at: number;
  readonly paused: boolean;
}

export type Move = 'tick' | 'next' | 'previous' | 'pause';

export const EVERY_MS = 20_000;

export function rotate(rotation: Rotation, move: Move, count: number): Rotation {
  const { at, paused } = rotation;
  if (move === 'pause') return { at, paused: !paused };
  if (count === 0 || (move === 'tick' && paused)) return rotation;
  const step = move === 'previous' ? -1 : 1;
  return { at: (placeIn(rotation, count) + step + count) % count, paused };
}

/** The place that is shown, also after the list has changed. */
export function placeIn({ at }: Rotation, count: number): number {
  return count === 0 ? 0 : Math.min(at, count - 1);
}
