import { parentPort } from 'node:worker_threads';
import { createPlanHost } from './plan-host.ts';
import type { PlanReply } from './plan-thread.ts';
import type { PlanRequest } from './plan-host.ts';

/** The entry of a thread that computes plans; see plan-thread.ts. */
const host = createPlanHost();

parentPort?.on('message', (request: PlanRequest) => parentPort?.postMessage(answer(request)));

function answer(request: PlanRequest): PlanReply {
  try {
    return { ok: true, answer: host(request) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
