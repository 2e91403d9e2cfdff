import { describe, expect, test } from 'vitest';
import type { Reading } from '../mapping/understand.ts';
import { createDictionary, skuOfName } from './dictionary.ts';
import { newCode } from './names.ts';
import { createNumberReader } from './number-reader.ts';
import { createRowReader } from './row-reader.ts';

const READING: Reading = {
  columns: { store: 0, receipt: 1, date: 2, sku: 3, quantity: 4, unitPrice: 5 },
  constants: {},
  dateOrder: 'dmy',
  decimal: ',',
  tax: 'ttc',
  unknown: { store: 'refuse', product: 'create', category: 'create' },
};

function readRows(rows: string[], reading: Partial<Reading> = {}) {
  const refused: string[] = [];
  const dictionary = createDictionary();
  const reader = createRowReader({ ...READING, ...reading }, dictionary, (line, field, reason) =>
    refused.push(`${line} ${field} ${reason}`),
  );
  const staged = rows.map((row, index) => reader.read(row.split('|'), index + 1, row)).filter((row) => row !== null);
  return { staged: staged.map((row) => row.trimEnd().split('\t')), refused, dictionary };
}

describe('numbers of cells', () => {
  test.each<['quantity' | 'price' | 'amount', string, string]>([
    ['quantity', '2', '2'],
    ['quantity', ' 1 234,5 ', '1234.5'],
    ['quantity', '-3', '-3'],
    ['quantity', '', ''],
    ['quantity', '0', '!quantity_zero'],
    ['quantity', '0,0004', '!quantity_zero'],
    ['quantity', 'deux', '!quantity_invalid'],
    ['quantity', '=1+1', '!quantity_invalid'],
    ['quantity', '200000000', '!quantity_range'],
    ['price', '1\u202f234,50 €', '1234.5'],
    ['price', '0', '0'],
    ['price', '(12,50)', '-12.5'],
    ['price', '5 %', '!price_invalid'],
    ['price', '1,2345678', '1.234568'],
    ['price', '1e400', '!price_invalid'],
    ['amount', '-11062,06', '-11062.06'],
    ['amount', '2000000000', '!amount_range'],
  ])('%s %s', (measure, cell, read) => {
    const reader = createNumberReader(measure, ',');
    expect(reader(cell)).toBe(read);
    expect(reader(cell)).toBe(read);
  });
});

describe('rows', () => {
  test('rows of one receipt state it once', () => {
    const { staged } = readRows([
      'M1|T1|13/01/2027 10:30|A|1|2',
      'M1|T1|13/01/2027 10:30|B|1|3',
      'M1|T2|13/01/2027|A|2|2',
    ]);
    const same = Array.from({ length: 7 }, () => '\\N');
    expect(staged).toEqual([
      ['1', '1', '0', '', 'T1', '2027-01-13 10:30:00', '\\N', 't', '\\N', '0', '1', '2', '\\N', '\\N'],
      ['2', '1', ...same, '1', '1', '3', '\\N', '\\N'],
      ['3', '2', '0', '', 'T2', '2027-01-13 00:00:00', '\\N', 'f', '\\N', '0', '2', '2', '\\N', '\\N'],
    ]);
  });

  test('a receipt whose first row is refused is stated by the next', () => {
    const { staged, refused } = readRows([
      'M1|T1|13/01/2027|A|x|2',
      'M1|T1|13/01/2027|B|1|3',
      'M1|T1|13/01/2027|C|1|3',
    ]);
    expect(refused).toEqual(['1 quantity quantity_invalid']);
    expect(staged.map((row) => [row[0], row[1], row[4]])).toEqual([
      ['2', '1', 'T1'],
      ['3', '1', '\\N'],
    ]);
  });

  test('without a number each row is a receipt', () => {
    const { staged } = readRows(['M1||13/01/2027|A|1|2', 'M1||13/01/2027|A|1|2']);
    expect(staged.map((row) => [row[1], row[4], row[5]])).toEqual([
      ['1', '\\N', '2027-01-13 00:00:00'],
      ['2', '\\N', '2027-01-13 00:00:00'],
    ]);
  });

  test('what is refused, and why', () => {
    const { refused } = readRows([
      '|T1|13/01/2027|A|1|2',
      'M1|T1||A|1|2',
      'M1|T1|31/02/2027|A|1|2',
      'M1|T1|13/01/1950|A|1|2',
      'M1|T1|13/01/2027||1|2',
      'M1|T1|13/01/2027|A||2',
      'M1|T1|13/01/2027|A|1|',
      'M1|T1|13/01/2027|A|1|deux',
      'M1|T1|13/01/2027|A|90000000|900000000',
      `M1|${'9'.repeat(101)}|13/01/2027|A|1|2`,
      `M1|T1|13/01/2027|${'A'.repeat(101)}|1|2`,
    ]);
    expect(refused).toEqual([
      '1 store store_missing',
      '2 date date_missing',
      '3 date date_invalid',
      '4 date date_range',
      '5 sku product_missing',
      '6 quantity quantity_missing',
      '7 unitPrice price_missing',
      '8 unitPrice price_invalid',
      '9 amount amount_range',
      '10 receipt too_long',
      '11 sku too_long',
    ]);
  });

  test('a time of its own, an offset, a constant', () => {
    const columns = { receipt: 0, date: 1, time: 2, sku: 3, quantity: 4, amount: 5 };
    const constants = { store: 'M1', register: 'C\\1' };
    const { staged, refused } = readRows(
      ['T1|13/01/2027|8h05|A|1|2', 'T2|2027-01-13T23:30:00+02:00||A|1|2', 'T3|13/01/2027|25:00|A|1|2'],
      { columns, constants },
    );
    expect(staged.map((row) => row.slice(2, 8))).toEqual([
      ['0', 'C\\\\1', 'T1', '2027-01-13 08:05:00', '\\N', 't'],
      ['0', 'C\\\\1', 'T2', '2027-01-13 23:30:00', '120', 't'],
    ]);
    expect(refused).toEqual(['3 time time_invalid']);
  });

  test('a product is known by its sku, else its name, else its category', () => {
    const columns = { store: 0, date: 1, sku: 2, product: 3, category: 4, quantity: 5, unitPrice: 6 };
    const { dictionary } = readRows(
      [
        'M1|13/01/2027|A||Épicerie|1|2',
        'M1|13/01/2027|A|Thé|Boissons|1|3',
        'M1|13/01/2027||Café||1|2',
        'M1|13/01/2027|||Épicerie|-1|9',
      ],
      { columns },
    );
    expect(dictionary.products).toEqual([
      { sku: 'A', name: 'Thé', category: 0, price: '3' },
      { sku: 'Café', name: 'Café', category: -1, price: '2' },
      { sku: 'Épicerie', name: 'Épicerie', category: 0, price: '' },
    ]);
  });
});

test('skus of long names are short and differ', () => {
  const [a, b] = [skuOfName(`${'x'.repeat(200)}a`), skuOfName(`${'x'.repeat(200)}b`)];
  expect([a.length, b.length, a === b]).toEqual([100, 100, false]);
});

test('codes of new things are short, plain and free', () => {
  const taken = new Set(['EPICERIE-FINE']);
  expect(newCode('Épicerie fine', 16, taken)).toBe('EPICERIE-FINE-2');
  expect(newCode('Provence-Alpes-Côte d’Azur', 16, taken)).toBe('PROVENCE-ALPES-C');
  expect(newCode('Provence-Alpes-Côte', 16, taken)).toBe('PROVENCE-ALPES-2');
  expect(newCode('???', 16, taken)).toBe('X');
});
