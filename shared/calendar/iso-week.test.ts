import { describe, expect, it } from 'vitest';
import { isoWeek, isoWeekStart, isoWeeksIn, sameIsoWeekLastYear } from './iso-week.ts';
import { addDays, fromDayNumber, weekday } from './local-date.ts';

describe('ISO weeks', () => {
  it('give 2020 and 2026 a week 53', () => {
    const long = [];
    for (let year = 2015; year <= 2032; year++) if (isoWeeksIn(year) === 53) long.push(year);
    expect(long).toEqual([2015, 2020, 2026, 2032]);
    expect(isoWeekStart(2026, 53)).toBe('2026-12-28');
    expect(isoWeek('2027-01-03')).toEqual({ year: 2026, week: 53 });
    expect(isoWeek('2027-01-04')).toEqual({ year: 2027, week: 1 });
  });

  it('belong to the year of their Thursday', () => {
    expect(isoWeek('2024-12-30')).toEqual({ year: 2025, week: 1 });
    expect(isoWeek('2021-01-03')).toEqual({ year: 2020, week: 53 });
    expect(isoWeek('2016-01-01')).toEqual({ year: 2015, week: 53 });
    expect(isoWeek('2018-01-01')).toEqual({ year: 2018, week: 1 });
  });

  it('are the inverse of their starts on every day of thirty years', () => {
    for (let day = 14_000; day < 25_000; day++) {
      const date = fromDayNumber(day);
      const { year, week } = isoWeek(date);
      if (addDays(isoWeekStart(year, week), weekday(date) - 1) !== date) expect.fail(date);
    }
  });

  it('have no twin for a week 53 after a year of 52', () => {
    expect(sameIsoWeekLastYear('2026-12-30')).toBeNull();
    expect(sameIsoWeekLastYear('2027-01-04')).toBe('2025-12-29');
    expect(sameIsoWeekLastYear('2026-11-22')).toBe('2025-11-23');
  });
});
