import { addMonths, monthOf } from '../../shared/calendar/month.ts';
import { zoneClock } from '../../shared/calendar/zone-clock.ts';
import type { LocalDate } from '../../shared/calendar/local-date.ts';
import type { Month } from '../../shared/calendar/month.ts';

/** Months end when they end at the head office. */
export const HEAD_OFFICE_ZONE = 'Europe/Paris';

/** @param now ms since 1970 */
export function headOfficeDay(now: number): LocalDate {
  return zoneClock(HEAD_OFFICE_ZONE).local(now).date;
}

export function lastCompleteMonth(now: number): Month {
  return addMonths(monthOf(headOfficeDay(now)), -1);
}
