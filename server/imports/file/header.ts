import { isKnownHeader } from '../mapping/header-words.ts';

export interface Header {
  /** Names of the columns, unique and never empty. */
  names: string[];
  /** The line as it stands, to recognise it when it is repeated further down; null when the file has none. */
  cells: string[] | null;
  /** Lines up to and with this one are no data. */
  line: number;
}

/** Titles and blank lines may stand above the header. */
const SEARCHED = 20;

/**
 * The header is the first line that has the usual number of cells and names things: two known words, or text in a place
 * where the lines below have numbers or dates.
 */
export function findHeader(
  records: readonly { cells: readonly string[]; line: number }[],
  isKnown: (header: string) => boolean = isKnownHeader,
): Header {
  const width = commonWidth(records.map(({ cells }) => cells.length));
  const full = records.filter(({ cells }) => cells.length === width);
  for (const { cells, line } of full.slice(0, SEARCHED)) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (
      namesThings(
        cells,
        full.filter((r) => r.line > line),
        isKnown,
      )
    ) {
      return { names: uniqueNames(cells), cells: [...cells], line };
    }
    break;
  }
  const first = full[0];
  return { names: uniqueNames(Array.from({ length: width }, () => '')), cells: null, line: (first?.line ?? 1) - 1 };
}

/**
 * Rows of a sheet come without their empty cells at the end: all are made as long as the longest. Those that fill less than half
 * of the columns the fullest fills are titles, groups of columns or notes, and are left out.
 */
export function padRecords<R extends { cells: readonly string[] }>(records: readonly R[]): R[] {
  const filled = ({ cells }: R) => cells.filter((cell) => cell.trim() !== '').length;
  // Not by `Math.max(...)`: a sample may hold more records than a call takes arguments.
  const greatest = (of: (record: R) => number) => records.reduce((most, record) => Math.max(most, of(record)), 0);
  const most = greatest(filled);
  const width = greatest(({ cells }) => cells.length);
  return records
    .filter((record) => filled(record) * 2 >= most)
    .map((record) => ({
      ...record,
      cells: [...record.cells, ...Array.from({ length: width - record.cells.length }, () => '')],
    }));
}

/** A second column of one name becomes `Total (2)`; one without a name `Colonne 3`. */
export function uniqueNames(cells: readonly string[]): string[] {
  const taken = new Set<string>();
  return cells.map((cell, index) => {
    const base = cell.trim().slice(0, 200) || `Colonne ${index + 1}`;
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base} (${n})`;
    taken.add(name);
    return name;
  });
}

function namesThings(
  cells: readonly string[],
  below: readonly { cells: readonly string[] }[],
  isKnown: (header: string) => boolean,
): boolean {
  if (cells.filter(isKnown).length >= 2) return true;
  if (cells.some((cell) => isValue(cell))) return false;
  if (cells.some(isKnown)) return true;
  return (
    below.length === 0 ||
    cells.some((cell, index) => cell.trim() !== '' && below.some((r) => isValue(r.cells[index] ?? '')))
  );
}

/** Digits with signs and separators only: a number, a date, a time, a code of digits. */
function isValue(cell: string): boolean {
  return /\d/.test(cell) && /^[-+€$£%\d\s.,:/()'’T]*$/.test(cell);
}

/** Titles and notes are lines of one cell. */
function commonWidth(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  let best = 1;
  let count = 0;
  for (const [width, n] of counts) if (n > count || (n === count && width > best)) [best, count] = [width, n];
  return best;
}
