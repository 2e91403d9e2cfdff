import type { LocalDate } from '../calendar/local-date.ts';
import { dayIn, dayText, readDate, readTime } from './read-date.ts';
import type { DateOrder } from './read-date.ts';

export interface DateCell {
  readonly date: LocalDate;
  /** Seconds of the local day, null when the cell has no time. */
  readonly seconds: number | null;
  /** Minutes east of UTC when the cell says so; else date and time are those of the store. */
  readonly offsetMinutes: number | null;
}

/**
 * The date of a cell in a file whose order is known, with or without a time; null when it is none or no such day exists.
 * Dates that say their own order (year first, `1 janv. 2027`) are read whatever the order; two-digit years are 1970-2069.
 */
export function parseDateCell(text: string, order: DateOrder): DateCell | null {
  const written = readDate(text);
  if (!written) return null;
  const day = dayIn(written, order);
  return day ? { date: dayText(day), seconds: written.seconds, offsetMinutes: written.offsetMinutes } : null;
}

/** parseDateCell for the rows of a file one after another: the lines of one receipt share their date, and its reading. */
export function dateCellReader(order: DateOrder): (text: string) => DateCell | null {
  let lastText = '';
  let last: DateCell | null = null;
  return (text) => {
    if (text !== lastText) {
      last = parseDateCell(text, order);
      lastText = text;
    }
    return last;
  };
}

/** The time of a cell of its own (`13:08`, `8h26`, `1:05 PM`) in seconds of the day; null when it is none. */
export function parseTimeCell(text: string): number | null {
  return readTime(text)?.seconds ?? null;
}
