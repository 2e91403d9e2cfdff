import { describe, expect, test } from 'vitest';
import type { ImportMapping } from '../../../shared/api/imports.ts';
import { createProfiler, lookEverywhere } from './column-profile.ts';
import { foldHeader, taxOfHeader } from './header-words.ts';
import { mappingOf, understand } from './understand.ts';

/** What is made of a file given as lines of cells separated by `|`, header first. */
function read(lines: string[], given: ImportMapping = {}) {
  const [names = [], ...rows] = lines.map((line) => line.split('|'));
  const profiler = createProfiler(lookEverywhere(names.length));
  for (const row of rows) profiler.add(row);
  const understanding = understand(names, profiler.result(), given);
  return {
    ...understanding,
    mapping: mappingOf(understanding.reading, names),
    asked: understanding.questions.map(({ code, field }) => (field ? `${code} ${field}` : code)),
  };
}

const ROW = 'M001|T1|13/01/2027|A1|2|3,50';

describe('names of columns', () => {
  test.each([
    ['N° Ticket', 'n ticket'],
    ['InvoiceNo', 'invoice no'],
    ['CustomerID', 'customer id'],
    ['  Qté vendue ', 'qte vendue'],
    ['PU_TTC', 'pu ttc'],
    ["Date d'expédition", 'date d expedition'],
  ])('%s folds to %s', (header, folded) => {
    expect(foldHeader(header)).toBe(folded);
  });

  test.each([
    ['Montant HT', 'ht'],
    ['Prix TTC', 'ttc'],
    ['Price excl. tax', 'ht'],
    ['Hauteur', null],
  ])('%s is %s', (header, tax) => {
    expect(taxOfHeader(header)).toBe(tax);
  });

  test.each<[string, string[], ImportMapping['columns']]>([
    [
      'French',
      ['Magasin|N° ticket|Date|Réf. article|Qté|PU TTC', ROW],
      {
        store: 'Magasin',
        receipt: 'N° ticket',
        date: 'Date',
        sku: 'Réf. article',
        quantity: 'Qté',
        unitPrice: 'PU TTC',
      },
    ],
    [
      'English',
      ['store|receipt_no|sold at|SKU|Quantity|Unit Price', ROW],
      {
        store: 'store',
        receipt: 'receipt_no',
        date: 'sold at',
        sku: 'SKU',
        quantity: 'Quantity',
        unitPrice: 'Unit Price',
      },
    ],
    [
      'the date of sale, not of delivery',
      ['Magasin|Ticket|Date livraison|Article|Qté|Prix|Date vente', `${ROW}|14/01/2027`],
      { store: 'Magasin', receipt: 'Ticket', date: 'Date vente', sku: 'Article', quantity: 'Qté', unitPrice: 'Prix' },
    ],
    [
      'the amount, neither tax nor discount nor cost',
      ['Magasin|Date|Qté|Montant TVA|Montant remise|Montant TTC|Coût total', 'M001|13/01/2027|2|0,58|0|3,50|1,10'],
      { store: 'Magasin', date: 'Date', quantity: 'Qté', amount: 'Montant TTC' },
    ],
    [
      'tax included is preferred',
      ['Magasin|Date|Qté|Prix HT|Prix TTC', 'M001|13/01/2027|2|1,20|3,50'],
      { store: 'Magasin', date: 'Date', quantity: 'Qté', unitPrice: 'Prix TTC' },
    ],
    [
      'a date nobody named',
      ['Magasin|Ticket|Quand|Article|Qté|Prix', ROW],
      { store: 'Magasin', receipt: 'Ticket', date: 'Quand', sku: 'Article', quantity: 'Qté', unitPrice: 'Prix' },
    ],
    [
      'a name alone is not enough: text is no quantity',
      ['Magasin|Date|Quantité|Qté|Prix', 'M001|13/01/2027|boîte|2|3,50'],
      { store: 'Magasin', date: 'Date', quantity: 'Qté', unitPrice: 'Prix' },
    ],
    [
      'time, till, line and customer',
      ['Magasin|Caisse|Ticket|Ligne|Date|Heure|Article|Client|Qté|Prix', 'M001|2|T1|1|13/01/2027|10h30|A1|C9|2|3,50'],
      {
        store: 'Magasin',
        register: 'Caisse',
        receipt: 'Ticket',
        line: 'Ligne',
        date: 'Date',
        time: 'Heure',
        sku: 'Article',
        customer: 'Client',
        quantity: 'Qté',
        unitPrice: 'Prix',
      },
    ],
  ])('%s', (_name, lines, columns) => {
    const { mapping, asked } = read(lines);
    expect(mapping.columns).toEqual(columns);
    expect(asked).toEqual([]);
  });
});

