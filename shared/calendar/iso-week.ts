import { addDays, dayNumber, fromDayNumber, localDate, weekday, yearOf } from './local-date.ts';
import type { LocalDate } from './local-date.ts';

/** A week of ISO 8601: Monday first, in the year that holds its Thursday. */
export interface IsoWeek {
  year: number;
  week: number;
}

export function isoWeek(date: LocalDate): IsoWeek {
  const year = yearOf(addDays(date, 4 - weekday(date)));
  return { year, week: (mondayOf(date) - weekOne(year)) / 7 + 1 };
}

/** 53 in a year that starts on a Thursday, or on a Wednesday when leap (2020, 2026, 2032), else 52. */
export function isoWeeksIn(year: number): 52 | 53 {
  return weekOne(year + 1) - weekOne(year) === 371 ? 53 : 52;
}

/** The Monday of a week. */
export function isoWeekStart(year: number, week: number): LocalDate {
  return fromDayNumber(weekOne(year) + (week - 1) * 7);
}

/** The same weekday in the week of the same number a year before; null for a week 53 without a twin. */
export function sameIsoWeekLastYear(date: LocalDate): LocalDate | null {
  const { year, week } = isoWeek(date);
  if (week > isoWeeksIn(year - 1)) return null;
  return addDays(isoWeekStart(year - 1, week), weekday(date) - 1);
}

function mondayOf(date: LocalDate): number {
  return dayNumber(date) - weekday(date) + 1;
}

/** 4 January is always in week 1. */
function weekOne(year: number): number {
  return mondayOf(localDate(year, 1, 4));
}
