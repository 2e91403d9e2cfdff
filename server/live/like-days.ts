import type { Likeness } from '../../shared/api/live-board.ts';
import { frenchHolidays } from '../../shared/calendar/french-holidays.ts';
import { addDays, weekday, yearOf, type LocalDate } from '../../shared/calendar/local-date.ts';
import { soldes } from '../../shared/calendar/soldes.ts';

/** Past days that went like one, the newest first. */
export interface LikeDays {
  kind: Likeness;
  days: readonly LocalDate[];
}

/** Days that are looked back on. */
export const LIKE_DAYS = 8;
/** Eight days of soldes of one weekday are two periods, eight holidays less than a year: one that is no rule of today is too old. */
const YEARS_BACK = 2;

/** What is always there: the same weekday of the weeks before. */
export function sameWeekdays(day: LocalDate): LikeDays {
  return { kind: 'weekday', days: Array.from({ length: LIKE_DAYS }, (_, week) => addDays(day, -7 * (week + 1))) };
}

/**
 * A public holiday has the hours of the holidays before it, whatever their weekday; a day of soldes those of the same weekday
 * in soldes; any other those of its weekday.
 */
export function likeDays(day: LocalDate): LikeDays {
  const year = yearOf(day);
  const years = Array.from({ length: YEARS_BACK + 1 }, (_, back) => year - back);
  const holidays = years.flatMap((one) => frenchHolidays(one).map(({ date }) => date));
  if (holidays.includes(day)) return { kind: 'holiday', days: newest(holidays, day) };
  const periods = years.flatMap((one) => Object.values(soldes(one)));
  if (!periods.some(({ start, end }) => day >= start && day <= end)) return sameWeekdays(day);
  const inSoldes = periods.flatMap(({ start, end }) => {
    const first = addDays(start, (weekday(day) - weekday(start) + 7) % 7);
    const days: LocalDate[] = [];
    for (let one = first; one <= end; one = addDays(one, 7)) days.push(one);
    return days;
  });
  return {
    kind: 'soldes',
    days: newest(
      inSoldes.filter((one) => !holidays.includes(one)),
      day,
    ),
  };
}

function newest(days: readonly LocalDate[], before: LocalDate): LocalDate[] {
  return days
    .filter((one) => one < before)
    .toSorted()
    .toReversed()
    .slice(0, LIKE_DAYS);
}