describe('what is asked', () => {
  const HEADER = 'Magasin|Ticket|Date|Article|Qté|Prix';
  const dates = (...days: string[]) => [HEADER, ...days.map((day, n) => `M001|T${n}|${day}|A1|2|3,50`)];

  test('dates that all fit two orders', () => {
    const { asked, questions } = read(dates('01/02/2027', '03/02/2027'));
    expect(asked).toEqual(['date_order date']);
    expect(questions[0]?.hints).toEqual({ dmy: '2027-02-01 … 2027-02-03', mdy: '2027-01-02 … 2027-03-02' });
  });

  test('one date decides for all', () => {
    expect(read(dates('01/02/2027', '03/02/2027', '13/02/2027')).reading.dateOrder).toBe('dmy');
    expect(read(dates('01/02/2027', '03/02/2027', '02/13/2027')).reading.dateOrder).toBe('mdy');
    expect(read(dates('2027-02-01')).reading.dateOrder).toBe('ymd');
  });

  test('dates of both orders, but not for one stray in two hundred', () => {
    expect(read(dates('13/02/2027', '02/13/2027')).asked).toEqual(['date_order date']);
    const days = Array.from({ length: 200 }, (_, n) => `${13 + (n % 10)}/01/2027`);
    const { asked, reading } = read(dates(...days, '01/31/2027'));
    expect([asked, reading.dateOrder]).toEqual([[], 'dmy']);
  });

  test('numbers that can be read in two ways', () => {
    expect(read([HEADER, 'M001|T1|13/01/2027|A1|2|1,234', 'M001|T1|13/01/2027|A1|1|2,345']).asked).toEqual([
      'decimal_sign',
    ]);
    expect(read([HEADER, 'M001|T1|13/01/2027|A1|1.5|1,234']).asked).toEqual([]);
  });

  test('what is missing', () => {
    expect(read(['A|B', 'x|y']).asked).toEqual([
      'missing_column date',
      'missing_column quantity',
      'missing_column store',
      'missing_column amount',
    ]);
  });

  test('nothing of a file without rows', () => {
    expect(read(['A|B']).asked).toEqual([]);
  });

  test('a header that is not there, and a column that holds something else', () => {
    expect(read([HEADER, ROW], { columns: { store: 'Boutique' } }).asked).toEqual(['unknown_header store']);
    expect(read([HEADER, ROW], { columns: { quantity: 'Article' } }).asked).toEqual(['wrong_column quantity']);
    expect(read([HEADER, ROW], { columns: { date: 'Ticket' } }).asked).toEqual(['wrong_column date']);
  });
});

describe('what the user says', () => {
  const HEADER = 'Magasin|Ticket|Date|Article|Qté|Prix';

  test('holds over every guess, and the rest is still guessed', () => {
    const { reading, mapping } = read([HEADER, 'M001|T1|01/02/2027|A1|2|1,234'], {
      columns: { sku: 'Ticket', receipt: '' },
      constants: { store: 'M002' },
      dateOrder: 'mdy',
      decimal: '.',
      tax: 'ht',
      unknown: { store: 'create' },
    });
    expect(mapping).toEqual({
      columns: { sku: 'Ticket', date: 'Date', quantity: 'Qté', unitPrice: 'Prix' },
      constants: { store: 'M002' },
      dateOrder: 'mdy',
      decimal: '.',
      tax: 'ht',
      unknown: { store: 'create', product: 'create', category: 'create' },
    });
    expect(reading.columns.receipt).toBeUndefined();
  });

  test('headers are found whatever their case and accents', () => {
    expect(read([HEADER, ROW], { columns: { quantity: 'QTE' } }).mapping.columns?.quantity).toBe('Qté');
  });
});

test('evidence counts all values', () => {
  const { columns } = read([
    'Magasin|Date|Qté|Prix',
    ...Array.from({ length: 40 }, (_, n) => `M00${n % 3}|${n + 1 > 28 ? 1 : n + 1}/02/2027|${n + 1}|1,5${n % 10}`),
  ]);
  expect(columns.map(({ header, field, evidence }) => [header, field, evidence])).toEqual([
    ['Magasin', 'store', { code: 'distinct', counts: { distinct: 3, of: 40 } }],
    ['Date', 'date', { code: 'dates_only_dmy', counts: { only: 16, of: 40 } }],
    ['Qté', 'quantity', { code: 'numbers', counts: { numbers: 40, of: 40 } }],
    ['Prix', 'unitPrice', { code: 'decimal_comma', counts: { only: 40, of: 40 } }],
  ]);
});
