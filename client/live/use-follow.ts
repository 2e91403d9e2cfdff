import { useEffect, useRef } from 'react';
import { createFollower, type Follower } from './follower.ts';

/** Asks again whenever the version of a scope's values moves, while `active`; and on becoming active. */
export function useFollow(
  version: number | undefined,
  active: boolean,
  everyMs: number,
  ask: () => Promise<unknown>,
): void {
  const newest = useRef(ask);
  const follower = useRef<Follower>(undefined);
  useEffect(() => {
    newest.current = ask;
  });
  useEffect(() => {
    const made = createFollower({
      ask: () => newest.current().catch(() => undefined),
      everyMs,
      schedule: (work, ms) => {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
    });
    follower.current = made;
    return made.stop;
  }, [everyMs]);
  useEffect(() => {
    if (active && version !== undefined) follower.current?.ring();
  }, [active, version]);
}
