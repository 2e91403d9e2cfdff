import { useEffect, useRef, useState } from 'react';
import type { PlanSession } from '../session/plan-session.ts';

/** Between two questions, so that a colleague's paste does not ask for each cell again. */
const PAUSE_MS = 300;

export type LiveAnswer<Value> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  /** The newest there is; an older one while the engine works. */
  | { readonly kind: 'known'; readonly value: Value };

interface Kept<Value> {
  readonly ask: () => Promise<Value>;
  readonly answer: LiveAnswer<Value>;
}

/**
 * What the engine says, asked again after every change of the plan: one question at a time, the last change always.
 * @param ask another question is another function: memoise it
 */
export function useAnswer<Value>(session: PlanSession, ask: () => Promise<Value>): LiveAnswer<Value> {
  const [kept, setKept] = useState<Kept<Value>>();
  // One who runs through cells with the arrow keys must not leave a queue of questions that delays the grid's own.
  const onItsWay = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    let over = false;
    let asking = false;
    let asked = -1;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const answer = async (): Promise<LiveAnswer<Value>> => {
      try {
        return { kind: 'known', value: await ask() };
      } catch {
        return { kind: 'failed' };
      }
    };
    const turn = async (before: Promise<void>): Promise<void> => {
      await before;
      if (over) return;
      asked = session.changes.get();
      const known = await answer();
      asking = false;
      if (over) return;
      setKept({ ask, answer: known });
      later();
    };
    const run = (): void => {
      timer = undefined;
      asking = true;
      onItsWay.current = turn(onItsWay.current);
    };
    const later = (): void => {
      if (asking || timer !== undefined || session.changes.get() === asked) return;
      timer = setTimeout(run, PAUSE_MS);
    };

    run();
    const stop = session.changes.subscribe(later);
    return () => {
      over = true;
      clearTimeout(timer);
      stop();
    };
  }, [session, ask]);
  return kept?.ask === ask ? kept.answer : { kind: 'loading' };
}
