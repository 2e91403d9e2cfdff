import { Worker } from 'node:worker_threads';
import * as Y from 'yjs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../shared/planning/testing/random.ts';
import { editAt, gridHierarchy, randomBase, randomCell } from '../../shared/planning/testing/random-plan.ts';
import { packRows } from '../../shared/scenario/entry-rows.ts';
import { packBase } from './bases.ts';
import { createPlanThread, planThreadHere } from './plan-thread.ts';
import { buildPlanWorker } from './testing/plan-worker-file.ts';
import type { EntryRows } from '../../shared/scenario/entry-rows.ts';
import type { PlanRequest } from './plan-host.ts';
import type { PlanThread } from './plan-thread.ts';
import type { PlanWorkerFile } from './testing/plan-worker-file.ts';

const SEED = Number(process.env['PLAN_SEED'] ?? 20271203);
const ENDLESS = 'require("node:worker_threads").parentPort.on("message", () => { for (;;); })';
const DYING = 'require("node:worker_threads").parentPort.on("message", () => process.exit(3))';
const GREEDY = `require("node:worker_threads").parentPort.on("message", () => {
  for (const kept = []; ; ) kept.push(Array.from({ length: 1e5 }, (_, n) => ({ n })));
})`;

const random = createRandom(SEED);
const hierarchy = gridHierarchy({ regions: 3, stores: 12, categories: 4 });
const source = { tree: hierarchy.tree, base: packBase(randomBase(random, hierarchy, 0.05)).bytes };
const addresses = Array.from({ length: 40 }, () => randomCell(random, hierarchy, 'ca_ttc'));

function rowsOf(from: number, count: number): EntryRows {
  const rows = Array.from({ length: count }, (_, n) => {
    const doc = new Y.Doc();
    const edit = editAt(random, from + n, { cell: randomCell(random, hierarchy, 'qte'), op: 'pct', v: 0.03 });
    doc.getArray('edits').push([Object.fromEntries(Object.entries(edit).filter(([, field]) => field !== undefined))]);
    return { bytes: Y.encodeStateAsUpdate(doc), client: doc.clientID };
  });
  return packRows(rows);
}

const asked = (changes: Partial<PlanRequest> = {}): PlanRequest => ({
  plan: 'a',
  rows: [],
  question: { kind: 'cells', addresses },
  forget: [],
  ...changes,
});

let file: PlanWorkerFile;
let threads: PlanThread[] = [];
const deaths: string[] = [];

beforeAll(async () => {
  file = await buildPlanWorker();
}, 60_000);
afterAll(() => file.remove());
afterEach(async () => {
  await Promise.all(threads.map((thread) => thread.stop()));
  threads = [];
  deaths.length = 0;
});

/** The first workers run the given code, all later ones the real one. */
function aThread(limitMs = 30_000, ...first: string[]): PlanThread {
  const codes = [...first];
  const thread = createPlanThread({
    start: () => {
      const code = codes.shift();
      const resourceLimits = { maxOldGenerationSizeMb: code === GREEDY ? 32 : 512 };
      return new Worker(code ?? file.path, { eval: code !== undefined, resourceLimits });
    },
    limitMs,
    onDeath: ({ message }) => deaths.push(message),
  });
  threads.push(thread);
  return thread;
}

test(`a thread gives the bits that are computed here, opened and carried on (seed ${SEED})`, async () => {
  const [there, here] = [aThread(), planThreadHere()];
  const more = [asked({ open: source, rows: [rowsOf(1, 60)] }), asked({ rows: [rowsOf(61, 5), rowsOf(66, 1)] })];
  for (const request of [...more, asked({ question: { kind: 'base' } })]) {
    expect(await there.ask(request)).toEqual(await here.ask(request));
  }
});

test('an address that names no cell is an answer, and a plan that is not open an error, which end nothing', async () => {
  const thread = aThread();
  await expect(thread.ask(asked())).rejects.toThrow('plan a is not open');
  const unknown = asked({ open: source, question: { kind: 'cells', addresses: ['ca_ttc|nowhere'] } });
  expect(await thread.ask(unknown)).toMatchObject({ kind: 'unknown', issues: [{ index: 0 }] });
  expect(await thread.ask(asked())).toMatchObject({ kind: 'cells' });
  await thread.ask(asked({ plan: 'b', open: source, forget: ['a'] }));
  await expect(thread.ask(asked())).rejects.toThrow('plan a is not open');
  expect([deaths, thread.generation()]).toEqual([[], 1]);
});

test.each([
  ['takes too long', ENDLESS, 'timeout', 3_000],
  ['ends its thread', DYING, 'died', 30_000],
  ['takes all memory', GREEDY, 'died', 30_000],
])(
  'a request that %s fails alone: the next ones are answered by another thread',
  async (_name, code, kind, limitMs) => {
    const thread = aThread(limitMs, code);
    const answers = await Promise.allSettled([
      thread.ask(asked({ open: source })),
      thread.ask(asked()),
      thread.ask(asked({ plan: 'b', open: source })),
    ]);
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? 'answered' : answer.reason.kind))).toEqual([
      kind,
      'gone',
      'answered',
    ]);
    expect([deaths.length, thread.generation(), thread.waiting()]).toEqual([1, 2, 0]);
  },
);

test('a stopped thread answers nothing more, and says so to who waits', async () => {
  const thread = aThread(30_000, ENDLESS);
  const waiting = [thread.ask(asked({ open: source })), thread.ask(asked())];
  const stopped = thread.stop();
  for (const answer of [...waiting, thread.ask(asked())])
    await expect(answer).rejects.toMatchObject({ kind: 'stopped' });
  await stopped;
});
