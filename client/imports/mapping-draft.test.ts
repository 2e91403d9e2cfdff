import { describe, expect, it } from 'vitest';
import { importMappingSchema, type ImportField, type ImportUnderstood } from '../../shared/api/imports.ts';
import {
  columnOf,
  draftOf,
  isAnswered,
  missingFields,
  sameReading,
  setAbsent,
  setConstant,
  setField,
  toMapping,
} from './mapping-draft.ts';

function understood(fields: readonly (ImportField | undefined)[], mapping = {}): ImportUnderstood {
  return {
    separator: ';',
    encoding: 'utf-8',
    columns: fields.map((field, index) => ({ header: `H${index}`, ...(field && { field }), samples: [] })),
    sample: [],
    mapping,
  };
}

describe('correcting what was understood', () => {
  const file = understood(['date', 'quantity', 'amount', undefined]);

  it('starts from what the server read, with its defaults', () => {
    const draft = draftOf(file);
    expect(draft.fields).toEqual(['date', 'quantity', 'amount', null]);
    expect(draft.unknown).toEqual({ store: 'refuse', product: 'create', category: 'create' });
    expect(draft.tax).toBe('ttc');
  });

  it('moves a meaning from the column that had it', () => {
    const draft = setField(draftOf(file), 3, 'amount');
    expect(draft.fields).toEqual(['date', 'quantity', null, 'amount']);
  });

  it('lets a column and a value for the whole file replace each other', () => {
    const constant = setConstant(draftOf(file), 'store', 'M001');
    expect(constant.constants).toEqual({ store: 'M001' });
    const column = setField(constant, 3, 'store');
    expect([column.constants, columnOf(column, 'store')]).toEqual([{}, 3]);
    const back = setConstant(column, 'store', 'M002');
    expect([back.constants, columnOf(back, 'store')]).toEqual([{ store: 'M002' }, -1]);
    expect(setConstant(back, 'store', ' ').constants).toEqual({});
  });

  it('sends every meaning, so that nothing is guessed behind the user’s back', () => {
    const base = draftOf(file);
    const sent = toMapping(setConstant(base, 'store', ' Paris Rivoli '), base, file);
    expect(importMappingSchema.parse(sent)).toEqual(sent);
    expect(sent.columns).toMatchObject({ date: 'H0', quantity: 'H1', amount: 'H2', unitPrice: '', store: '' });
    expect(Object.keys(sent.columns ?? {})).toHaveLength(14);
    expect(sent.constants).toEqual({ store: 'Paris Rivoli' });
  });

  it('leaves order, sign and tax to the server unless they were corrected', () => {
    const guessed = understood(['date'], { dateOrder: 'mdy', decimal: ',', tax: 'ttc' });
    const base = draftOf(guessed);
    expect(Object.keys(toMapping(base, base, guessed))).toEqual(['columns', 'constants', 'unknown']);
    const corrected = toMapping({ ...base, dateOrder: 'dmy', tax: 'ht' }, base, guessed);
    expect(corrected).toMatchObject({ dateOrder: 'dmy', tax: 'ht' });
    expect('decimal' in corrected).toBe(false);
  });

  it('sends another sheet alone, since its columns are not known yet', () => {
    const book = { ...file, sheet: 'Mars', sheets: ['Mars', 'Avril'] };
    const base = draftOf(book);
    expect(toMapping(base, base, book)).toMatchObject({ sheet: 'Mars', columns: { date: 'H0' } });
    expect(toMapping({ ...base, sheet: 'Avril' }, base, book)).toEqual({ sheet: 'Avril' });
    const asked = draftOf(book, [{ code: 'sheet', message: '' }]);
    expect([asked.sheet, isAnswered({ code: 'sheet', message: '' }, asked, asked)]).toEqual([null, false]);
  });

  it('sees a change and its taking back', () => {
    const base = draftOf(file);
    const changed = setField(base, 3, 'amount');
    expect(sameReading(base, changed)).toBe(false);
    expect(sameReading(base, setField(changed, 2, 'amount'))).toBe(true);
    expect(sameReading(base, setConstant(base, 'store', 'M001'))).toBe(false);
    expect(sameReading(base, { ...base, unknown: { ...base.unknown, store: 'create' } })).toBe(false);
    expect(sameReading(base, { ...base, tax: 'ht' })).toBe(false);
  });

  it('names what every sale needs', () => {
    expect(missingFields(draftOf(file))).toEqual(['store']);
    expect(missingFields(draftOf(understood([undefined])))).toEqual(['date', 'store', 'quantity', 'amount']);
    expect(missingFields(draftOf(understood(['date', 'store', 'quantity', 'unitPrice'])))).toEqual([]);
  });
});

describe('questions', () => {
  const file = understood(['date', 'quantity', undefined], { dateOrder: 'dmy', decimal: ',' });
  const ask = (code: string, field?: ImportField) => ({ code, message: '', ...(field && { field }) });

  it('are open until answered, whatever the guess was', () => {
    const questions = [ask('date_order', 'date'), ask('decimal_sign')];
    const draft = draftOf(file, questions);
    expect(questions.map((question) => isAnswered(question, draft, draft))).toEqual([false, false]);
    const answered = { ...draft, dateOrder: 'mdy' as const, decimal: '.' as const };
    expect(questions.map((question) => isAnswered(question, answered, draft))).toEqual([true, true]);
  });

  it('a missing column is answered by a column or a value, a price also by an amount', () => {
    const draft = draftOf(file);
    expect(isAnswered(ask('missing_column', 'store'), draft, draft)).toBe(false);
    expect(isAnswered(ask('missing_column', 'store'), setConstant(draft, 'store', 'M001'), draft)).toBe(true);
    expect(isAnswered(ask('missing_column', 'amount'), setField(draft, 2, 'unitPrice'), draft)).toBe(true);
  });

  it('a column that holds none is answered by another one', () => {
    const question = ask('wrong_column', 'quantity');
    const draft = draftOf(file, [question]);
    expect(isAnswered(question, draft, draft)).toBe(false);
    expect(isAnswered(question, setField(draft, 2, 'quantity'), draft)).toBe(true);
    expect(isAnswered(question, setField(draft, 1, null), draft)).toBe(false);
  });

  it('a wrong header is answered by another column, or by « none »', () => {
    const question = ask('unknown_header', 'region');
    const draft = draftOf(file);
    expect(isAnswered(question, draft, draft)).toBe(false);
    expect(isAnswered(question, setField(draft, 2, 'region'), draft)).toBe(true);
    expect(isAnswered(question, setAbsent(draft, 'region'), draft)).toBe(true);
  });
});
