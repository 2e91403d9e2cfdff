import type { MasterReason } from '../../../shared/api/master-imports.ts';
import { unguarded } from '../../../shared/csv/cell.ts';
import { roundDecimal } from '../../../shared/numbers/decimal.ts';
import { decimalCell } from '../../../shared/numbers/parse-cell.ts';
import { parseDateCell } from '../../../shared/numbers/parse-date.ts';
import { parseMonthCell } from '../../../shared/numbers/parse-month.ts';
import type { DateOrder } from '../../../shared/numbers/read-date.ts';
import { zoneClock } from '../../../shared/calendar/zone-clock.ts';
import { foldHeader } from '../mapping/header-words.ts';
import { eventOf } from './event-names.ts';
import type { Cell } from './spec.ts';

export interface CellReading {
  dateOrder: DateOrder;
  decimal: ',' | '.';
}

/** The value in its one spelling, or why there is none. */
export type CellResult = { value: string } | { reason: MasterReason };

/** What a rate that has always counted has for a day. */
export const ALWAYS = '-infinity';

const MAX_MONEY = 1e11;
const MAX_COUNT = 10_000_000;

/** Reads a cell that is not blank and was trimmed. Codes are read as written; whether somebody has them is not judged here. */
export function readCell(cell: Cell, text: string, { dateOrder, decimal }: CellReading): CellResult {
  switch (cell.kind) {
    case 'code':
    case 'parent':
      return { value: plainText(text) };
    case 'text':
      return text.length > cell.max ? { reason: 'too_long' } : { value: plainText(text) };
    case 'money':
      return readMoney(text, decimal, cell);
    case 'count':
      return readCount(text, decimal);
    case 'rate':
      return readRate(text, decimal);
    case 'day':
    case 'since':
      return readDay(text, dateOrder);
    case 'month': {
      const month = parseMonthCell(text, dateOrder);
      return month === null ? { reason: 'month_invalid' } : { value: month };
    }
    case 'zone':
      return readZone(text);
    case 'charge': {
      const code = foldHeader(text).replaceAll(' ', '_');
      return /^[a-z][a-z0-9_]{0,39}$/.test(code) ? { value: code } : { reason: 'code_invalid' };
    }
    case 'event': {
      const event = eventOf(text);
      return event === undefined ? { reason: 'event_unknown' } : { value: event };
    }
  }
}

/** Exports put an apostrophe before what a spreadsheet would run; it is no part of the value. */
export function plainText(text: string): string {
  return unguarded(text).normalize('NFC');
}

function readMoney(text: string, sign: ',' | '.', cell: { scale: number; negative: boolean }): CellResult {
  const exact = text.includes('%') ? null : decimalCell(text, sign);
  if (exact === null) return { reason: 'number_invalid' };
  const value = roundDecimal(exact, cell.scale);
  if (value.startsWith('-') && !cell.negative) return { reason: 'number_negative' };
  return Math.abs(Number(value)) >= MAX_MONEY / 10 ** (cell.scale - 2) ? { reason: 'number_range' } : { value };
}

function readCount(text: string, sign: ',' | '.'): CellResult {
  const exact = decimalCell(text.replace(/ ?m(2|²)$/i, ''), sign);
  if (exact === null || exact.includes('.')) return { reason: 'number_invalid' };
  const count = Number(exact);
  return count < 1 || count > MAX_COUNT ? { reason: 'number_range' } : { value: exact };
}

/** `5,5` and `5,5 %` alike, kept in percent. `0,055` may mean 5.5 % or a mistake: it is not guessed. */
function readRate(text: string, sign: ',' | '.'): CellResult {
  const percent = text.endsWith('%');
  const exact = decimalCell(percent ? text.slice(0, -1).trim() : text, sign);
  if (exact === null) return { reason: 'number_invalid' };
  const rate = Number(exact);
  if (!percent && rate > 0 && rate < 1) return { reason: 'rate_unclear' };
  const value = roundDecimal(exact, 2);
  return rate < 0 || Number(value) >= 100 ? { reason: 'number_range' } : { value };
}

function readDay(text: string, order: DateOrder): CellResult {
  const day = parseDateCell(text, order)?.date;
  if (day === undefined) return { reason: 'date_invalid' };
  return day < '1900-01-01' || day > '2100-12-31' ? { reason: 'date_range' } : { value: day };
}

function readZone(text: string): CellResult {
  try {
    zoneClock(text);
  } catch {
    return { reason: 'zone_unknown' };
  }
  return { value: text };
}
