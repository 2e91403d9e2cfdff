import { describe, expect, test } from 'vitest';
import { simulatePresence } from './testing/sim-presence.ts';

/** SIMULATION_SEEDS=10000 for a night. Failing seeds are printed, and belong in the list of regressions. */
const SEEDS = Number(process.env['SIMULATION_SEEDS'] ?? 40);
const REGRESSIONS: readonly number[] = [704];
const seeds = [...REGRESSIONS, ...Array.from({ length: SEEDS }, (_, n) => n + 1)];

describe('presence across servers', () => {
  test.each([2, 3])(
    '[S18] %i servers, messages lost and late, servers that die: in the end all see who is there, each in one colour of his own',
    async (servers) => {
      const failures: string[] = [];
      const sums = { moves: 0, crashes: 0, lost: 0 };
      for (const seed of seeds) {
        const result = await simulatePresence({ seed, steps: 400, servers, people: 5, tabs: 8 });
        if (result.violations.length > 0) failures.push(`seed ${seed}: ${result.violations[0]}`);
        for (const key of ['moves', 'crashes', 'lost'] as const) sums[key] += result[key];
      }
      expect(failures).toEqual([]);
      expect(Math.min(sums.moves, sums.crashes, sums.lost)).toBeGreaterThan(SEEDS / 2);
    },
    60_000 + SEEDS * 1_000,
  );
});
