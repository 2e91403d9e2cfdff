import type { MasterField, MasterMapping, MasterQuestion } from '../../../shared/api/master-imports.ts';
import { dateEvidence, type DateEvidence } from '../../../shared/numbers/date-evidence.ts';
import { decimalEvidence, type DecimalEvidence } from '../../../shared/numbers/decimal-evidence.ts';
import { parseMonthCell } from '../../../shared/numbers/parse-month.ts';
import { foldHeader } from '../mapping/header-words.ts';
import { dateQuestion, decimalQuestion } from '../mapping/questions.ts';
import type { FieldSpec, KindSpec } from './spec.ts';
import type { CellReading } from './read-cell.ts';

/** Which column holds which field. */
export type Columns = Partial<Record<MasterField, number>>;

export interface Understanding extends CellReading {
  columns: Columns;
  questions: MasterQuestion[];
}

const NUMBERS = new Set(['money', 'count', 'rate']);
const DAYS = new Set(['day', 'since']);

/** Whether a header is a usual name of one of the kind's columns. */
export function knowsHeader(spec: KindSpec): (header: string) => boolean {
  const known = new Set(spec.fields.flatMap(namesOf));
  return (header) => known.has(foldHeader(header));
}

/** Joins what was said with what headers and all values say; what neither settles becomes a question. Row by row, as they are read. */
export function understandMaster(
  spec: KindSpec,
  names: readonly string[],
  given: MasterMapping,
): { add(cells: readonly string[]): void; result(): Understanding } {
  const asked: MasterQuestion[] = [];
  const columns = chooseColumns(spec, names, given, asked);
  const cellsOf = (wanted: (field: FieldSpec) => boolean) =>
    spec.fields.flatMap((field) => {
      const column = columns[field.field];
      return column === undefined || !wanted(field) ? [] : [column];
    });
  const days = cellsOf(({ cell }) => DAYS.has(cell.kind));
  const months = cellsOf(({ cell }) => cell.kind === 'month');
  const numbers = cellsOf(({ cell }) => NUMBERS.has(cell.kind));
  const dates = dateEvidence();
  const decimals = decimalEvidence();
  // Where the first of a month stands for the month, one order is ruled out as soon as it gives another day.
  const firsts = { dmy: 0, mdy: 0 };

  function addMonth(text: string): void {
    const dmy = parseMonthCell(text, 'dmy') !== null;
    if (dmy === (parseMonthCell(text, 'mdy') !== null)) return;
    firsts[dmy ? 'dmy' : 'mdy'] += 1;
  }

  return {
    add(cells) {
      for (const column of days) dates.add(cells[column] ?? '');
      for (const column of months) addMonth(cells[column] ?? '');
      for (const column of numbers) decimals.add(cells[column] ?? '');
    },
    result() {
      const questions = [...asked];
      const dateOrder = given.dateOrder ?? orderOf(dates.result(), firsts, questions);
      const decimal = given.decimal ?? decimalOf(decimals.result(), questions);
      return { columns, questions, dateOrder, decimal };
    },
  };
}

function namesOf({ header, words }: FieldSpec): string[] {
  return [foldHeader(header), ...words.split('|').map((text) => text.trim())];
}

function chooseColumns(
  spec: KindSpec,
  names: readonly string[],
  given: MasterMapping,
  questions: MasterQuestion[],
): Columns {
  const columns: Columns = {};
  const taken = new Set<number>();
  const said = Object.entries(given.columns ?? {}) as [MasterField, string][];
  for (const [field, header] of said) {
    if (header.trim() === '') continue;
    const exact = names.indexOf(header.trim());
    const column = exact >= 0 ? exact : names.findIndex((name) => foldHeader(name) === foldHeader(header));
    if (column >= 0) {
      columns[field] = column;
      taken.add(column);
    } else {
      const message = `The file has no column « ${header} ».`;
      questions.push({ code: 'unknown_header', field, options: [...names], message });
    }
  }
  const settled = new Set(said.map(([field]) => field));
  const bids = spec.fields
    .filter(({ field }) => !settled.has(field))
    .flatMap((field) =>
      names.map((name, column) => ({ field: field.field, column, place: namesOf(field).indexOf(foldHeader(name)) })),
    )
    .filter(({ place }) => place >= 0)
    .toSorted((a, b) => a.place - b.place || a.column - b.column);
  for (const { field, column } of bids) {
    if (columns[field] !== undefined || taken.has(column)) continue;
    columns[field] = column;
    taken.add(column);
  }
  askMissing(spec, names, columns, questions);
  return columns;
}

/** A file must name its rows, except that rates may always have counted, and say something about them. */
function askMissing(spec: KindSpec, names: readonly string[], columns: Columns, questions: MasterQuestion[]): void {
  const plain = spec.fields.filter(({ key }) => key !== true);
  const wanted = spec.fields.filter(({ key, cell }) => key === true && cell.kind !== 'since');
  const says = plain.some(({ field }) => columns[field] !== undefined);
  for (const { field } of says ? wanted : [...wanted, ...plain.slice(0, 1)]) {
    if (columns[field] !== undefined || questions.some((question) => question.field === field)) continue;
    const message = `No column was recognised as « ${field} ». Say which one is.`;
    questions.push({ code: 'missing_column', field, options: [...names], message });
  }
}

function orderOf(
  evidence: DateEvidence,
  firsts: { dmy: number; mdy: number },
  questions: MasterQuestion[],
): CellReading['dateOrder'] {
  switch (evidence.verdict) {
    case 'dmy':
    case 'mdy':
      return evidence.verdict;
    case 'ymd':
      if (firsts.dmy + firsts.mdy === 0) return 'ymd';
      return firsts.mdy > firsts.dmy ? 'mdy' : 'dmy';
    case 'none':
      return firsts.mdy > firsts.dmy ? 'mdy' : 'dmy';
    default: {
      const { hints = {}, message } = dateQuestion(evidence);
      questions.push({ code: 'date_order', options: ['dmy', 'mdy'], hints, message });
      return 'dmy';
    }
  }
}

function decimalOf(evidence: DecimalEvidence, questions: MasterQuestion[]): ',' | '.' {
  const { verdict, comma, dot, examples } = evidence;
  if (verdict === 'ambiguous' || verdict === 'mixed') {
    const shown = [...examples.either, ...examples.comma, ...examples.dot];
    questions.push({ code: 'decimal_sign', options: [',', '.'], message: decimalQuestion(shown).message });
  }
  return dot > comma ? '.' : ',';
}
