import { describe, expect, it } from 'vitest';
import type { Landing } from '../../shared/api/live-board.ts';
import { LIKE_DAYS } from './like-days.ts';
import { dayCourse, landingOf, type DayCourse, type StoreSoFar } from './landing.ts';
import { seeded } from './testing/random.ts';

/** Open from 9 to 19, the same in each hour. */
const even = (total: number): number[] =>
  Array.from({ length: 24 }, (_, hour) => (hour >= 9 && hour < 19 ? total / 10 : 0));
const nothing = dayCourse([]);
const days = (...totals: number[]): DayCourse[] =>
  Array.from({ length: LIKE_DAYS }, (_, week) => dayCourse(even(totals[week % totals.length] ?? 0)));

function store(sold: number, hour: number, past: readonly DayCourse[] = days(10_000_000)): StoreSoFar {
  return { sold, second: hour * 3600, courses: { like: 'weekday', past, company: nothing } };
}
const expected = (landing: Landing) => (landing.kind === 'expected' ? landing : expect.fail(landing.kind));

describe('landing of a day', () => {
  it('is what was sold by the share that is usually sold by now', () => {
    expect(landingOf([store(6_000_000, 14)])).toEqual({
      kind: 'expected',
      like: 'weekday',
      revenue: 1200,
      low: 1200,
      high: 1200,
      days: 8,
    });
    expect(expected(landingOf([store(3_000_000, 14.5)])).revenue).toBeCloseTo(545.45, 2);
  });

  it('of a company is the sum of its stores, whatever their hours', () => {
    const late = days(4_000_000).map((day) => Float64Array.from({ length: 25 }, (_, hour) => day[hour - 4] ?? 0));
    late.forEach((day) => (day[24] = 4_000_000));
    const [early, other] = [store(6_000_000, 15), store(800_000, 15, late)];
    const sum = expected(landingOf([early])).revenue + expected(landingOf([other])).revenue;
    expect(expected(landingOf([early, other])).revenue).toBeCloseTo(sum, 2);
  });

  it('takes a store that has hardly opened for what it usually is', () => {
    const night = days(0).map(() => dayCourse(Array.from({ length: 24 }, (_, hour) => (hour >= 20 ? 250_000 : 0))));
    expect(expected(landingOf([store(5_000_000, 14), store(0, 14, night)])).revenue).toBeCloseTo(1000 + 100, 2);
  });

  it('says so when it is too early, and from when on it will know', () => {
    expect(landingOf([store(0, 0)])).toEqual({ kind: 'early', fromHour: 10 });
    expect(landingOf([store(900_000, 9.9)])).toEqual({ kind: 'early', fromHour: 10 });
    expect(landingOf([store(900_000, 10)]).kind).toBe('expected');
  });

  it('knows nothing without four past days, and nothing more when the day is over', () => {
    const three = days(0).map((day, week) => (week < 3 ? dayCourse(even(10_000)) : day));
    expect(landingOf([store(5_000, 14, three)])).toEqual({ kind: 'unknown' });
    expect(landingOf([])).toEqual({ kind: 'unknown' });
    expect(landingOf([store(10_000_000, 19)])).toEqual({ kind: 'over' });
  });

  it('lends the course of the company to a young store', () => {
    const evening = dayCourse(Array.from({ length: 24 }, (_, hour) => (hour === 18 ? 2_000_000 : 0)));
    const past = days(0).map((day, week) => (week < 2 ? evening : day));
    const young: StoreSoFar = {
      ...store(500_000, 14, past),
      courses: { like: 'weekday', past, company: dayCourse(even(9)) },
    };
    // By its own two evenings it would have said nothing yet.
    expect(expected(landingOf([store(50_000_000, 14, days(100_000_000)), young])).revenue).toBeCloseTo(10_000 + 100, 2);
  });

  it('is unclear while nothing was sold, after a past day that had sold nothing by now, and with a band wider than itself', () => {
    expect(landingOf([store(0, 14)])).toEqual({ kind: 'unclear' });
    const evening = dayCourse(Array.from({ length: 24 }, (_, hour) => (hour === 18 ? 10_000_000 : 0)));
    const once = days(10_000_000).map((day, week) => (week === 3 ? evening : day));
    expect(landingOf([store(5_000_000, 14, once)])).toEqual({ kind: 'unclear' });
    const wild = days(1).map((_, week) =>
      dayCourse(Array.from({ length: 24 }, (__, hour) => (hour === 10 ? 1000 : hour === 17 ? 300 + 700 * week : 0))),
    );
    expect(landingOf([store(1000, 14, wild)])).toEqual({ kind: 'unclear' });
  });

  it('tries its rule on a past day as if it did not know that day', () => {
    // Half by 14 h on seven days, a quarter on the eighth: by the seven it would have ended at half of what it did.
    const slow = dayCourse(
      Array.from({ length: 24 }, (_, hour) => (hour === 10 ? 2_500_000 : hour === 16 ? 7_500_000 : 0)),
    );
    const past = days(10_000_000).map((day, week) => (week === 0 ? slow : day));
    const landing = landingOf([store(5_000_000, 14, past)]);
    expect(landing).toEqual({ kind: 'unclear' });
    const mild = dayCourse(
      Array.from({ length: 24 }, (_, hour) => (hour === 10 ? 4_000_000 : hour === 16 ? 6_000_000 : 0)),
    );
    const { revenue, high } = expected(
      landingOf([
        store(
          5_000_000,
          14,
          past.map((day, week) => (week === 0 ? mild : day)),
        ),
      ]),
    );
    expect(high / revenue).toBeCloseTo(1.25, 6);
  });

  it('does not go below what is sold where a past day took back more than it sold later', () => {
    const returned = dayCourse(
      Array.from({ length: 24 }, (_, hour) => (hour === 10 ? 9_000_000 : hour === 16 ? -1_000_000 : 0)),
    );
    const past = days(10_000_000).map((day, week) => (week === 0 ? returned : day));
    expect(expected(landingOf([store(8_000_000, 17, past)])).low).toBe(800);
  });

  it('never lands below what is sold, and holds its own figure', () => {
    const random = seeded(20_261_125);
    for (let round = 0; round < 300; round++) {
      const past = days(1).map(() => dayCourse(even(1e6).map((hour) => Math.round(hour * (0.5 + random())))));
      const sold = Math.round(random() * 1e6);
      const landing = landingOf([store(sold, 11 + random() * 7, past)]);
      if (landing.kind !== 'expected') continue;
      expect(landing.low).toBeGreaterThanOrEqual(Math.round(sold / 100) / 100);
      expect(landing.low).toBeLessThanOrEqual(landing.revenue);
      expect(landing.high).toBeGreaterThanOrEqual(landing.revenue);
    }
  });

  it('holds the end of the day about seven times in nine', () => {
    const seed = 7_091_126;
    const random = seeded(seed);
    const weather = () => dayCourse(even(1e7).map((hour) => Math.round(hour * (0.6 + 0.8 * random()))));
    let inside = 0;
    const rounds = 2_000;
    for (let round = 0; round < rounds; round++) {
      const today = weather();
      const past = Array.from({ length: LIKE_DAYS }, weather);
      const landing = expected(landingOf([store(today[13] ?? 0, 13, past)]));
      const end = (today[24] ?? 0) / 10_000;
      if (end >= landing.low && end <= landing.high) inside += 1;
    }
    expect(inside / rounds, `seed ${seed}`).toBeGreaterThan(0.72);
    expect(inside / rounds, `seed ${seed}`).toBeLessThan(0.86);
  });
});
