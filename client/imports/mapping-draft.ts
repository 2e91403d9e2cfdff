import type { ImportField, ImportMapping, ImportQuestion, ImportUnderstood } from '../../shared/api/imports.ts';

export const FIELDS = [
  'date',
  'time',
  'store',
  'region',
  'receipt',
  'register',
  'line',
  'sku',
  'product',
  'category',
  'quantity',
  'unitPrice',
  'amount',
  'customer',
] as const satisfies readonly ImportField[];

export type DateOrder = NonNullable<ImportMapping['dateOrder']>;
export type DecimalSign = NonNullable<ImportMapping['decimal']>;
export type Tax = NonNullable<ImportMapping['tax']>;
export type Policy = 'create' | 'refuse';
export type PolicySubject = 'store' | 'product' | 'category';

/** How the file will be read, as edited on the page: complete, so that what is sent is exactly what is shown. */
export interface MappingDraft {
  /** Meaning of each column of the file, in its order; null: not used. */
  readonly fields: readonly (ImportField | null)[];
  /** One value for every line of the file. */
  readonly constants: Readonly<Partial<Record<ImportField, string>>>;
  /** Null while the file fits two readings and nobody has said which. */
  readonly dateOrder: DateOrder | null;
  readonly decimal: DecimalSign | null;
  readonly tax: Tax;
  /** The sheet of a workbook; null while it is asked, and for other files. */
  readonly sheet: string | null;
  readonly unknown: Readonly<Record<PolicySubject, Policy>>;
  /** Meanings the user was asked about and said the file does not hold. */
  readonly absent: readonly ImportField[];
}

/** What the server understood, as the starting point of corrections. */
export function draftOf(understood: ImportUnderstood, questions: readonly ImportQuestion[] = []): MappingDraft {
  const { mapping } = understood;
  const asked = new Set(questions.map((question) => question.code));
  return {
    fields: understood.columns.map((column) => column.field ?? null),
    constants: withoutEmpty(mapping.constants ?? {}),
    dateOrder: asked.has('date_order') ? null : (mapping.dateOrder ?? understood.dateOrder ?? null),
    decimal: asked.has('decimal_sign') ? null : (mapping.decimal ?? understood.decimal ?? null),
    tax: mapping.tax ?? 'ttc',
    sheet: asked.has('sheet') ? null : (understood.sheet ?? null),
    unknown: {
      store: mapping.unknown?.store ?? 'refuse',
      product: mapping.unknown?.product ?? 'create',
      category: mapping.unknown?.category ?? 'create',
    },
    absent: [],
  };
}

/** A meaning belongs to one column: giving it to another takes it from the first, and from the constants. */
export function setField(draft: MappingDraft, column: number, field: ImportField | null): MappingDraft {
  const fields = draft.fields.map((old, index) => {
    if (index === column) return field;
    return old === field ? null : old;
  });
  if (field === null) return { ...draft, fields };
  return {
    ...draft,
    fields,
    constants: without(draft.constants, field),
    absent: draft.absent.filter((f) => f !== field),
  };
}

/** One value for the whole file takes the place of a column; empty takes the value away. */
export function setConstant(draft: MappingDraft, field: ImportField, value: string): MappingDraft {
  const constants = without(draft.constants, field);
  if (value.trim() === '') return { ...draft, constants };
  const fields = draft.fields.map((old) => (old === field ? null : old));
  return { ...draft, fields, constants: { ...constants, [field]: value } };
}

/** « No column »: the answer to a question about a column the file does not have. */
export function setAbsent(draft: MappingDraft, field: ImportField): MappingDraft {
  const fields = draft.fields.map((old) => (old === field ? null : old));
  return { ...draft, fields, absent: [...draft.absent.filter((f) => f !== field), field] };
}

/** Index of the column taken for `field`, -1 when none is. */
export function columnOf(draft: MappingDraft, field: ImportField): number {
  return draft.fields.indexOf(field);
}

/** What every sale needs and the draft does not say. `amount` stands for a unit price or an amount. */
export function missingFields(draft: MappingDraft): ImportField[] {
  const has = (field: ImportField) => draft.fields.includes(field) || draft.constants[field] !== undefined;
  const missing: ImportField[] = [];
  if (!has('date')) missing.push('date');
  if (!has('store')) missing.push('store');
  if (!has('quantity')) missing.push('quantity');
  if (!has('amount') && !has('unitPrice')) missing.push('amount');
  return missing;
}

/** `base`: the draft before any correction. */
export function isAnswered(question: ImportQuestion, draft: MappingDraft, base: MappingDraft): boolean {
  const { code, field } = question;
  if (code === 'date_order') return draft.dateOrder !== null;
  if (code === 'decimal_sign') return draft.decimal !== null;
  if (code === 'sheet') return draft.sheet !== null;
  if (field === undefined) return true;
  if (code === 'missing_column') return !missingFields(draft).includes(field);
  if (draft.constants[field] !== undefined || draft.absent.includes(field)) return true;
  if (code === 'wrong_column') return draft.fields.includes(field) && columnOf(draft, field) !== columnOf(base, field);
  return draft.fields.includes(field);
}

/** Whether another sheet than the one that was read is wanted: what is known of columns is then not about it. */
export function isOtherSheet(draft: MappingDraft, understood: ImportUnderstood): boolean {
  return draft.sheet !== null && draft.sheet !== understood.sheet;
}

/**
 * What to send. Every meaning is named: `''` says that no column has it, so that nothing is guessed behind the user's back.
 * Order, sign and tax go only when corrected: left out, they follow the columns that are chosen. Another sheet goes alone: it is
 * read first.
 */
export function toMapping(draft: MappingDraft, base: MappingDraft, understood: ImportUnderstood): ImportMapping {
  if (draft.sheet !== null && isOtherSheet(draft, understood)) return { sheet: draft.sheet };
  const columns: Partial<Record<ImportField, string>> = {};
  for (const field of FIELDS) columns[field] = understood.columns[columnOf(draft, field)]?.header ?? '';
  return {
    columns,
    constants: trimmed(draft.constants),
    unknown: { ...draft.unknown },
    ...(draft.dateOrder === null || draft.dateOrder === base.dateOrder ? {} : { dateOrder: draft.dateOrder }),
    ...(draft.decimal === null || draft.decimal === base.decimal ? {} : { decimal: draft.decimal }),
    ...(draft.tax === base.tax ? {} : { tax: draft.tax }),
    ...(draft.sheet === null ? {} : { sheet: draft.sheet }),
  };
}

/** Whether both read the file in the same way. */
export function sameReading(a: MappingDraft, b: MappingDraft): boolean {
  return (
    a.dateOrder === b.dateOrder &&
    a.decimal === b.decimal &&
    a.tax === b.tax &&
    a.sheet === b.sheet &&
    a.fields.every((field, index) => field === b.fields[index]) &&
    FIELDS.every((field) => a.constants[field] === b.constants[field]) &&
    (['store', 'product', 'category'] as const).every((subject) => a.unknown[subject] === b.unknown[subject])
  );
}

function without(constants: MappingDraft['constants'], field: ImportField): MappingDraft['constants'] {
  const { [field]: _, ...others } = constants;
  return others;
}

/** Spaces are kept while one types, and not sent. */
function trimmed(constants: MappingDraft['constants']): MappingDraft['constants'] {
  return Object.fromEntries(Object.entries(constants).map(([field, value]) => [field, value.trim()]));
}

function withoutEmpty(constants: MappingDraft['constants']): MappingDraft['constants'] {
  return Object.fromEntries(Object.entries(constants).filter(([, value]) => value !== ''));
}
