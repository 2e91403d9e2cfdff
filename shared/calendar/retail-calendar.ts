import { addDays, dayNumber, fromDayNumber, localDate, weekday, yearOf } from './local-date.ts';
import type { LocalDate } from './local-date.ts';

/** How a retailer cuts the year into whole weeks. */
export interface RetailRules {
  /** Weeks of the three periods of each quarter. */
  pattern: '4-4-5' | '4-5-4' | '5-4-4';
  /** The month whose first day the year starts nearest to: 1 gives ISO years (with Monday), 2 those of the NRF (with Sunday). */
  firstMonth: number;
  /** 1 = Monday … 7 = Sunday. */
  weekStart: number;
}

/** Start and end are included days. */
export interface RetailPeriod {
  period: number;
  quarter: number;
  firstWeek: number;
  weeks: number;
  start: LocalDate;
  end: LocalDate;
}

export interface RetailYear {
  year: number;
  start: LocalDate;
  end: LocalDate;
  weeks: 52 | 53;
  periods: RetailPeriod[];
}

export interface RetailPosition {
  year: number;
  quarter: number;
  period: number;
  week: number;
  weekOfPeriod: number;
}

/** Twelve periods of whole weeks; a 53rd week lengthens the last one. */
export function retailYear(year: number, rules: RetailRules): RetailYear {
  const first = yearStart(year, rules);
  const weeks = yearStart(year + 1, rules) - first === 371 ? 53 : 52;
  const lengths = rules.pattern.split('-').map(Number);
  const periods: RetailPeriod[] = [];
  for (let period = 1, week = 1; period <= 12; period++) {
    const length = (lengths[(period - 1) % 3] ?? 0) + (period === 12 ? weeks - 52 : 0);
    const start = fromDayNumber(first + (week - 1) * 7);
    const quarter = Math.ceil(period / 3);
    periods.push({ period, quarter, firstWeek: week, weeks: length, start, end: addDays(start, length * 7 - 1) });
    week += length;
  }
  return { year, start: fromDayNumber(first), end: fromDayNumber(first + weeks * 7 - 1), weeks, periods };
}

export function retailPosition(date: LocalDate, rules: RetailRules): RetailPosition {
  const day = dayNumber(date);
  let year = yearOf(date);
  if (day < yearStart(year, rules)) year--;
  else if (day >= yearStart(year + 1, rules)) year++;
  const week = Math.floor((day - yearStart(year, rules)) / 7) + 1;
  const periods = retailYear(year, rules).periods;
  const at = periods.findLast((period) => period.firstWeek <= week) ?? periods[0];
  if (!at) throw new RangeError('a retail year has twelve periods');
  return { year, quarter: at.quarter, period: at.period, week, weekOfPeriod: week - at.firstWeek + 1 };
}

/**
 * The week to compare with. `restated` is 52 weeks earlier whatever its number, which keeps seasons side by side after a
 * year of 53 weeks; `sameNumber` keeps the number, and drops a week 53 without a twin (null).
 */
export function priorRetailWeek(
  { year, week }: { year: number; week: number },
  rules: RetailRules,
  mode: 'restated' | 'sameNumber',
): { year: number; week: number } | null {
  if (mode === 'restated') {
    const prior = retailPosition(fromDayNumber(yearStart(year, rules) + (week - 1) * 7 - 364), rules);
    return { year: prior.year, week: prior.week };
  }
  return week > retailYear(year - 1, rules).weeks ? null : { year: year - 1, week };
}

/** The week start within three days of the first of the month. */
function yearStart(year: number, { firstMonth, weekStart }: RetailRules): number {
  const first = localDate(year, firstMonth, 1);
  const back = (weekday(first) - weekStart + 7) % 7;
  return dayNumber(first) + (back <= 3 ? -back : 7 - back);
}
