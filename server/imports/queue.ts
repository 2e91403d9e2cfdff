/** One job after the other; each caller gets the outcome of its own. */
export interface JobQueue {
  add<T>(job: () => Promise<T>): Promise<T>;
  /** Resolves when all jobs added so far have ended, however. */
  settled(): Promise<void>;
}

export function createQueue(): JobQueue {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    add(job) {
      const outcome = tail.then(job);
      tail = outcome.catch(() => undefined);
      return outcome;
    },
    async settled() {
      for (let seen; seen !== tail;) {
        seen = tail;
        await seen;
      }
    },
  };
}
