/** Asks again when a bell rings: one question on its way, the next at least `everyMs` after the last, however often it rings. */
export interface Follower {
  ring: () => void;
  stop: () => void;
}

export interface FollowerParts {
  /** Resolves with the answer, or without one. Must not reject. */
  ask: () => Promise<unknown>;
  everyMs: number;
  /** Runs `work` once after `ms`; returns the function that calls it off. */
  schedule: (work: () => void, ms: number) => () => void;
}

export function createFollower({ ask, everyMs, schedule }: FollowerParts): Follower {
  let rung = false;
  let resting = false;
  let stopped = false;
  let cancel: (() => void) | undefined;

  const rested = () => {
    resting = false;
    if (rung) go();
  };
  const go = () => {
    rung = false;
    resting = true;
    void ask().then(() => {
      if (!stopped) cancel = schedule(rested, everyMs);
    });
  };
  return {
    ring: () => {
      rung = true;
      if (!resting && !stopped) go();
    },
    stop: () => {
      stopped = true;
      cancel?.();
    },
  };
}
