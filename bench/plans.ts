import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import * as Y from 'yjs';
import { packBase } from '../server/scenarios/bases.ts';
import { engineOf } from '../server/scenarios/engine-of.ts';
import { planThreadHere } from '../server/scenarios/plan-thread.ts';
import { startPlanThreads } from '../server/scenarios/plan-threads.ts';
import { silentLog } from '../server/sync/testing/fixtures.ts';
import { createEngine } from '../shared/planning/engine.ts';
import { createRandom } from '../shared/planning/testing/random.ts';
import { gridHierarchy, randomBase } from '../shared/planning/testing/random-plan.ts';
import { packRows } from '../shared/scenario/entry-rows.ts';
import { budgetEdits } from './budget-edits.ts';
import type { PlanRequest } from '../server/scenarios/plan-host.ts';
import type { PlanThread } from '../server/scenarios/plan-thread.ts';
import type { Edit } from '../shared/planning/edit.ts';
import type { EntryRows } from '../shared/scenario/entry-rows.ts';

const SEED = 20270101;
const LOGS = [5_000, 50_000];
/** Entries of one update, as a paste brings them. */
const A_ROW = 10;

interface Asked {
  /** Until the answer is there. */
  readonly ms: number;
  /** The longest the server's event loop did not turn meanwhile. */
  readonly blockedMs: number;
}

/**
 * What a server does for `/cells` of a plan of 120,000 leaves that nobody asked for before: decoding its log, replaying it,
 * and reading a thousand cells. In the server's own thread as the floor, and in a thread of its own.
 */
export async function runPlansBench(): Promise<object> {
  const random = createRandom(SEED);
  const hierarchy = gridHierarchy({ regions: 13, stores: 500, categories: 20 });
  const base = randomBase(random, hierarchy, 0.05);
  const open = { tree: hierarchy.tree, base: packBase(base).bytes };
  const atBase = createEngine({ hierarchy, base });
  const addresses = Array.from({ length: 1_000 }, (_, n) => `ca_ttc|${hierarchy.orgs[n % 514]}|*|2027-Q${1 + (n % 4)}`);
  const threads = startPlanThreads(silentLog);
  const results: object[] = [];
  for (const entries of LOGS) {
    const rows = [rowsOf(budgetEdits(random, hierarchy, atBase, entries))];
    const request: PlanRequest = { plan: 'plan', open, rows, question: { kind: 'cells', addresses }, forget: [] };
    const here = await asked(planThreadHere(), request);
    const there = await asked(threads[0]!, request);
    const again = await asked(threads[0]!, { ...request, open: undefined, rows: [] });
    const all = await asked(threads[0]!, { ...request, open: undefined, rows: [], question: { kind: 'base' } });
    results.push({ entries, here, thread: there, threadAgain: again, threadAllLeaves: all });
  }
  await Promise.all(threads.map((thread) => thread.stop()));
  const begun = performance.now();
  engineOf({ tree: hierarchy.tree, packed: packBase(base), positions: {} }).value(addresses[0]!);
  const exportStartMs = Math.round(performance.now() - begun);
  return { unit: 'ms', seed: SEED, leaves: base.q.length, results, exportStartMs };
}

async function asked(thread: PlanThread, request: PlanRequest): Promise<Asked> {
  await pause();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await pause();
  delay.reset();
  // The first turn after a reset only starts the clock.
  await pause();
  const start = performance.now();
  await thread.ask(request);
  const ms = performance.now() - start;
  await pause();
  delay.disable();
  return { ms: Math.round(ms), blockedMs: Math.round(delay.max / 1e5) / 10 };
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

function rowsOf(edits: readonly Edit[]): EntryRows {
  const rows = [];
  for (let first = 0; first < edits.length; first += A_ROW) {
    const doc = new Y.Doc();
    doc.getArray('edits').push(edits.slice(first, first + A_ROW).map(plain));
    rows.push({ bytes: Y.encodeStateAsUpdate(doc), client: doc.clientID });
  }
  return packRows(rows);
}

/** Without fields that are undefined, which no document has. */
const plain = (edit: Edit): object =>
  Object.fromEntries(Object.entries(edit).filter(([, field]) => field !== undefined));
