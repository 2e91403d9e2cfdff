import type { Schedule } from './schedule.ts';

/** Reads that many ask for at once: each begins after it was asked for, and those of one key at most every so often. */
export interface PacedReads<T> {
  /** Rejects as the read does; the next one starts anew. */
  get(key: string, read: () => Promise<T>): Promise<T>;
}

interface Lane<T> {
  running: Promise<T> | undefined;
  queued: Promise<T> | undefined;
  startedAt: number;
}

export function createPacedReads<T>(options: {
  clock: () => number;
  schedule: Schedule;
  everyMs: number;
}): PacedReads<T> {
  const { clock, schedule, everyMs } = options;
  const lanes = new Map<string, Lane<T>>();

  async function run(lane: Lane<T>, read: () => Promise<T>): Promise<T> {
    lane.startedAt = clock();
    try {
      return await read();
    } finally {
      lane.running = undefined;
    }
  }

  async function later(lane: Lane<T>, read: () => Promise<T>): Promise<T> {
    await lane.running?.catch(() => undefined);
    const rest = lane.startedAt + everyMs - clock();
    if (rest > 0) await new Promise<void>((resolve) => void schedule(resolve, rest));
    lane.queued = undefined;
    return (lane.running = run(lane, read));
  }

  return {
    get(key, read) {
      let lane = lanes.get(key);
      if (!lane) lanes.set(key, (lane = { running: undefined, queued: undefined, startedAt: -Infinity }));
      // A read under way may have taken its snapshot already, so whoever asks meanwhile waits for the next one.
      if (lane.running || lane.queued || clock() - lane.startedAt < everyMs) return (lane.queued ??= later(lane, read));
      return (lane.running = run(lane, read));
    },
  };
}
