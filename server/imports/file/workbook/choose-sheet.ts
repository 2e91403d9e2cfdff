import { importFieldSchema, type ImportField } from '../../../../shared/api/imports.ts';
import { nameScore } from '../../mapping/header-words.ts';
import { findHeader, padRecords } from '../header.ts';
import type { SheetSample } from './workbook-messages.ts';

export interface SheetCandidate {
  name: string;
  /** Names of its columns; null where it has no header. */
  headers: readonly string[] | null;
}

export interface ChosenSheet {
  /** Place in the list. */
  index: number;
  name: string;
  /** Names of the sheets that hold a table, in their order. */
  names: string[];
  /** Whether another sheet looks as much like sales as this one, so that it has to be asked. */
  doubtful: boolean;
  /** Those of `names`, with their headers. */
  candidates: SheetCandidate[];
}

/** What a table of sales tells first. */
const TELLING: readonly ImportField[] = [
  'date',
  'quantity',
  'amount',
  'unitPrice',
  'sku',
  'product',
  'receipt',
  'store',
];
/** How much less another sheet may look like sales before it is left out. */
const NEAR = 1;

/**
 * The sheet that looks most like sales: by the names of its columns, those the user sees before hidden ones. The one `wanted` is
 * taken whatever it looks like. Null when no sheet holds a header and data.
 */
export function chooseSheet(sheets: readonly SheetSample[], wanted: string | undefined): ChosenSheet | null {
  const tables = sheets.flatMap(({ name, hidden, rows }, index) => {
    const table = tableOf(rows);
    return table ? [{ ...table, index, name, hidden }] : [];
  });
  const shown = tables.filter(({ hidden }) => !hidden);
  const candidates = shown.length > 0 ? shown : tables;
  const names = candidates.map(({ name }) => name);
  const shapes = candidates.map(({ name, headers }) => ({ name, headers }));
  const asked = wanted === undefined ? undefined : tables.find(({ name }) => name === wanted);
  if (asked) {
    const { index, name } = asked;
    return { index, name, names: [...new Set([...names, name])], doubtful: false, candidates: shapes };
  }
  const [best, second] = candidates.toSorted((a, b) => b.score - a.score || a.index - b.index);
  if (!best) return null;
  return {
    index: best.index,
    name: best.name,
    names,
    doubtful: second !== undefined && second.score > best.score - NEAR,
    candidates: shapes,
  };
}

/** Null where there is no table: two columns, and rows below a header or without one. */
function tableOf(rows: SheetSample['rows']): { headers: string[] | null; score: number } | null {
  const header = findHeader(padRecords(rows));
  const data = rows.filter(({ line }) => line > header.line);
  if (header.names.length < 2 || data.length === 0) return null;
  if (header.cells === null) return { headers: null, score: 0 };
  let score = 0;
  for (const field of importFieldSchema.options) {
    const best = Math.max(...header.names.map((name) => nameScore(name, field)));
    score += TELLING.includes(field) ? best : best / 4;
  }
  return { headers: header.names, score };
}
