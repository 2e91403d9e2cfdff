import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEngine } from '../shared/planning/engine.ts';
import { createRandom } from '../shared/planning/testing/random.ts';
import { editAt, gridHierarchy, randomBase } from '../shared/planning/testing/random-plan.ts';
import { budgetEdits } from './budget-edits.ts';
import type { Hierarchy } from '../shared/hierarchy/hierarchy.ts';
import type { Base } from '../shared/planning/base.ts';
import type { Edit } from '../shared/planning/edit.ts';
import type { Engine } from '../shared/planning/engine.ts';
import type { Random } from '../shared/planning/testing/random.ts';

const SEED = 20270101;
const EDITS = 1000;
const RUNS = 9;
const COMPANY = 'ca_ttc|*|*|2027';
/** From the dearest measure of all leaves to a single one. */
const EXPLAINED = ['resultat|*|*|2027', COMPANY, 'taux_marque|R:R001|*|2027', 'ca_ttc|M:M001|C:K001|2027-01'];

/**
 * A national chain's plan: 500 stores × 20 categories × 12 months, 1,000 edits of which 50 are held. Times are medians
 * in ms; the floor is a copy of the same leaf arrays. A proposal in place of another value changes the past: it costs a
 * replay from there, in the worst case from the start.
 */
export async function runReplayBench(): Promise<object> {
  const random = createRandom(SEED);
  const hierarchy = gridHierarchy({ regions: 13, stores: 500, categories: 20 });
  const base = randomBase(random, hierarchy, 0.05);
  const edits = budgetEdits(random, hierarchy, createEngine({ hierarchy, base }), EDITS);
  const input = { hierarchy, base, edits };

  const copy = copyLeaves(base);
  const floor = median(Array.from({ length: RUNS * 3 }, () => timed(() => fillLeaves(copy, base)).ms));
  const replays = Array.from({ length: RUNS }, () => timed(() => replayed(input)));
  const engine = replays[0]!.result;
  const explained = EXPLAINED.map((cell) => timesOf(() => engine.explain(cell)));
  const proposals = proposalsOn(engine, random);
  const tried = timesOf(() => engine.tryOut([proposals.region], ({ value }) => value(COMPANY)));
  const previewed = timesOf(() => engine.preview([proposals.region]));
  const previewedCompany = timesOf(() => engine.preview([proposals.company]));
  const previewedPast = timesOf(() => engine.preview([proposals.past]));
  const steps = Array.from({ length: 40 }, (_, n) => timed(() => oneMore(engine, random, EDITS + n + 1)).ms);
  const replayMs = median(replays.map(({ ms }) => ms));
  const stepMs = median(steps);
  return {
    seed: SEED,
    leaves: base.q.length,
    edits: edits.length,
    holds: engine.holds().length,
    impossible: engine.impossible().length,
    replayMs: round(replayMs),
    oneMoreRegionEditMs: round(stepMs),
    oneMoreRegionEditWorstMs: round(Math.max(...steps)),
    tryOutRegionMs: median(tried),
    previewRegionMs: median(previewed),
    previewCompanyMs: median(previewedCompany),
    previewPastMs: median(previewedPast),
    explainMs: Object.fromEntries(EXPLAINED.map((cell, index) => [cell, median(explained[index]!)])),
    copyFloorMs: round(floor),
    replayToFloor: round(replayMs / floor),
    oneMoreToFloor: round(stepMs / floor),
    tryOutRegionToFloor: round(median(tried) / floor),
    previewRegionToFloor: round(median(previewed) / floor),
    explainToFloor: round(Math.max(...explained.map(median)) / floor),
    memoryMb: round(await memoryOf(input)),
    targets: { replayMs: 100, oneMoreRegionEditMs: 4, tryOutRegionMs: 4, explainMs: 150, memoryMb: 60 },
  };
}

interface Input {
  readonly hierarchy: Hierarchy;
  readonly base: Base;
  readonly edits: readonly Edit[];
}

function replayed(input: Input): Engine {
  const engine = createEngine(input);
  engine.value(COMPANY);
  return engine;
}

function oneMore(engine: Engine, random: Random, at: number): void {
  const { orgs, regions } = engine.hierarchy;
  const cell = `ca_ttc|${orgs[1 + random.int(regions.length)]}|*|2027-Q${1 + random.int(4)}`;
  engine.append([editAt(random, at, { cell, op: 'pct', v: 0.01 })]);
  engine.value(COMPANY);
}

/** A region's quarter, the company's year, and a value in place of the first one that counts. */
function proposalsOn(engine: Engine, random: Random): Record<'region' | 'company' | 'past', Edit> {
  const first = engine.log().find(({ edit, status }) => edit.op === 'set' && status === 'counts')?.edit;
  if (!first) throw new Error('no value to replace');
  return {
    region: editAt(random, EDITS + 1, { cell: 'ca_ttc|R:R001|*|2027-Q2', op: 'pct', v: 0.01 }),
    company: editAt(random, EDITS + 1, { cell: COMPANY, op: 'pct', v: 0.01 }),
    past: editAt(random, EDITS + 1, { cell: first.cell, op: 'set', v: (first.v ?? 0) * 1.01, over: [first.id] }),
  };
}

function copyLeaves({ q, p, k, charges }: Base): Float64Array[] {
  return [q.slice(), p.slice(), k.slice(), charges.slice()];
}

function fillLeaves(copy: readonly Float64Array[], { q, p, k, charges }: Base): void {
  for (const [index, array] of [q, p, k, charges].entries()) copy[index]!.set(array);
}

/** Growth of heap and array buffers by one engine with all its edits. */
async function memoryOf(input: Input): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const before = await settled(collect);
  const kept = replayed({ ...input, edits: input.edits.map((edit) => ({ ...edit })) });
  const after = await settled(collect);
  return kept.version() > 0 ? (after - before) / 2 ** 20 : 0;
}

async function settled(collect: () => void): Promise<number> {
  for (let turn = 0; turn < 3; turn++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function timed<T>(work: () => T): { result: T; ms: number } {
  const start = performance.now();
  const result = work();
  return { result, ms: performance.now() - start };
}

function timesOf(work: () => unknown): number[] {
  return Array.from({ length: RUNS }, () => round(timed(work).ms));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
