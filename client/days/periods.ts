import { addDays, type LocalDate } from '../../shared/calendar/local-date.ts';
import { addMonths, firstDay, lastDay, monthOf, type Month } from '../../shared/calendar/month.ts';

/** LAST_WEEK, or a month of the year behind. In the address as `week` or `2026-11`. */
export type Period = Month;

export const LAST_WEEK = 'week';

const MONTHS = 13;

/** Newest first. */
export function periodsAt(today: LocalDate): Period[] {
  const month = monthOf(today);
  return [LAST_WEEK, ...Array.from({ length: MONTHS }, (_, back) => addMonths(month, -back))];
}

/** What the address says, where it makes sense. */
export function periodOf(text: string | null, today: LocalDate): Period {
  return periodsAt(today).find((period) => period === text) ?? LAST_WEEK;
}

/** A day more than the machine knows of has begun for a store far east: the server leaves out those that have not. */
export function rangeOf(period: Period, today: LocalDate): { from: LocalDate; to: LocalDate } {
  if (period === LAST_WEEK) return { from: addDays(today, -6), to: addDays(today, 1) };
  return { from: firstDay(period), to: lastDay(period) };
}
