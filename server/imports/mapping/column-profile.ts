import { dateEvidence, type DateEvidence } from '../../../shared/numbers/date-evidence.ts';
import { decimalEvidence, type DecimalEvidence } from '../../../shared/numbers/decimal-evidence.ts';
import { parseTimeCell } from '../../../shared/numbers/parse-date.ts';
import type { ImportField } from '../../../shared/api/imports.ts';
import { ownText } from '../own-text.ts';
import { nameScore } from './header-words.ts';

export interface ColumnProfile {
  filled: number;
  /** Distinct values, counted up to DISTINCT_LIMIT. */
  distinct: number;
  samples: string[];
  /** Null where the first lines already showed that there are none. */
  dates: DateEvidence | null;
  decimals: DecimalEvidence | null;
  times: number | null;
}

export interface FileProfile {
  rows: number;
  columns: ColumnProfile[];
  /** The first lines, in the order of the columns. */
  head: string[][];
}

/** What to look for in a column. */
export interface Looking {
  dates: boolean;
  decimals: boolean;
  times: boolean;
}

export const DISTINCT_LIMIT = 10_000;
const SAMPLES = 5;
const HEAD = 10;

export interface Profiler {
  add(cells: readonly string[]): void;
  result(): FileProfile;
}

/** Collects what all values of each column say about its meaning. */
export function createProfiler(looking: readonly Looking[]): Profiler {
  const columns = looking.map(profileColumn);
  const head: string[][] = [];
  let rows = 0;
  return {
    add(cells) {
      rows += 1;
      if (head.length < HEAD) head.push(cells.map((cell) => ownText(cell.slice(0, 200))));
      for (let index = 0; index < columns.length; index++) columns[index]?.add(cells[index] ?? '');
    },
    result: () => ({ rows, columns: columns.map((column) => column.result()), head }),
  };
}

export const lookEverywhere = (width: number): Looking[] =>
  Array.from({ length: width }, () => ({ dates: true, decimals: true, times: true }));

/**
 * Where the sample found dates or numbers, or the user says there are some, all values are read; elsewhere none. Numbers and
 * times only count in columns whose name says that they could be a quantity, a price or a time.
 */
export function lookWhereFound(sample: FileProfile, names: readonly string[], named: ReadonlySet<number>): Looking[] {
  return sample.columns.map((column, index) => {
    const found = (count: number) => count > 0 && count * 5 >= column.filled;
    const means = (...fields: ImportField[]) => fields.some((field) => nameScore(names[index] ?? '', field) > 0);
    return {
      dates: named.has(index) || found(column.dates?.dates ?? 0),
      decimals: named.has(index) || (found(numbersOf(column)) && means('quantity', 'unitPrice', 'amount', 'line')),
      times: named.has(index) || (found(column.times ?? 0) && means('time')),
    };
  });
}

export function numbersOf({ decimals }: ColumnProfile): number {
  return decimals === null ? 0 : decimals.comma + decimals.dot + decimals.either + decimals.same;
}

/** A value and how often it came again. */
interface Seen {
  readonly text: string;
  again: number;
}

/** Most values of a column come again and again: what they say is asked once, and counted. */
function profileColumn(looking: Looking): { add(cell: string): void; result(): ColumnProfile } {
  const dates = looking.dates ? dateEvidence() : null;
  const decimals = looking.decimals ? decimalEvidence() : null;
  const seen = new Map<string, Seen>();
  const samples: string[] = [];
  let filled = 0;
  let times = 0;
  let last: Seen | undefined;

  function judge(text: string, count: number): void {
    dates?.add(text, count);
    decimals?.add(text, count);
    if (looking.times && parseTimeCell(text) !== null) times += count;
  }

  function see(cell: string): Seen {
    const first = { text: ownText(cell), again: 0 };
    seen.set(first.text, first);
    judge(first.text, 1);
    if (samples.length < SAMPLES && cell.trim() !== '') samples.push(ownText(cell.slice(0, 200)));
    return first;
  }

  return {
    add(cell) {
      if (cell === '') return;
      filled += 1;
      const known = last?.text === cell ? last : seen.size < DISTINCT_LIMIT ? seen.get(cell) : undefined;
      if (known) {
        known.again += 1;
        last = known;
      } else if (seen.size < DISTINCT_LIMIT) last = see(cell);
      else judge(cell, 1);
    },
    result() {
      for (const value of seen.values()) {
        if (value.again > 0) judge(value.text, value.again);
        value.again = 0;
      }
      return {
        filled,
        distinct: seen.size,
        samples,
        dates: dates?.result() ?? null,
        decimals: decimals?.result() ?? null,
        times: looking.times ? times : null,
      };
    },
  };
}
