import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDurablePlans } from './durable-plan.ts';
import { createPlanThread, planThreadHere } from './plan-thread.ts';
import { findScenario } from './scenario-row.ts';
import { startScenarios, type Role, type ScenarioHarness } from './testing/harness.ts';
import { buildPlanWorker, type PlanWorkerFile } from './testing/plan-worker-file.ts';
import type { PlanThread } from './plan-thread.ts';

const STALLED = 'require("node:worker_threads").parentPort.on("message", () => {})';
const CELL = 'ca_ttc|M:M001|*|2027';

let file: PlanWorkerFile;
let on: ScenarioHarness;
/** What the next threads run instead of plans. */
const codes: string[] = [];
const workers: Worker[] = [];
const thread = createPlanThread({
  start: () => {
    const code = codes.shift();
    const worker = new Worker(code ?? file.path, { eval: code !== undefined });
    workers.push(worker);
    return worker;
  },
  limitMs: 60_000,
  onDeath: () => {},
});

beforeAll(async () => {
  file = await buildPlanWorker();
  on = await startScenarios(Date.UTC(2026, 10, 22, 9), [thread]);
  await on.sell('M001', 'P01', '2026-01-15', 10);
  await on.pool.query('refresh materialized view mv_ca_categorie_mensuel');
});
afterAll(async () => {
  await on.close();
  await thread.stop();
  await file.remove();
});

const aSet = (v: number): object => ({ cell: CELL, op: 'set', v, over: [] });

test('values come from the thread, grow with the journal, and outlive it', async () => {
  const id = await on.create({ name: 'Budget', year: 2027 });
  await on.write(id, 'IDF', aSet(1_000));
  expect(await on.cells(id, CELL)).toEqual([1_000]);
  await on.write(id, 'IDF', aSet(2_000));
  expect(await on.cells(id, CELL)).toEqual([2_000]);
  expect(workers).toHaveLength(1);
  await workers[0]!.terminate();
  await on.write(id, 'IDF', aSet(3_000));
  expect(await on.cells(id, CELL)).toEqual([3_000]);
  expect(workers).toHaveLength(2);
});

test('many who ask at once while the thread dies get the value or a 503, and then all of them the value', async () => {
  const ids = [await on.create({ name: 'A', year: 2027 }), await on.create({ name: 'B', year: 2027 })];
  for (const id of ids) await on.write(id, 'IDF', aSet(500));
  const roles: Role[] = ['analyst', 'manager', 'reader', 'director'];
  const ask = (n: number): Promise<Response> => on.ask(ids[n % 2]!, [CELL], roles[n % 4]!);
  const asked = Array.from({ length: 12 }, (_, n) => ask(n));
  void workers.at(-1)!.terminate();
  const statuses = await Promise.all(asked.map(async (answer) => (await answer).status));
  expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
  for (const id of ids) expect(await on.cells(id, CELL)).toEqual([500]);
});

