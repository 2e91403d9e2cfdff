import type { z } from 'zod';
import {
  importFieldSchema,
  type importColumnSchema,
  type ImportField,
  type ImportMapping,
  type ImportQuestion,
} from '../../../shared/api/imports.ts';
import type { DateOrder } from '../../../shared/numbers/read-date.ts';
import type { ColumnProfile, FileProfile } from './column-profile.ts';
import { columnEvidence } from './evidence.ts';
import { guessColumns, type ColumnChoice } from './guess-columns.ts';
import { foldHeader, taxOfHeader } from './header-words.ts';
import { dateQuestion, decimalQuestion, missingColumn, unknownHeader, wrongColumn } from './questions.ts';

export type UnknownPolicy = 'create' | 'refuse';

/** A mapping with nothing left open: how every row is read. */
export interface Reading {
  columns: ColumnChoice;
  constants: Partial<Record<ImportField, string>>;
  dateOrder: DateOrder;
  decimal: ',' | '.';
  tax: 'ttc' | 'ht';
  unknown: { store: UnknownPolicy; product: UnknownPolicy; category: UnknownPolicy };
}

export interface Understanding {
  reading: Reading;
  questions: ImportQuestion[];
  columns: z.infer<typeof importColumnSchema>[];
}

/** One in a hundred values that contradict the others are mistakes of single rows, more are a question. */
const STRAY = 0.01;

/** How the last file of this source was read, where the values of this one fit two readings. */
export interface Habit extends Pick<ImportMapping, 'dateOrder' | 'decimal'> {
  /** The one store of that file: the answer offered where the store is asked. */
  store?: string | undefined;
}

/** Joins what the user said with what names and values of the columns say; whatever neither settles becomes a question. */
export function understand(
  names: readonly string[],
  profile: FileProfile,
  given: ImportMapping,
  habit: Habit = {},
): Understanding {
  const questions: ImportQuestion[] = [];
  const named = namedColumns(names, given, questions);
  const settled = new Set<ImportField>([
    ...(Object.keys(given.columns ?? {}) as ImportField[]),
    ...(Object.keys(given.constants ?? {}) as ImportField[]),
  ]);
  const guessed = guessColumns(names, profile.columns, new Set(Object.values(named)), settled);
  const columns: ColumnChoice = { ...guessed, ...named };
  let constants = given.constants ?? {};
  const has = (field: ImportField) => columns[field] !== undefined || (constants[field] ?? '') !== '';
  const asked = new Set(questions.map(({ field }) => field));

  if (profile.rows > 0) {
    for (const field of ['date', 'quantity', 'store'] as const) {
      if (!has(field) && !asked.has(field)) questions.push(missingColumn(field, names));
    }
    if (!has('unitPrice') && !has('amount') && !asked.has('unitPrice') && !asked.has('amount')) {
      questions.push(missingColumn('amount', names));
    }
    if (!has('store') && habit.store !== undefined) constants = { ...constants, store: habit.store };
    for (const field of ['date', 'quantity', 'unitPrice', 'amount'] as const) {
      const column = columns[field];
      const evidence = column === undefined ? undefined : profile.columns[column];
      if (column !== undefined && evidence && holdsNone(field, evidence)) {
        questions.push(wrongColumn(field, names[column] ?? '', names));
      }
    }
  }

  const dateOrder = given.dateOrder ?? orderOf(columns.date, profile, questions, habit.dateOrder);
  const decimal = given.decimal ?? decimalOf(columns, profile, questions, habit.decimal);
  const priced = columns.amount ?? columns.unitPrice;
  const tax = given.tax ?? (priced === undefined ? null : taxOfHeader(names[priced] ?? '')) ?? 'ttc';
  const unknown = { store: 'refuse', product: 'create', category: 'create', ...given.unknown } as Reading['unknown'];
  return {
    reading: { columns, constants, dateOrder, decimal, tax, unknown },
    questions,
    columns: describeColumns(names, profile, columns),
  };
}

