import { useCallback, useEffect, useState } from 'react';
import { EVERY_MS, placeIn, rotate, type Move, type Rotation } from './rotation.ts';

/** Turns every 20 s from the last step on, however it was made. `from`: where it starts, stopped there when `paused`. */
export function useRotation(
  count: number,
  from: Rotation,
): { place: number; paused: boolean; move: (by: Move) => void } {
  const [rotation, setRotation] = useState(from);
  const { at, paused } = rotation;
  const move = useCallback((by: Move) => setRotation((before) => rotate(before, by, count)), [count]);
  useEffect(() => {
    if (paused || count < 2) return undefined;
    const timer = setTimeout(() => move('tick'), EVERY_MS);
    return () => clearTimeout(timer);
  }, [at, paused, count, move]);
  return { place: placeIn(rotation, count), paused, move };
}
