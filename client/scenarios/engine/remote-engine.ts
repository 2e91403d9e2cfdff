import { createCaller } from '../../rpc/caller.ts';
import { RemoteError } from '../../rpc/remote-error.ts';
import { createStore } from '../../ui/store.ts';
import type { PlanEngine } from './engine.ts';
import type { EngineMethods, PlanInput } from './engine-methods.ts';
import type { EngineThread, StartThread } from './engine-thread.ts';
import type { RowRequest } from './row-answer.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

/** A worker that dies this often will die again. */
const MAX_STARTS = 3;

/** The engine died and could not be brought back, or its session was closed. */
export class EngineStopped extends Error {
  constructor(reason: string) {
    super(`the engine has stopped: ${reason}`);
    this.name = 'EngineStopped';
  }
}

export interface RemoteEngineOptions {
  readonly start: StartThread;
  /** Asked for at every start: what it gives is handed over to the thread. */
  readonly load: () => Promise<PlanInput>;
  /** Leaves to compare with, asked for when first needed; `undefined` where there are none. */
  readonly loadLastYear: () => Promise<ArrayBuffer | undefined>;
}

/**
 * The engine on another thread. When that thread dies, a new one is fed with the entries again, and what was not answered
 * is asked again: callers notice nothing but the time it takes.
 */
export function createRemoteEngine({ start, load, loadLastYear }: RemoteEngineOptions): PlanEngine {
  const caller = createCaller<EngineMethods>();
  const fault = createStore<Error | undefined>(undefined);
  let entries: Edit[] = [];
  let version = 0;
  let starts = 0;
  let thread: EngineThread | undefined;
  let opened: Promise<void>;
  let lastYear: Promise<void> | undefined;

  async function run(): Promise<void> {
    starts += 1;
    lastYear = undefined;
    const begun = start((reason) => {
      if (thread === begun) crashed(reason);
    });
    thread = begun;
    try {
      const input = await load();
      if (thread !== begun) return;
      const opener = createCaller<EngineMethods>();
      opener.attach(begun.port);
      const { base, actuals } = input;
      await opener.handOver('open', [input, starts], actuals ? [base, actuals] : [base]);
      if (starts > 1) await opener.remote.append(entries);
      if (thread === begun) caller.attach(begun.port);
    } catch (error) {
      if (thread === begun) stop(error instanceof Error ? error : new EngineStopped(String(error)));
    }
  }

  function crashed(reason: string): void {
    thread?.stop();
    thread = undefined;
    if (starts < MAX_STARTS) opened = run();
    else stop(new EngineStopped(reason));
  }

  function stop(reason: Error): void {
    thread?.stop();
    thread = undefined;
    caller.fail(reason);
    fault.set(reason);
  }

  /** An engine that throws where it must not is in a state nobody knows. */
  async function vital<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (thread && error instanceof RemoteError) stop(error);
      throw error;
    }
  }

  async function compare(): Promise<void> {
    await opened;
    const begun = thread;
    const leaves = await loadLastYear();
    if (leaves && thread === begun) await caller.handOver('compareWith', [leaves], [leaves]);
  }

  opened = run();
  // What has no line of its own here goes straight to the other thread.
  const direct = Object.create(caller.remote) as typeof caller.remote;
  return Object.assign(direct, {
    version: () => version,
    fault,
    append: (edits: readonly Edit[]) => {
      version += 1;
      entries.push(...edits);
      return vital(caller.remote.append(edits));
    },
    restart: (edits: readonly Edit[]) => {
      version += 1;
      entries = [...edits];
      return vital(caller.remote.restart(edits));
    },
    rows: (asked: readonly RowRequest[]) => vital(caller.remote.rows(asked)),
    lastYearRow: async (measure: string, row: string) => {
      const asked = (lastYear ??= compare());
      try {
        await asked;
      } catch (error) {
        // The next row asked for tries again.
        if (lastYear === asked) lastYear = undefined;
        throw error;
      }
      return caller.remote.lastYearRow(measure, row);
    },
    close: () => {
      thread?.stop();
      thread = undefined;
      caller.fail(new EngineStopped('closed'));
    },
  });
}
