import { expect, it } from 'vitest';
import { monthText, dateText, weekText } from './date-text.ts';
import { addMonths, daysOf, lastDay, monthsOfQuarter, monthsOfYear, quarterOf, quartersOfYear } from './month.ts';

it('months and quarters add up to years', () => {
  expect(monthsOfYear(2027)).toHaveLength(12);
  expect(quartersOfYear(2027).flatMap(monthsOfQuarter)).toEqual(monthsOfYear(2027));
  for (const quarter of quartersOfYear(2027)) {
    for (const month of monthsOfQuarter(quarter)) expect(quarterOf(month)).toBe(quarter);
  }
  expect(monthsOfYear(2028).flatMap(daysOf)).toHaveLength(366);
});

it('months are counted over the turn of the year', () => {
  expect(addMonths('2027-01', -1)).toBe('2026-12');
  expect(addMonths('2026-11', 14)).toBe('2028-01');
  expect(lastDay('2028-02')).toBe('2028-02-29');
});

it('dates are written as people read them', () => {
  expect(dateText('2027-01-05')).toBe('05/01/2027');
  expect(monthText('2027-03', 'fr')).toBe('mars 2027');
  expect(monthText('2027-08', 'en')).toBe('August 2027');
  expect(weekText({ year: 2026, week: 53 }, 'fr')).toBe('S53 2026');
});
