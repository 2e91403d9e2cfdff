import type { TillTotal } from '../../shared/api/store-days.ts';
import { parseDateCell } from '../../shared/numbers/parse-date.ts';
import { parseNumber } from '../../shared/numbers/parse-number.ts';
import type { Language } from '../ui/language.ts';

export type Column = 'store' | 'day' | 'register' | 'number' | 'total' | 'receipts';
export type Fault = { line: number; column: Column; text: string };

interface Line {
  /** Counts from 1, the header included. */
  line: number;
  total: TillTotal;
}

/** Totals of a file, or of cells from a spreadsheet. A line with a fault has no total. */
export interface ReadTotals {
  totals: readonly Line[];
  faults: readonly Fault[];
  /** Columns that are needed and that no header names; then nothing else was read. */
  missing: readonly Column[];
}

const NAMES: Record<Column, readonly string[]> = {
  store: ['magasin', 'code magasin', 'store'],
  day: ['jour', 'journee', 'date', 'day'],
  register: ['caisse', 'register', 'till'],
  number: ['numero', 'numero z', 'no', 'n°', 'n° z', 'z', 'number'],
  total: ['total', 'total ttc', 'montant', 'montant ttc', 'ca ttc', 'total z'],
  receipts: ['tickets', 'nombre de tickets', 'nb tickets', 'receipts'],
};
const NEEDED: readonly Column[] = ['store', 'day', 'number', 'total'];
const MAX_KEY = 40;

export function parseTotals(text: string, language: Language): ReadTotals {
  const [header = '', ...rows] = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const separator = ['\t', ';', ','].find((one) => header.includes(one)) ?? ';';
  const names = cellsOf(header, separator).map(folded);
  const at = (column: Column) => names.findIndex((name) => NAMES[column].includes(name));
  const missing = NEEDED.filter((column) => at(column) < 0);
  if (missing.length > 0) return { totals: [], faults: [], missing };
  const totals: Line[] = [];
  const faults: Fault[] = [];
  rows.forEach((row, index) => {
    if (row.trim() === '') return;
    const line = index + 2;
    const cells = cellsOf(row, separator);
    const cell = (column: Column) => cells[at(column)] ?? '';
    const read = readLine(cell, language);
    if (typeof read === 'string') faults.push({ line, column: read, text: cell(read) });
    else totals.push({ line, total: read });
  });
  return { totals, faults, missing };
}

/** The total of a line, or the column at fault. */
function readLine(cell: (column: Column) => string, language: Language): TillTotal | Column {
  for (const column of ['store', 'number'] as const) {
    if (cell(column) === '' || cell(column).length > MAX_KEY) return column;
  }
  if (cell('register').length > MAX_KEY) return 'register';
  const day = parseDateCell(cell('day'), 'dmy');
  if (day === null) return 'day';
  const total = parseAmount(cell('total'), language);
  if (total === null) return 'total';
  const counted = cell('receipts');
  const receipts = counted === '' ? undefined : parseCount(counted, language);
  if (receipts === null) return 'receipts';
  return {
    store: cell('store'),
    day: day.date,
    register: cell('register'),
    number: cell('number'),
    total,
    ...(receipts === undefined ? {} : { receipts }),
  };
}

/** € with at most two decimals; null: it is none. */
export function parseAmount(text: string, language: Language): number | null {
  const read = parseNumber(text, language);
  return read.ok && !read.percent && /^-?\d{1,11}(\.\d{1,2})?$/.test(read.decimal) ? read.value : null;
}

/** A whole number; null: it is none. */
export function parseCount(text: string, language: Language): number | null {
  const read = parseNumber(text, language);
  return read.ok && !read.percent && /^\d{1,9}$/.test(read.decimal) ? read.value : null;
}

/** Cells of a line; one in double quotes may hold the separator, and a quote twice. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*/.exec(line.slice(at));
    const behind = quoted ? at + quoted[0].length : at;
    const ends = quoted !== null && (behind === line.length || line[behind] === separator);
    const found = line.indexOf(separator, ends ? behind : at);
    const end = found < 0 ? line.length : found;
    cells.push((ends ? (quoted[1] ?? '').replaceAll('""', '"') : line.slice(at, end)).trim());
    at = end + 1;
  }
  return cells;
}

function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}
