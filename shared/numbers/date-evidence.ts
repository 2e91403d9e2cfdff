import type { LocalDate } from '../calendar/local-date.ts';
import { dayIn, dayText, readDate } from './read-date.ts';
import type { DateOrder } from './read-date.ts';

/**
 * What all dates of a column say about the order of day and month.
 * dmy or mdy: some dates exist only in that order and none only in the other. ymd: all say their own order (year first, or
 * the month by name). ambiguous: every date exists in both orders, and some differ. mixed: some exist only as day/month,
 * some only as month/day. none: no dates.
 */
export interface DateEvidence {
  verdict: DateOrder | 'ambiguous' | 'mixed' | 'none';
  /** All that are dates; the six counts below add up to it, `other` apart. */
  dates: number;
  ymd: number;
  named: number;
  onlyDmy: number;
  onlyMdy: number;
  /** In both orders a date, and not the same. */
  both: number;
  /** In both orders the same date, as 05/05/2027. */
  same: number;
  /** Filled cells that are no date in any order. */
  other: number;
  /** The first few of each kind, as written. */
  examples: { onlyDmy: string[]; onlyMdy: string[]; both: string[]; other: string[] };
  /** First and last day if the column is read in that order: what to show when asking which. */
  ranges: Record<'dmy' | 'mdy', { first: LocalDate; last: LocalDate } | null>;
}

type Kind = 'ymd' | 'named' | 'onlyDmy' | 'onlyMdy' | 'both' | 'same' | 'other';

const EXAMPLES = 3;

/** Collects evidence text by text, each as often as it occurs, so that a file of any length is judged by all of its values. */
export function dateEvidence(): { add(text: string, times?: number): void; result(): DateEvidence } {
  const count: Record<Kind, number> = { ymd: 0, named: 0, onlyDmy: 0, onlyMdy: 0, both: 0, same: 0, other: 0 };
  const examples: DateEvidence['examples'] = { onlyDmy: [], onlyMdy: [], both: [], other: [] };
  let lastText = '';
  let lastKind: Kind = 'other';
  const dmy = dateRange();
  const mdy = dateRange();

  function kindOf(text: string): Kind {
    const written = readDate(text);
    if (!written) return 'other';
    const asDmy = dayIn(written, 'dmy');
    const asMdy = dayIn(written, 'mdy');
    if (asDmy) dmy.add(asDmy);
    if (asMdy) mdy.add(asMdy);
    if (!asDmy && !asMdy) return 'other';
    if (written.style !== 'numbers') return written.style === 'named' ? 'named' : 'ymd';
    if (asDmy && asMdy) return asDmy === asMdy ? 'same' : 'both';
    return asDmy ? 'onlyDmy' : 'onlyMdy';
  }

  return {
    add(text, times = 1) {
      if (text.trim() === '') return;
      // The lines of one receipt share their date.
      const kind = text === lastText ? lastKind : kindOf(text);
      lastText = text;
      lastKind = kind;
      count[kind] += times;
      if (kind === 'ymd' || kind === 'named' || kind === 'same') return;
      const shown = examples[kind];
      if (shown.length < EXAMPLES && !shown.includes(text)) shown.push(text);
    },
    result() {
      const dates = count.ymd + count.named + count.onlyDmy + count.onlyMdy + count.both + count.same;
      return { verdict: verdictOf(count), dates, ...count, examples, ranges: { dmy: dmy.range(), mdy: mdy.range() } };
    },
  };
}

function verdictOf({ ymd, named, onlyDmy, onlyMdy, both, same }: Record<Kind, number>): DateEvidence['verdict'] {
  if (onlyDmy > 0 && onlyMdy > 0) return 'mixed';
  if (onlyDmy > 0) return 'dmy';
  if (onlyMdy > 0) return 'mdy';
  if (both > 0) return 'ambiguous';
  if (same > 0) return 'dmy';
  return ymd + named > 0 ? 'ymd' : 'none';
}

function dateRange() {
  let low = Infinity;
  let high = -Infinity;
  return {
    add(day: number): void {
      if (day < low) low = day;
      if (day > high) high = day;
    },
    range: () => (high < low ? null : { first: dayText(low), last: dayText(high) }),
  };
}
