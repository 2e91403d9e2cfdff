import { isDay, localDate } from '../calendar/local-date.ts';
import type { LocalDate } from '../calendar/local-date.ts';

export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/**
 * The shape of a date as written, before anybody decides which of two numbers is the day.
 * yearFirst and named say their own order; numbers do not.
 */
export interface WrittenDate {
  style: 'yearFirst' | 'named' | 'numbers';
  year: number;
  /** For yearFirst: month, day. For named: day, month. For numbers: as written. */
  first: number;
  second: number;
  /** Seconds of the local day, null without a time. */
  seconds: number | null;
  /** Minutes east of UTC when the text says so (`Z`, `+02:00`). */
  offsetMinutes: number | null;
}

const NUMBERS = /^(\d{1,4})([-/. ])(\d{1,2})\2(\d{1,4})(?:(?:T|,? +)(.+))?$/i;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:(?:T| +)(.+))?$/i;
const DAY_NAMED = /^(\d{1,2})(?:er|st|nd|rd|th)?[-/. ]*(\p{L}{3,9})\.?[-/, ]*(\d{4}|\d{2})(?:(?:T|,? +)(.+))?$/iu;
const NAMED_DAY = /^(\p{L}{3,9})\.?[- ]*(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?:,? +(.+))?$/iu;
const TIME =
  /^(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?: ?([ap])\.?m\.?)?(?: ?(?:(z)|([+-])(\d{2}):?(\d{2})?))?$/i;

/** Months in English and French, in full and as abbreviated, without accents. */
const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    'january jan janvier janv',
    'february feb fevrier fevr fev',
    'march mar mars',
    'april apr avril avr',
    'may mai',
    'june jun juin',
    'july jul juillet juil',
    'august aug aout',
    'september sept sep septembre',
    'october oct octobre',
    'november nov novembre',
    'december dec decembre',
  ].flatMap((names, index) => names.split(' ').map((name): [string, number] => [name, index + 1])),
);

/** Two-digit years from 70 on are those of the last century. */
const PIVOT = 70;

/** Null when the text has no shape of a date; whether the day exists is for the caller, who knows the order. */
export function readDate(text: string): WrittenDate | null {
  const trimmed = text.trim();
  const numbers = NUMBERS.exec(trimmed);
  if (numbers) {
    const [, first = '', , second = '', third = '', time] = numbers;
    if (first.length === 4) return third.length > 2 ? null : written('yearFirst', first, second, third, time);
    return first.length === 3 ? null : written('numbers', third, first, second, time);
  }
  const compact = COMPACT.exec(trimmed);
  if (compact) return written('yearFirst', compact[1], compact[2], compact[3], compact[4]);
  const dayNamed = DAY_NAMED.exec(trimmed);
  if (dayNamed) return written('named', dayNamed[3], dayNamed[1], monthNumber(dayNamed[2]), dayNamed[4]);
  const namedDay = NAMED_DAY.exec(trimmed);
  if (namedDay) return written('named', namedDay[3], namedDay[2], monthNumber(namedDay[1]), namedDay[4]);
  return null;
}

/**
 * The day meant when numbers are read in an order, as yyyymmdd; 0 when no such day exists. Dates that say their own order
 * are the same in any.
 */
export function dayIn({ style, year, first, second }: WrittenDate, order: DateOrder): number {
  if (style === 'numbers' && order === 'ymd') return 0;
  const monthFirst = style === 'yearFirst' || (style === 'numbers' && order === 'mdy');
  const month = monthFirst ? first : second;
  const day = monthFirst ? second : first;
  return isDay(year, month, day) ? year * 10_000 + month * 100 + day : 0;
}

export function dayText(day: number): LocalDate {
  return localDate(Math.floor(day / 10_000), Math.floor(day / 100) % 100, day % 100);
}

/** `13:08`, `8h26`, `08:26:00`, `1:05 PM`: seconds of the day and the offset written behind; null when none. */
export function readTime(text: string): { seconds: number; offsetMinutes: number | null } | null {
  const match = TIME.exec(text.trim());
  if (!match) return null;
  const [, hours = '', minutes = '', seconds = '0', half, utc, sign, offsetHours = '0', offsetMinutes = '0'] = match;
  let hour = Number(hours);
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const offset = Number(offsetHours) * 60 + Number(offsetMinutes);
  if (offset > 14 * 60) return null;
  const east = sign ? (sign === '-' ? -offset : offset) : utc ? 0 : null;
  return { seconds: hour * 3600 + Number(minutes) * 60 + Number(seconds), offsetMinutes: east };
}

function written(
  style: WrittenDate['style'],
  yearText = '',
  first: string | number = '',
  second: string | number = '',
  time?: string,
): WrittenDate | null {
  const year = yearOf(yearText);
  if (year === null) return null;
  const clock = time === undefined ? null : readTime(time);
  if (time !== undefined && clock === null) return null;
  return {
    style,
    year,
    first: Number(first),
    second: Number(second),
    seconds: clock?.seconds ?? null,
    offsetMinutes: clock?.offsetMinutes ?? null,
  };
}

function yearOf(text: string): number | null {
  const year = Number(text);
  if (text.length === 2) return year < PIVOT ? 2000 + year : 1900 + year;
  return text.length === 4 && year >= 1900 && year < 2200 ? year : null;
}

/** 0, which no day exists in, for a word that is no month. */
export function monthNumber(name = ''): number {
  const plain = name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return MONTHS.get(plain) ?? 0;
}