/** The mapping as the API shows it: by names of columns. */
export function mappingOf(reading: Reading, names: readonly string[]): ImportMapping {
  const columns: Partial<Record<ImportField, string>> = {};
  for (const field of importFieldSchema.options) {
    const column = reading.columns[field];
    if (column !== undefined) columns[field] = names[column] ?? '';
  }
  const { constants, dateOrder, decimal, tax, unknown } = reading;
  return { columns, constants, dateOrder, decimal, tax, unknown };
}

/** An empty name says that no column has this meaning. */
function namedColumns(names: readonly string[], given: ImportMapping, questions: ImportQuestion[]): ColumnChoice {
  const named: ColumnChoice = {};
  for (const [field, header] of Object.entries(given.columns ?? {}) as [ImportField, string][]) {
    if (header.trim() === '') continue;
    const exact = names.indexOf(header.trim());
    const column = exact >= 0 ? exact : names.findIndex((name) => foldHeader(name) === foldHeader(header));
    if (column >= 0) named[field] = column;
    else questions.push(unknownHeader(field, header, names));
  }
  return named;
}

function holdsNone(field: ImportField, { filled, dates, decimals }: ColumnProfile): boolean {
  if (filled === 0) return false;
  return field === 'date' ? dates !== null && dates.dates === 0 : decimals !== null && decimals.verdict === 'none';
}

function orderOf(
  column: number | undefined,
  profile: FileProfile,
  questions: ImportQuestion[],
  habit: DateOrder | undefined,
): DateOrder {
  const dates = column === undefined ? null : (profile.columns[column]?.dates ?? null);
  if (!dates) return 'dmy';
  switch (dates.verdict) {
    case 'dmy':
    case 'mdy':
    case 'ymd':
      return dates.verdict;
    case 'none':
      return 'dmy';
    case 'ambiguous':
      if (habit === 'dmy' || habit === 'mdy') return habit;
      questions.push(dateQuestion(dates));
      return 'dmy';
    case 'mixed': {
      const likely = dates.onlyDmy >= dates.onlyMdy ? 'dmy' : 'mdy';
      if (Math.min(dates.onlyDmy, dates.onlyMdy) > STRAY * (dates.onlyDmy + dates.onlyMdy))
        questions.push(dateQuestion(dates));
      return likely;
    }
  }
}

function decimalOf(
  columns: ColumnChoice,
  profile: FileProfile,
  questions: ImportQuestion[],
  habit: ',' | '.' | undefined,
): ',' | '.' {
  const sum = { comma: 0, dot: 0, either: 0 };
  const examples: string[] = [];
  for (const column of [columns.quantity, columns.unitPrice, columns.amount]) {
    const evidence = column === undefined ? null : (profile.columns[column]?.decimals ?? null);
    if (!evidence) continue;
    sum.comma += evidence.comma;
    sum.dot += evidence.dot;
    sum.either += evidence.either;
    examples.push(...evidence.examples.either, ...evidence.examples.comma, ...evidence.examples.dot);
  }
  const { comma, dot, either } = sum;
  if (comma + dot === 0 && habit !== undefined) return habit;
  const open = comma + dot === 0 ? either > 0 : Math.min(comma, dot) > STRAY * (comma + dot);
  if (open) questions.push(decimalQuestion(examples));
  return comma > dot ? ',' : '.';
}

function describeColumns(
  names: readonly string[],
  profile: FileProfile,
  choice: ColumnChoice,
): Understanding['columns'] {
  const fieldOf = new Map<number, ImportField>();
  for (const field of importFieldSchema.options) {
    const column = choice[field];
    if (column !== undefined) fieldOf.set(column, field);
  }
  return names.map((header, index) => {
    const field = fieldOf.get(index);
    const column = profile.columns[index];
    const evidence = column ? columnEvidence(column, field, profile.rows) : undefined;
    return { header, ...(field ? { field } : {}), ...(evidence ? { evidence } : {}), samples: column?.samples ?? [] };
  });
}
