/**
 * Days without a clock. A local date is the text 'YYYY-MM-DD' of the proleptic Gregorian calendar; all arithmetic goes
 * through day numbers (days since 1970-01-01), so no time zone, no DST and no `Date` can shift it.
 */
export type LocalDate = string;

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

export function isLocalDate(text: string): text is LocalDate {
  if (!SHAPE.test(text)) return false;
  return isDay(yearOf(text), Number(text.slice(5, 7)), Number(text.slice(8, 10)));
}

/** Whether year, month 1-12 and day 1-31 name a day that exists. */
export function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The text of a day that exists (not checked: see isDay). Years 0 to 9999. */
export function localDate(year: number, month: number, day: number): LocalDate {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days since 1970-01-01. Years start in March here, so that the leap day is the last of its year. */
export function dayNumber(date: LocalDate): number {
  const month = Number(date.slice(5, 7));
  const year = yearOf(date) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(date.slice(8, 10)) - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** The inverse of dayNumber. */
export function fromDayNumber(number: number): LocalDate {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return localDate(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Days from one date to another, negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(date: LocalDate): number {
  const fromMonday = (dayNumber(date) + 3) % 7;
  return (fromMonday < 0 ? fromMonday + 7 : fromMonday) + 1;
}

/** The comparable day of the year before: 52 whole weeks earlier, so the same weekday. */
export function sameWeekdayLastYear(date: LocalDate): LocalDate {
  return addDays(date, -364);
}

/** The same day and month of the year before; 29 February becomes 28 February. */
export function sameDateLastYear(date: LocalDate): LocalDate {
  const year = yearOf(date) - 1;
  const month = Number(date.slice(5, 7));
  return localDate(year, month, Math.min(Number(date.slice(8, 10)), daysInMonth(year, month)));
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
