import { createPlanHost } from './plan-host.ts';
import type { Worker } from 'node:worker_threads';
import type { PlanAnswer, PlanRequest } from './plan-host.ts';

/**
 * `timeout` it took too long · `died` its thread ended with it · `gone` the thread it was open in ended before its turn:
 * open it again · `stopped` the server is stopping.
 */
export type PlanLoss = 'timeout' | 'died' | 'gone' | 'stopped';

/** A plan was not computed. */
export class PlanLost extends Error {
  readonly kind: PlanLoss;

  constructor(kind: PlanLoss, cause?: Error) {
    super(`a plan was not computed: ${kind}`, { cause });
    this.kind = kind;
  }
}

export type PlanReply =
  { readonly ok: true; readonly answer: PlanAnswer } | { readonly ok: false; readonly message: string };

/** Where plans are computed, one request after the other. */
export interface PlanThread {
  /** Another number: the plans opened before are gone. */
  generation(): number;
  /** @throws PlanLost */
  ask(request: PlanRequest): Promise<PlanAnswer>;
  /** Requests under way and waiting. */
  waiting(): number;
  stop(): Promise<void>;
}

export interface PlanThreadOptions {
  /** A thread that runs plan-worker.ts. */
  readonly start: () => Worker;
  /** ms one request may take, the replay of its whole log included. */
  readonly limitMs: number;
  readonly onDeath: (error: Error) => void;
}

interface Asked {
  readonly request: PlanRequest;
  /** When it was asked. */
  readonly generation: number;
  readonly resolve: (answer: PlanAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Starts a thread when it is first needed, and another after its death. What waits goes on there; what it died of does not. */
export function createPlanThread({ start, limitMs, onDeath }: PlanThreadOptions): PlanThread {
  const queue: Asked[] = [];
  let running: (Asked & { readonly timer: NodeJS.Timeout }) | undefined;
  let worker: Worker | undefined;
  let generation = 1;
  let stopped = false;

  function next(): void {
    if (running || stopped) return;
    const asked = queue.shift();
    if (!asked) return;
    if (asked.generation !== generation && !asked.request.open) {
      asked.reject(new PlanLost('gone'));
      return next();
    }
    const thread = (worker ??= begin());
    running = { ...asked, timer: setTimeout(() => bury(thread, new PlanLost('timeout')), limitMs) };
    thread.postMessage(asked.request);
  }

  function begin(): Worker {
    const thread = start();
    thread.on('message', (reply: PlanReply) => settle(thread, reply));
    thread.on('error', (error: Error) => bury(thread, new PlanLost('died', error)));
    thread.on('exit', () => bury(thread, new PlanLost('died')));
    // It works for requests, and they keep the process alive.
    thread.unref();
    return thread;
  }

  function settle(thread: Worker, reply: PlanReply): void {
    if (thread !== worker) return;
    const asked = end();
    if (reply.ok) asked?.resolve(reply.answer);
    else asked?.reject(new Error(reply.message));
    next();
  }

  function bury(thread: Worker, error: PlanLost): void {
    if (thread !== worker) return;
    worker = undefined;
    generation++;
    void thread.terminate();
    onDeath(error);
    end()?.reject(error);
    next();
  }

  function end(): Asked | undefined {
    const asked = running;
    clearTimeout(asked?.timer);
    running = undefined;
    return asked;
  }

  return {
    generation: () => generation,
    waiting: () => queue.length + (running ? 1 : 0),
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (stopped) return reject(new PlanLost('stopped'));
        queue.push({ request, generation, resolve, reject });
        return next();
      }),
    async stop() {
      stopped = true;
      for (const { reject } of queue.splice(0)) reject(new PlanLost('stopped'));
      end()?.reject(new PlanLost('stopped'));
      const thread = worker;
      worker = undefined;
      await thread?.terminate();
    },
  };
}

/** The same without a thread: for commands and tests that answer nobody else meanwhile. */
export function planThreadHere(): PlanThread {
  const host = createPlanHost();
  return {
    generation: () => 1,
    ask: async (request) => host(request),
    waiting: () => 0,
    stop: async () => {},
  };
}
