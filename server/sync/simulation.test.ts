import { describe, expect, test } from 'vitest';
import { turn } from './testing/fixtures.ts';
import { faulty, simulate } from './testing/simulation.ts';
import type { JournalStore } from './journal.ts';
import type { SimulationResult } from './testing/simulation.ts';

/** SIMULATION_SEEDS=10000 for a night. Failing seeds are printed, and belong in the list of regressions. */
const SEEDS = Number(process.env['SIMULATION_SEEDS'] ?? 40);
const LONG = 60_000 + SEEDS * 2_000;
const REGRESSIONS: readonly number[] = [];
const seeds = [...REGRESSIONS, ...Array.from({ length: SEEDS }, (_, n) => n + 1)];

async function runAll(
  run: (seed: number) => Promise<SimulationResult>,
  chosen: readonly number[] = seeds,
): Promise<SimulationResult[]> {
  const results: SimulationResult[] = [];
  const failures: string[] = [];
  for (const seed of chosen) {
    const result = await run(seed);
    results.push(result);
    if (result.violations.length > 0) failures.push(`seed ${seed}: ${result.violations.slice(0, 3).join('; ')}`);
  }
  expect(failures).toEqual([]);
  return results;
}

const sum = (results: readonly SimulationResult[], of: (result: SimulationResult) => number): number =>
  results.reduce((total, result) => total + of(result), 0);

describe('whatever the network does', () => {
  test(
    '[S3] one server: nothing acknowledged is missing, all see the same, and it is what a cold load sees',
    async () => {
      const results = await runAll((seed) =>
        simulate({ seed, steps: 250, clients: 2 + (seed % 4), servers: 1, crashes: false }),
      );
      expect(sum(results, ({ acknowledged }) => acknowledged)).toBeGreaterThan(SEEDS * 20);
      expect(sum(results, ({ drops }) => drops)).toBeGreaterThan(SEEDS);
    },
    LONG,
  );

  test(
    '[S3] two servers on one journal, one of which crashes now and then, on storage that fails',
    async () => {
      const results = await runAll((seed) =>
        simulate({
          seed,
          steps: 400,
          clients: 2 + (seed % 4),
          servers: 2,
          crashes: true,
          storage: (store) => faulty(store, seed),
        }),
      );
      expect(sum(results, ({ crashes }) => crashes)).toBeGreaterThan(SEEDS / 2);
      expect(sum(results, ({ acknowledged }) => acknowledged)).toBeGreaterThan(SEEDS * 20);
    },
    LONG,
  );
});

describe('while logs are compacted at any moment', () => {
  // Each step computes what its author sees.
  const half = seeds.slice(0, Math.ceil(seeds.length / 2));
  const compacted = (seed: number, servers: number): Promise<SimulationResult> =>
    simulate({
      seed,
      steps: 800,
      clients: 2 + (seed % 3),
      servers,
      crashes: servers > 1,
      compaction: true,
      ...(servers > 1 && { storage: (store: JournalStore) => faulty(store, seed) }),
    });

  test(
    '[S15] [E7] one server: nothing that matters is missing, and who was away merges',
    async () => {
      const results = await runAll((seed) => compacted(seed, 1), half);
      expect(sum(results, ({ compactions }) => compactions)).toBeGreaterThan(half.length);
      expect(sum(results, ({ dropped }) => dropped)).toBeGreaterThan(half.length * 2);
    },
    LONG,
  );

  test(
    '[S15] [E7] two servers, one of which crashes now and then, on storage that fails',
    async () => {
      const results = await runAll((seed) => compacted(seed, 2), half);
      expect(sum(results, ({ compactions }) => compactions)).toBeGreaterThan(half.length);
      expect(sum(results, ({ crashes }) => crashes)).toBeGreaterThan(half.length / 2);
      expect(sum(results, ({ dropped }) => dropped)).toBeGreaterThan(half.length * 2);
    },
    LONG,
  );
});

describe('the simulation sees', () => {
  async function violationsWith(
    storage: (store: JournalStore, isAlive: () => boolean) => JournalStore,
  ): Promise<number> {
    let found = 0;
    for (let seed = 1; seed <= 10; seed++) {
      const result = await simulate({ seed, steps: 400, clients: 3, servers: 1, crashes: true, storage });
      found += result.violations.length;
    }
    return found;
  }

  test('an acknowledgement before the commit', { timeout: LONG }, async () => {
    const lying = (store: JournalStore, isAlive: () => boolean): JournalStore => {
      let writing: Promise<unknown> = Promise.resolve();
      return {
        ...store,
        appendAll: async (batches) => {
          writing = writing.then(() => turn(30)).then(() => (isAlive() ? store.appendAll(batches) : undefined));
          return batches.map(() => 'committed' as const);
        },
      };
    };
    expect(await violationsWith(lying)).toBeGreaterThan(0);
  });

  test('an append that loses every tenth row', { timeout: LONG }, async () => {
    let appends = 0;
    const losing = (store: JournalStore): JournalStore => ({
      ...store,
      appendAll: async (batches) => {
        appends++;
        return appends % 10 === 0 ? batches.map(() => 'committed' as const) : store.appendAll(batches);
      },
    });
    expect(await violationsWith(losing)).toBeGreaterThan(0);
  });
});
