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

function profileColumn(looking: Looking): { add(cell: string): void; result(): ColumnProfile } {
  const dates = looking.dates ? dateEvidence() : null;
  const decimals = looking.decimals ? decimalEvidence() : null;
  const distinct = new Set<string>();
  const samples: string[] = [];
  let filled = 0;
  let times = 0;
  let last = '';
  return {
    add(cell) {
      if (cell === '') return;
      filled += 1;
      dates?.add(cell);
      decimals?.add(cell);
      if (looking.times && parseTimeCell(cell) !== null) times += 1;
      if (cell === last || distinct.size >= DISTINCT_LIMIT || distinct.has(cell)) return;
      last = ownText(cell);
      distinct.add(last);
      if (samples.length < SAMPLES && cell.trim() !== '') samples.push(ownText(cell.slice(0, 200)));
    },
    result: () => ({
      filled,
      distinct: distinct.size,
      samples,
      dates: dates?.result() ?? null,
      decimals: decimals?.result() ?? null,
      times: looking.times ? times : null,
    }),
  };
}
