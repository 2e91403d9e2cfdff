import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../shared/planning/testing/random.ts';
import { overlappingLines, type Period } from './overlaps.ts';
import { keyOf, type Row } from './spec.ts';
import { KINDS } from './kinds.ts';

function period(line: number | null, store: string, start: number, end: number | null, event = 'travaux'): Period {
  const day = (n: number) => `2027-01-${String(n).padStart(2, '0')}`;
  const row: Row = { store, event, start: day(start), end: end === null ? null : day(end) };
  return { key: keyOf(KINDS.events, row), row, line };
}

const lines = (given: Period[], stored: Period[] = []) => [...overlappingLines(given, stored)];

describe('overlapping periods', () => {
  test('the first line stands, a later one that meets it does not; days at both ends count', () => {
    expect(lines([period(2, 'A', 1, 5), period(3, 'A', 5, 9), period(4, 'A', 6, 9), period(5, 'B', 1, 9)])).toEqual([
      3,
    ]);
  });

  test('without an end it lasts for ever', () => {
    expect(lines([period(2, 'A', 10, null), period(3, 'A', 28, 28), period(4, 'A', 1, 9)])).toEqual([3]);
  });

  test('openings and the like are days, which overlap nothing', () => {
    expect(
      lines([period(2, 'A', 1, null, 'surface'), period(3, 'A', 1, 5)], [period(null, 'A', 2, null, 'ouverture')]),
    ).toEqual([]);
  });

  test('what a line replaces does not count, unless that line is refused itself', () => {
    expect(lines([period(2, 'A', 1, 3), period(3, 'A', 4, 5)], [period(null, 'A', 1, 9)])).toEqual([]);
    // Line 2 would have made room, but meets what is stored from the 12th on.
    const stored = [period(null, 'A', 1, 9), period(null, 'A', 12, 20)];
    expect(lines([period(2, 'A', 1, 15), period(3, 'A', 5, 6)], stored)).toEqual([2, 3]);
  });

  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
  test(`whatever is in a file, nothing overlaps after it (seed ${seed})`, () => {
    const random = createRandom(seed);
    for (let round = 0; round < 300; round++) {
      const some = (line: (n: number) => number | null, count: number) => {
        const made = new Map<string, Period>();
        for (let n = 0; n < count; n++) {
          const start = 1 + random.int(25);
          const end = random.chance(0.1) ? null : Math.min(28, start + random.int(6));
          const event = random.pick(['travaux', 'fermeture_temporaire']);
          const one = period(line(n), random.pick(['A', 'B']), start, end, event);
          if (!made.has(one.key)) made.set(one.key, one);
        }
        return [...made.values()];
      };
      // What is stored does not overlap either: it came through the same gate.
      const drafts = some((n) => n + 1, 6);
      const first = overlappingLines(drafts, []);
      const stored = drafts.filter(({ line }) => !first.has(line!)).map((one) => ({ ...one, line: null }));
      const given = some((n) => n + 2, 8);
      const refused = overlappingLines(given, stored);
      const accepted = given.filter(({ line }) => !refused.has(line!));
      const keys = new Set(accepted.map(({ key }) => key));
      const after = [...accepted, ...stored.filter(({ key }) => !keys.has(key))];
      for (const a of after) {
        for (const b of after) {
          if (a === b || a.row.store !== b.row.store) continue;
          const apart = (a.row.end ?? '9') < b.row.start! || (b.row.end ?? '9') < a.row.start!;
          expect({ seed, round, a, b, apart }).toMatchObject({ apart: true });
        }
      }
    }
  });
});
