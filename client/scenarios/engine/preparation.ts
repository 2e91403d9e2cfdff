import type { Engine } from '../../../shared/planning/engine.ts';

/** What the engine does while nothing else is asked of it, for a value somebody is typing. */
export interface Preparation {
  /**
   * Gets ready for a value in place of others on this cell, where there is one, then has `look` look at the plan. `undefined`
   * when the plan changed before, or something else was begun.
   */
  readonly begin: <T>(replaced: string | undefined, look: () => T) => Promise<T | undefined>;
  /** The plan is another now. */
  readonly drop: () => void;
}

interface Look {
  readonly take: () => void;
  readonly drop: () => void;
}

/** What is prepared at a time: short enough for an entry that comes meanwhile to wait for nothing one would see. */
const PREPARED_AT_ONCE = 24;

/** @param later runs something once the calls that have arrived meanwhile are answered */
export function createPreparation(engine: () => Engine, later: (run: () => void) => void): Preparation {
  let next: Look | undefined;
  let working = false;

  function work(): void {
    working = engine().prepare(PREPARED_AT_ONCE);
    if (working) return later(work);
    const due = next;
    next = undefined;
    due?.take();
  }

  function drop(): void {
    next?.drop();
    next = undefined;
  }

  return {
    begin: (replaced, look) =>
      new Promise((resolve, reject) => {
        drop();
        if (replaced !== undefined) engine().expect(replaced);
        next = {
          drop: () => resolve(undefined),
          take: () => {
            try {
              resolve(look());
            } catch (error) {
              reject(error as Error);
            }
          },
        };
        if (working) return;
        working = true;
        later(work);
      }),
    drop,
  };
}
