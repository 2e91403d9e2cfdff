import { Worker } from 'node:worker_threads';
import { createPlanThread } from './plan-thread.ts';
import type { Log } from '../log.ts';
import type { PlanThread } from './plan-thread.ts';

/** One plan that takes long keeps every other of its thread waiting. */
const THREADS = 2;
/** The longest log two times over, on a busy machine. */
const LIMIT_MS = 60_000;
/** Four engines of a large company with the longest logs. What needs more ends its thread, not the server. */
const HEAP_MB = 2_048;

/** The threads plans are computed in, each started when it is first needed. Only the built server has their file. */
export function startPlanThreads(log: Log): PlanThread[] {
  const url = new URL('./plan-worker.js', import.meta.url);
  return Array.from({ length: THREADS }, () =>
    createPlanThread({
      start: () => new Worker(url, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } }),
      limitMs: LIMIT_MS,
      onDeath: (error) => log.error({ err: error }, 'a thread that computes plans ended'),
    }),
  );
}
