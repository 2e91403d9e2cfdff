import { addDays, isLocalDate, type LocalDate } from '../../shared/calendar/local-date.ts';
import { parseDateCell } from '../../shared/numbers/parse-date.ts';
import { parseNumber } from '../../shared/numbers/parse-number.ts';
import type { DateOrder, DecimalSign } from './mapping-draft.ts';

/** A real value of the file and what it would mean under one reading. */
export interface ReadingExample<T> {
  readonly text: string;
  readonly value: T;
}

/** The first value whose day depends on the order, else the first that is a date at all. */
export function dateExample(samples: readonly string[], order: DateOrder): ReadingExample<LocalDate> | null {
  const dates = samples.flatMap((text) => {
    const read = parseDateCell(text, order);
    return read === null ? [] : [{ text, value: read.date, telling: isTelling(text) }];
  });
  const found = dates.find((date) => date.telling) ?? dates[0];
  return found === undefined ? null : { text: found.text, value: found.value };
}

/** The first value that is another number with the other sign, else the first number. */
export function decimalExample(samples: readonly string[], sign: DecimalSign): ReadingExample<number> | null {
  const numbers = samples.flatMap((text) => {
    const read = parseNumber(text, sign);
    return read.ok ? [{ text, value: read.value, telling: /[.,]/.test(text) }] : [];
  });
  const found = numbers.find((number) => number.telling) ?? numbers[0];
  return found === undefined ? null : { text: found.text, value: found.value };
}

/** The first and last day of the hint `2010-12-01 … 2010-12-05`, null when it is not one. */
export function hintRange(hint: string | undefined): { first: LocalDate; last: LocalDate } | null {
  const [first = '', last = ''] = (hint ?? '').split('…').map((part) => part.trim());
  return isLocalDate(first) && isLocalDate(last) ? { first, last } : null;
}

/** Whether a period reaches beyond today: sales cannot be ahead of time, which tells for the other reading. */
export function isInFuture(last: LocalDate, today: LocalDate): boolean {
  return last > addDays(today, 1);
}

function isTelling(text: string): boolean {
  return parseDateCell(text, 'dmy')?.date !== parseDateCell(text, 'mdy')?.date;
}
