import type { Schedule } from './schedule.ts';

export interface Pacer {
  /** The doorbell rang: look now, and once more after the gate of the bell, which may have swallowed a later one. */
  ring(): void;
  /** Looks now; resolves after a look that began after this call. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

export interface PacerOptions {
  /** One look at the database. Must not reject. */
  look: () => Promise<void>;
  /** Whether anybody waits for values. */
  watched: () => boolean;
  schedule: Schedule;
}

/** The bell rings at most once per 50 ms; whoever commits a little later in the same slot is silent. */
export const GATE_MS = 60;
const WATCHED_POLL_MS = 250;
const IDLE_POLL_MS = 2_000;

/** Decides when to look: on the bell, after its gate, and by the clock as a backstop. Never two looks at once. */
export function createPacer({ look, watched, schedule }: PacerOptions): Pacer {
  let running: Promise<void> | undefined;
  let queued: Promise<void> | undefined;
  let cancelGate: (() => void) | undefined;
  let cancelPoll: (() => void) | undefined;
  let stopped = false;

  async function once(): Promise<void> {
    cancelPoll?.();
    await look();
    running = undefined;
    if (!stopped) cancelPoll = schedule(() => void ask(), watched() ? WATCHED_POLL_MS : IDLE_POLL_MS);
  }

  /** A look under way may have taken its snapshot already, so whoever asks meanwhile waits for the next one. */
  function ask(): Promise<void> {
    if (stopped) return Promise.resolve();
    if (!running) return (running = once());
    return (queued ??= running.then(() => {
      queued = undefined;
      return ask();
    }));
  }

  return {
    look: ask,
    ring() {
      void ask();
      cancelGate?.();
      cancelGate = stopped ? undefined : schedule(() => void ask(), GATE_MS);
    },
    async stop() {
      stopped = true;
      cancelGate?.();
      cancelPoll?.();
      await running;
      await queued;
      cancelPoll?.();
    },
  };
}
