import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayObjective, dayShareOfMonth, shareOfDay } from './day-objective.ts';
import { daysOf, monthsOfYear } from './month.ts';

const weights = (length: number) =>
  fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: length, maxLength: length });

describe('the objective of a day', () => {
  it('adds up to the year for any weights', () => {
    fc.assert(
      fc.property(
        weights(12),
        weights(7),
        fc.integer({ min: 2019, max: 2032 }),
        (monthShares, weekdayWeights, year) => {
          let total = 0;
          for (const date of monthsOfYear(year).flatMap(daysOf)) {
            total += dayObjective({ yearly: 1_200_000, monthShares, weekdayWeights, date });
          }
          expect(Math.abs(total - 1_200_000)).toBeLessThan(0.001);
        },
      ),
      { seed: 365, numRuns: 40 },
    );
  });

  it('weighs the days of a month against each other', () => {
    const closedOnSunday = [1, 1, 1, 1, 1, 2, 0];
    // March 2027 has five Mondays to Wednesdays and four of each other day: 5·3 + 4·2 + 4·2 = 31.
    expect(dayShareOfMonth('2027-03-01', closedOnSunday)).toBeCloseTo(1 / 31, 12);
    expect(dayShareOfMonth('2027-03-06', closedOnSunday)).toBeCloseTo(2 / 31, 12);
    expect(dayShareOfMonth('2027-03-07', closedOnSunday)).toBe(0);
    const monthShares = [1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2];
    const day = { yearly: 1_400_000, monthShares, weekdayWeights: closedOnSunday, date: '2027-03-06' };
    expect(dayObjective(day)).toBeCloseTo((200_000 * 2) / 31, 6);
  });
});

describe('the share of a day', () => {
  const profile = Array.from({ length: 24 }, (_, hour) => (hour >= 9 && hour < 19 ? 1 : 0));

  it('runs evenly inside an hour', () => {
    expect(shareOfDay(profile, 9 * 3600)).toBe(0);
    expect(shareOfDay(profile, 9.5 * 3600)).toBeCloseTo(0.05, 12);
    expect(shareOfDay(profile, 14 * 3600)).toBeCloseTo(0.5, 12);
    expect(shareOfDay(profile, 86_400)).toBe(1);
    expect(shareOfDay([], 21_600)).toBe(0.25);
  });

  it('never falls and ends at 1', () => {
    fc.assert(
      fc.property(weights(24), (hours) => {
        let before = 0;
        for (let seconds = 0; seconds <= 86_400; seconds += 600) {
          const share = shareOfDay(hours, seconds);
          expect(share).toBeGreaterThanOrEqual(before - 1e-12);
          before = share;
        }
        expect(before).toBeCloseTo(1, 12);
      }),
      { seed: 24, numRuns: 100 },
    );
  });
});
