/** Bounds what one caller may have done here at a time, so that whoever else comes gets in between. */
export interface Turns {
  /**
   * Waits for a turn of this caller; resolves with what ends it. Resolves undefined where too many of his wait already, or he
   * has gone.
   *
   * @param gone the caller listens no more
   */
  take(caller: string, gone: AbortSignal): Promise<(() => void) | undefined>;
}

export interface TurnLimits {
  /** Of one caller, at the same time. */
  readonly running: number;
  /** Of one caller, until one of his ends. */
  readonly waiting: number;
}

interface Caller {
  running: number;
  readonly queue: (() => void)[];
}

export function createTurns({ running, waiting }: TurnLimits): Turns {
  const callers = new Map<string, Caller>();

  /** Can be called again without harm: one turn ends once. */
  function turnOf(name: string, caller: Caller): () => void {
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const next = caller.queue.shift();
      if (next) return next();
      caller.running--;
      if (caller.running === 0) callers.delete(name);
    };
  }

  return {
    async take(name, gone) {
      if (gone.aborted) return undefined;
      const caller = callers.get(name) ?? { running: 0, queue: [] };
      callers.set(name, caller);
      if (caller.running < running) {
        caller.running++;
        return turnOf(name, caller);
      }
      if (caller.queue.length >= waiting) return undefined;
      return new Promise((resolve) => {
        const start = (): void => {
          gone.removeEventListener('abort', leave);
          resolve(turnOf(name, caller));
        };
        const leave = (): void => {
          caller.queue.splice(caller.queue.indexOf(start), 1);
          resolve(undefined);
        };
        gone.addEventListener('abort', leave, { once: true });
        caller.queue.push(start);
      });
    },
  };
}
