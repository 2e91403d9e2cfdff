import { ImportFailure } from '../../failure.ts';
import { numberText, unescapeText } from './cell-text.ts';
import type { NumberKind } from './number-format.ts';
import { attributeOf, type XmlHandler } from './xml-reader.ts';

export interface SheetContext {
  strings: readonly string[];
  kinds: readonly NumberKind[];
  from1904: boolean;
}

/** A file of sales has a few dozen columns. */
const MAX_COLUMN = 1_000;
const MAX_ROW = 1_048_576;
const MAX_CELL = 32_768;

/**
 * Reads the rows of one sheet. `onRow` gets the texts of the cells without the empty ones at the end, and the number of the row
 * in the sheet, from 1; the array is lent. Formulas are not computed: the value they had when the workbook was saved counts.
 */
export function sheetRows(
  { strings, kinds, from1904 }: SheetContext,
  onRow: (cells: string[], row: number) => void,
): XmlHandler {
  let cells: string[] = [];
  let row = 0;
  let column = -1;
  let type = 'n';
  let style = 0;
  let value = '';
  let into: 'value' | 'inline' | null = null;
  let inCell = false;
  let pronounced = false;

  function openRow(attributes: string): void {
    const stated = Number(attributeOf(attributes, 'r') ?? row + 1);
    if (!Number.isInteger(stated) || stated <= row || stated > MAX_ROW) throw new Error(`row ${stated} after ${row}`);
    row = stated;
    cells = [];
    column = -1;
  }

  function openCell(attributes: string): void {
    const reference = attributeOf(attributes, 'r');
    column = reference === undefined ? column + 1 : columnOf(reference);
    type = attributeOf(attributes, 't') ?? 'n';
    style = Number(attributeOf(attributes, 's') ?? 0);
    value = '';
    inCell = true;
  }

  function closeCell(): void {
    inCell = false;
    if (value === '') return;
    const text = textOf();
    if (text === '') return;
    if (column >= MAX_COLUMN) {
      throw new ImportFailure(
        'too_many_columns',
        `This sheet has more than ${MAX_COLUMN} columns: it is no file of sales.`,
      );
    }
    while (cells.length < column) cells.push('');
    cells[column] = text.length > MAX_CELL ? text.slice(0, MAX_CELL) : text;
  }

  function textOf(): string {
    switch (type) {
      case 's':
        return strings[Number(value)] ?? '';
      case 'n':
        return numberText(value, kinds[style] ?? 'number', from1904);
      case 'b':
        return value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE';
      case 'd':
        return isoText(value);
      default:
        // Text beside the cell, text of a formula, and errors such as #N/A, which no number or date will be taken for.
        return unescapeText(value);
    }
  }

  return {
    open(name, attributes) {
      if (name === 'c') openCell(attributes);
      else if (name === 'v') into = inCell ? 'value' : null;
      else if (name === 't') into = inCell && !pronounced ? 'inline' : null;
      else if (name === 'rPh') pronounced = true;
      else if (name === 'row') openRow(attributes);
    },
    close(name) {
      if (name === 'c') closeCell();
      else if (name === 'v' || name === 't') into = null;
      else if (name === 'rPh') pronounced = false;
      else if (name === 'row' && cells.length > 0) onRow(cells, row);
    },
    text(text) {
      if (into !== null && value.length <= MAX_CELL * 2) value += text;
    },
  };
}

/** `AB12` is column 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & 0xdf;
    if (letter < 0x41 || letter > 0x5a) break;
    column = column * 26 + (letter - 0x40);
    if (column > 16_384) break;
  }
  if (column < 1 || column > 16_384) throw new Error(`a cell stands at ${reference.slice(0, 20)}`);
  return column - 1;
}

/** `2026-03-01T00:00:00.000` without what says nothing. */
function isoText(value: string): string {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2}))?/.exec(value.trim()) ?? [];
  if (date === undefined) return value;
  return time === undefined || time === '00:00:00' ? date : `${date} ${time}`;
}
