import type { MasterField, MasterReason, MasterRefusal } from '../../../shared/api/master-imports.ts';
import { inPieces } from './breathe.ts';
import type { Codes } from './codes.ts';
import { keyOf, type FieldSpec, type KindSpec, type ParentTable, type Row } from './spec.ts';
import type { MasterFile } from './read-file.ts';
import { ALWAYS, plainText, readCell } from './read-cell.ts';

/** What one row of the file says; fields it does not mention are absent. */
export interface GivenRow {
  line: number;
  text: string;
  key: string;
  row: Row;
}

export interface GivenRows {
  rows: GivenRow[];
  refusals: MasterRefusal[];
  /** Parents nobody has, by field. */
  unknown: Map<MasterField, Set<string>>;
}

export interface KnownCodes {
  own: Codes;
  parents: ReadonlyMap<ParentTable, Codes>;
}

/** The codes a file names in its own key column, to ask the database about. */
export async function writtenCodes(spec: KindSpec, { rows, understanding }: MasterFile): Promise<string[]> {
  const field = spec.fields.find(({ cell }) => cell.kind === 'code')?.field;
  const column = field === undefined ? undefined : understanding.columns[field];
  const codes = new Set<string>();
  if (column === undefined) return [];
  await inPieces(rows, ({ cells }) => {
    const text = cells[column] ?? '';
    if (isStorable(text)) codes.add(plainText(text));
  });
  return [...codes];
}

/** Reads every cell, finds codes as they are stored, and refuses what cannot be read, has no parent, or comes twice. */
export async function readRows(spec: KindSpec, file: MasterFile, known: KnownCodes): Promise<GivenRows> {
  const { columns } = file.understanding;
  const { names } = file.format.header;
  const rows: GivenRow[] = [];
  const unknown: GivenRows['unknown'] = new Map();
  const seen = new Set<string>();
  const refusals: MasterRefusal[] = file.broken.map((row) => ({ ...row, column: '' }));

  function readField(field: FieldSpec, text: string): { value?: string | null; reason?: MasterReason } {
    const { cell } = field;
    if (!isStorable(text)) return { reason: 'unreadable' };
    if (text === '') {
      if (cell.kind === 'since') return { value: ALWAYS };
      return field.key ? { reason: 'missing' } : {};
    }
    if (text === '-' && field.clearable) return { value: null };
    const result = readCell(cell, text, file.understanding);
    if (!('value' in result)) return result;
    const { value } = result;
    if (cell.kind === 'parent') {
      const stored = known.parents.get(cell.table)?.stored(value);
      if (stored !== undefined) return { value: stored };
      noteUnknown(unknown, field.field, value);
      return { reason: cell.unknown };
    }
    if (cell.kind !== 'code') return { value };
    const stored = known.own.stored(value);
    return stored !== undefined || cell.pattern.test(value) ? { value: stored ?? value } : { reason: 'code_invalid' };
  }

  await inPieces(file.rows, ({ line, cells, text }) => {
    const row: Row = {};
    const refuse = (column: string, reason: MasterReason) => void refusals.push({ line, column, reason, text });
    for (const field of spec.fields) {
      const column = columns[field.field];
      // A file of rates without days tells those that always count.
      if (column === undefined && field.cell.kind !== 'since') continue;
      const { value, reason } = readField(field, column === undefined ? '' : (cells[column] ?? ''));
      if (reason !== undefined) return refuse(column === undefined ? '' : (names[column] ?? ''), reason);
      if (value !== undefined) row[field.field] = value;
    }
    const key = keyOf(spec, row);
    // Codes of one spelling but for the case would be one row to most people.
    const folded = key.toLowerCase();
    if (seen.has(folded)) return refuse('', 'duplicate');
    seen.add(folded);
    rows.push({ line, text, key, row });
  });
  return { rows, refusals, unknown };
}

function noteUnknown(unknown: GivenRows['unknown'], field: MasterField, code: string): void {
  const codes = unknown.get(field) ?? new Set();
  unknown.set(field, codes.add(code.slice(0, 100)));
}

/** The database keeps neither NUL nor half a surrogate pair. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Cs}/u.test(text);
}
