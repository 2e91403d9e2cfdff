import { useCallback, useEffect, useRef, useState } from 'react';

const HIDE_AFTER_MS = 4_000;

/** Whether somebody is there: the mouse moved, a key was pressed or the screen was touched a moment ago, or `held` is set. */
export function useAwake(held: boolean): boolean {
  const [awake, setAwake] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wake = useCallback(() => {
    setAwake(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAwake(false), HIDE_AFTER_MS);
  }, []);
  useEffect(() => {
    const events = ['pointermove', 'pointerdown', 'keydown'] as const;
    for (const event of events) window.addEventListener(event, wake);
    return () => {
      for (const event of events) window.removeEventListener(event, wake);
      clearTimeout(timer.current);
    };
  }, [wake]);
  return awake || held;
}
