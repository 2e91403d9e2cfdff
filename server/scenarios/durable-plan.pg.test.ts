import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDurablePlans } from './durable-plan.ts';
import { createPlanThread, planThreadHere } from './plan-thread.ts';
import { findScenario } from './scenario-row.ts';
import { startScenarios, type ScenarioHarness } from './testing/harness.ts';
import { buildPlanWorker, type PlanWorkerFile } from './testing/plan-worker-file.ts';

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
  const ask = (n: number): Promise<Response> => on.post(`/api/scenarios/${ids[n % 2]}/cells`, { cells: [CELL] });
  const asked = Array.from({ length: 12 }, (_, n) => ask(n));
  void workers.at(-1)!.terminate();
  const statuses = await Promise.all(asked.map(async (answer) => (await answer).status));
  expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
  for (const id of ids) expect(await on.cells(id, CELL)).toEqual([500]);
});

test('more than may wait are refused at once, and what waited is answered', async () => {
  const id = await on.create({ name: 'Budget', year: 2027 });
  codes.push(STALLED);
  await workers.at(-1)!.terminate();
  const asked = Array.from({ length: 60 }, () => on.post(`/api/scenarios/${id}/cells`, { cells: [CELL] }));
  const first = await Promise.race(asked);
  expect(first.status).toBe(503);
  expect(await first.json()).toMatchObject({ error: { code: 'unavailable' } });
  await workers.at(-1)!.terminate();
  const statuses = await Promise.all(asked.map(async (answer) => (await answer).status));
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(10);
  expect(statuses.filter((status) => status === 503).length).toBeGreaterThan(10);
});

test('a plan that makes room for another while its journal is read is opened anew', async () => {
  const [first, second] = [
    await findScenario(on.pool, await on.create({ name: 'A', year: 2027 })),
    await findScenario(on.pool, await on.create({ name: 'B', year: 2027 })),
  ];
  let reading = async (): Promise<void> => {};
  const entries = () => reading().then(() => []);
  const plans = createDurablePlans(on.pool, entries, [planThreadHere()], 1);
  const before = await plans.cells(first, [CELL]);
  let goOn = (): void => {};
  const begun = new Promise<void>((resolve) => {
    reading = () => {
      resolve();
      return new Promise((read) => (goOn = read));
    };
  });
  const asked = plans.cells(first, [CELL]);
  await begun;
  reading = async () => {};
  await plans.cells(second, [CELL]);
  goOn();
  expect(await asked).toEqual(before);
});
