import type { Log } from '../log.ts';
import type { Pool } from '../postgres/pool.ts';
import { fold } from './folder.ts';
import type { LiveReader } from './live-reader.ts';
import type { Reconciler } from './reconciler.ts';
import type { Schedule } from './schedule.ts';

export interface MaintenanceOptions {
  pool: Pool;
  reader: LiveReader;
  reconciler: Reconciler;
  look: () => Promise<void>;
  /** Every second, whatever the database does. */
  tick: () => void;
  clock: () => number;
  schedule: Schedule;
  log: Log;
}

const EVERY_MS = 1_000;
const FOLD_MS = 2_000;
const DIRECTORY_MS = 15_000;
const RECONCILE_MS = 10_000;
/** Objectives are published and rates of past days corrected without a sale of today. */
const BASELINES_MS = 300_000;
/** While sales of other days keep moving (an import), reading them again takes at most this share of the time. */
const BASELINES_SHARE = 0.05;
const BASELINES_MIN_MS = 3_000;

/** What a server does beside following sales: says that it lives, folds, recounts, and reads again what sales do not announce. */
export function createMaintenance({ pool, reader, reconciler, look, tick, clock, schedule, log }: MaintenanceOptions) {
  let stopped = false;
  let cancelBeat: (() => void) | undefined;
  let running: Promise<void> | undefined;
  let foldedAt = 0;
  let directoryAt = clock();
  let reconciledAt = clock();
  let baselinesAt = clock();
  let baselinesPause = BASELINES_MIN_MS;

  async function work(): Promise<void> {
    await reader.renew();
    if (clock() - foldedAt >= FOLD_MS) {
      foldedAt = clock();
      await fold(pool);
    }
    if (clock() - directoryAt >= DIRECTORY_MS) {
      directoryAt = clock();
      await reader.refreshDirectory();
    }
    const age = clock() - baselinesAt;
    if (age >= baselinesPause) {
      const started = clock();
      if (await reader.refreshBaselines(age >= BASELINES_MS)) {
        baselinesAt = clock();
        baselinesPause = Math.max(BASELINES_MIN_MS, (baselinesAt - started) / BASELINES_SHARE);
      }
    }
    if (clock() - reconciledAt >= RECONCILE_MS) {
      reconciledAt = clock();
      await reconciler.next();
    }
    // Whatever was found out of date above is loaded now.
    await look();
  }

  function beat(): void {
    if (stopped) return;
    tick();
    running ??= work()
      // The look says it aloud when the database is away.
      .catch((error: Error) => log.debug({ err: error }, 'maintenance of the live values'))
      .finally(() => (running = undefined));
    cancelBeat = schedule(beat, EVERY_MS);
  }

  return {
    start: () => void (cancelBeat = schedule(beat, EVERY_MS)),
    async stop() {
      stopped = true;
      cancelBeat?.();
      await running;
    },
  };
}
