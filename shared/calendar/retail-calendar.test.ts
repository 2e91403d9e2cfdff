import { describe, expect, it } from 'vitest';
import { isoWeek } from './iso-week.ts';
import { fromDayNumber } from './local-date.ts';
import { priorRetailWeek, retailPosition, retailYear } from './retail-calendar.ts';
import type { RetailRules } from './retail-calendar.ts';

const nrf: RetailRules = { pattern: '4-5-4', firstMonth: 2, weekStart: 7 };
const iso: RetailRules = { pattern: '4-4-5', firstMonth: 1, weekStart: 1 };

describe('calendars of whole weeks', () => {
  it('give the published years of the NRF', () => {
    expect(retailYear(2022, nrf)).toMatchObject({ start: '2022-01-30', end: '2023-01-28', weeks: 52 });
    expect(retailYear(2023, nrf)).toMatchObject({ start: '2023-01-29', end: '2024-02-03', weeks: 53 });
    expect(retailYear(2024, nrf)).toMatchObject({ start: '2024-02-04', end: '2025-02-01', weeks: 52 });
    expect(retailYear(2017, nrf).weeks).toBe(53);
  });

  it('follow ISO weeks when the year starts in January on Mondays', () => {
    for (let day = 18_000; day < 24_000; day++) {
      const date = fromDayNumber(day);
      const { year, week } = retailPosition(date, iso);
      const expected = isoWeek(date);
      if (year !== expected.year || week !== expected.week) expect.fail(date);
    }
  });

  it('put the 53rd week into the last period', () => {
    const lengths = (year: number, pattern: RetailRules['pattern']) =>
      retailYear(year, { ...iso, pattern }).periods.map((period) => period.weeks);
    expect(lengths(2025, '4-4-5')).toEqual([4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5]);
    expect(lengths(2026, '4-4-5').at(-1)).toBe(6);
    expect(lengths(2026, '4-5-4').at(-1)).toBe(5);
    expect(lengths(2026, '5-4-4').slice(0, 3)).toEqual([5, 4, 4]);
    expect(retailPosition('2026-12-30', iso)).toEqual({
      year: 2026,
      quarter: 4,
      period: 12,
      week: 53,
      weekOfPeriod: 6,
    });
    expect(retailYear(2026, iso).periods.at(-1)?.end).toBe(retailYear(2026, iso).end);
  });

  it('restate or drop the week without a twin', () => {
    expect(priorRetailWeek({ year: 2026, week: 53 }, iso, 'sameNumber')).toBeNull();
    expect(priorRetailWeek({ year: 2026, week: 53 }, iso, 'restated')).toEqual({ year: 2026, week: 1 });
    expect(priorRetailWeek({ year: 2027, week: 1 }, iso, 'restated')).toEqual({ year: 2026, week: 2 });
    expect(priorRetailWeek({ year: 2027, week: 1 }, iso, 'sameNumber')).toEqual({ year: 2026, week: 1 });
  });
});
