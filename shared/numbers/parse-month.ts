import { month, type Month } from '../calendar/month.ts';
import { parseDateCell } from './parse-date.ts';
import { monthNumber, type DateOrder } from './read-date.ts';

const YEAR_FIRST = /^(\d{4})[-/. ]?(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})[-/. ](\d{4})$/;
const NAMED = /^(\p{L}{3,9})\.?[-/. ]*(\d{4}|\d{2})$/u;

/**
 * The month of a cell: `2027-01`, `01/2027`, `janv. 2027`, `janv-27`, or its first day as a date (which is how spreadsheets
 * keep a month). Null when it is none; another day than the first names no month.
 */
export function parseMonthCell(text: string, order: DateOrder): Month | null {
  const trimmed = text.trim();
  const yearFirst = YEAR_FIRST.exec(trimmed);
  if (yearFirst) return monthIn(yearFirst[1], Number(yearFirst[2]));
  const yearLast = YEAR_LAST.exec(trimmed);
  if (yearLast) return monthIn(yearLast[2], Number(yearLast[1]));
  const named = NAMED.exec(trimmed);
  if (named) return monthIn(named[2]?.length === 2 ? `20${named[2]}` : named[2], monthNumber(named[1]));
  const day = parseDateCell(trimmed, order)?.date;
  return day?.endsWith('-01') === true ? day.slice(0, 7) : null;
}

function monthIn(yearText = '', number: number): Month | null {
  const year = Number(yearText);
  return year >= 1900 && year < 2200 && number >= 1 && number <= 12 ? month(year, number) : null;
}