test('one person has two plans computed and four wait; beyond he is told to come later, and nobody else is', async () => {
  const id = await on.create({ name: 'Budget', year: 2027 });
  codes.push(STALLED);
  await workers.at(-1)!.terminate();
  const ask = (role: Role, signal?: AbortSignal): Promise<Response> => on.ask(id, [CELL], role, signal);
  const leaving = new AbortController();
  const left = [ask('analyst', leaving.signal), ask('analyst', leaving.signal)];
  await expect.poll(() => thread.waiting()).toBe(1);
  // Who goes away has made the server work all the same.
  leaving.abort();
  expect((await Promise.allSettled(left)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const asked = Array.from({ length: 5 }, () => ask('analyst'));
  const refused = await Promise.race(asked);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2']);
  expect(await refused.json()).toMatchObject({ error: { code: 'too_many_requests' } });
  const others = (['manager', 'reader', 'director'] as const).map((role) => ask(role));
  await workers.at(-1)!.terminate();
  const statuses = await Promise.all(others.map(async (answer) => (await answer).status));
  expect(statuses).toEqual([200, 200, 200]);
  const own = await Promise.all(asked.map(async (answer) => (await answer).status));
  expect(own.toSorted((a, b) => a - b)).toEqual([200, 200, 200, 200, 429]);
});

test('more than may wait are refused at once, and what waited is answered', async () => {
  const row = await findScenario(on.pool, await on.create({ name: 'Budget', year: 2027 }));
  let goOn = (): void => {};
  const reading = new Promise<[]>((read) => (goOn = () => read([])));
  const plans = createDurablePlans(on.pool, () => reading, [planThreadHere()]);
  const asked = Array.from({ length: 45 }, (_, n) => plans.cells(row, [CELL], `person ${n}`));
  const refused = asked.slice(40);
  for (const answer of refused) await expect(answer).rejects.toMatchObject({ status: 503, code: 'unavailable' });
  goOn();
  for (const answer of asked.slice(0, 40)) expect(await answer).toMatchObject({ kind: 'cells' });
});

test('who goes from plan to plan makes no room with those of others', async () => {
  const rows = await Promise.all(
    ['A', 'B', 'C', 'D', 'E', 'F'].map(async (name) => findScenario(on.pool, await on.create({ name, year: 2027 }))),
  );
  const here = planThreadHere();
  const opened: string[] = [];
  const recording: PlanThread = {
    ...here,
    ask(request) {
      if (request.open) opened.push(rows.find((row) => row.id === request.plan)!.name);
      return here.ask(request);
    },
  };
  const plans = createDurablePlans(on.pool, async () => [], [recording], 4);
  const [first, ...others] = rows;
  await plans.cells(first!, [CELL], 'lea');
  for (const row of [...others, ...others]) await plans.cells(row, [CELL], 'max');
  opened.length = 0;
  await plans.cells(first!, [CELL], 'lea');
  expect(opened).toEqual([]);
  // What several look at is nobody’s to put away for his own.
  await plans.cells(first!, [CELL], 'max');
  for (const row of others) await plans.cells(row, [CELL], 'max');
  opened.length = 0;
  await plans.cells(first!, [CELL], 'lea');
  expect(opened).toEqual([]);
});

test('who asks for much at once has it computed one after the other, and others come between', async () => {
  const rows = await Promise.all(
    ['A', 'B', 'C'].map(async (name) => findScenario(on.pool, await on.create({ name, year: 2027 }))),
  );
  const here = planThreadHere();
  const asked: string[] = [];
  let goOn = (): void => {};
  const held = new Promise<void>((resolve) => (goOn = resolve));
  let begin = (): void => {};
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const slow: PlanThread = {
    ...here,
    async ask(request) {
      const { name } = rows.find((row) => row.id === request.plan)!;
      asked.push(name);
      begin();
      if (name === 'A') await held;
      return here.ask(request);
    },
  };
  const plans = createDurablePlans(on.pool, async () => [], [slow]);
  const own = [plans.cells(rows[0]!, [CELL], 'lea'), plans.cells(rows[1]!, [CELL], 'lea')];
  await begun;
  await plans.cells(rows[2]!, [CELL], 'max');
  await plans.cells(rows[2]!, [CELL], 'max');
  expect(asked).toEqual(['A', 'C', 'C']);
  goOn();
  await Promise.all(own);
  expect(asked.at(-1)).toBe('B');
});

test('a plan that makes room for another while its journal is read is opened anew', async () => {
  const [first, second] = [
    await findScenario(on.pool, await on.create({ name: 'A', year: 2027 })),
    await findScenario(on.pool, await on.create({ name: 'B', year: 2027 })),
  ];
  let reading = async (): Promise<void> => {};
  const entries = () => reading().then(() => []);
  const plans = createDurablePlans(on.pool, entries, [planThreadHere()], 1);
  const before = await plans.cells(first, [CELL], 'lea');
  let goOn = (): void => {};
  const begun = new Promise<void>((resolve) => {
    reading = () => {
      resolve();
      return new Promise((read) => (goOn = read));
    };
  });
  const asked = plans.cells(first, [CELL], 'lea');
  await begun;
  reading = async () => {};
  await plans.cells(second, [CELL], 'max');
  goOn();
  expect(await asked).toEqual(before);
});
