import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addShapes, remainingShareOfMonth } from './week-shape.ts';
import type { WeekShape } from './week-shape.ts';

const NOON = 12 * 3600;
const flat = (weight: number): WeekShape => Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => weight));
/** Sells from 10 to 12, Monday to Saturday. */
const mornings: WeekShape = Array.from({ length: 7 }, (_, day) =>
  Array.from({ length: 24 }, (_hour, hour) => (day < 6 && (hour === 10 || hour === 11) ? 5 : 0)),
);
const at = (today: string, seconds: number, changes: object = {}) =>
  remainingShareOfMonth({ today, seconds, own: flat(1), company: mornings, opened: null, closed: null, ...changes });

test('counts the days that remain by their weight, and the rest of today', () => {
  expect(at('2026-11-01', 0)).toBe(1);
  expect(at('2026-11-15', NOON)).toBeCloseTo(0.5 / 30 + 15 / 30, 12);
  expect(at('2026-11-30', 86_400)).toBe(0);
  // November 2026 starts on a Sunday: 25 days on which mornings are sold, the 30th a Monday.
  expect(at('2026-11-30', 11 * 3600, { own: mornings })).toBeCloseTo(0.5 / 25, 12);
  expect(at('2026-11-29', 0, { own: mornings })).toBeCloseTo(1 / 25, 12);
});

test('a young store borrows the company’s shape; days before its opening and after its closure weigh nothing', () => {
  expect(at('2026-11-29', 0, { own: flat(0) })).toBeCloseTo(1 / 25, 12);
  expect(at('2026-11-29', 0, { own: flat(0), company: flat(0) })).toBeCloseTo(2 / 30, 12);
  expect(at('2026-11-20', 0, { opened: '2026-11-21' })).toBe(1);
  expect(at('2026-11-20', 0, { closed: '2026-11-19' })).toBe(0);
  expect(at('2026-11-21', 0, { opened: '2026-11-21', closed: '2026-11-22' })).toBe(1);
  expect(at('2026-11-10', 0, { closed: '2026-10-01' })).toBe(0);
});

test('never leaves 0 to 1, and only shrinks as the month goes on', () => {
  const week = fc.array(fc.array(fc.integer({ min: -5, max: 100 }), { minLength: 24, maxLength: 24 }), {
    minLength: 7,
    maxLength: 7,
  });
  const moment = fc.tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 86_400 }));
  fc.assert(
    fc.property(week, moment, moment, (own, one, other) => {
      const [early, late] = [one, other].toSorted(([a, s], [b, t]) => a - b || s - t) as [typeof one, typeof other];
      const share = ([day, seconds]: [number, number]) =>
        remainingShareOfMonth({
          today: `2026-02-${String(day).padStart(2, '0')}`,
          seconds,
          own,
          company: addShapes([own, mornings]),
          opened: null,
          closed: null,
        });
      expect(share(late)).toBeGreaterThanOrEqual(0);
      expect(share(early)).toBeLessThanOrEqual(1 + 1e-12);
      expect(share(late)).toBeLessThanOrEqual(share(early) + 1e-12);
    }),
  );
});
