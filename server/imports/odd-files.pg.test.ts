import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Import, ImportMapping } from '../../shared/api/imports.ts';
import { importHarness, type ImportHarness } from './testing/harness.ts';
import { zipOf } from './testing/zip.ts';

/**
 * Small files as other programs and people make them, each with what must become of it. The company is that of the fixture; every
 * file is imported for real, compared, and reverted, after which nothing may be left.
 */
let h: ImportHarness;
beforeAll(async () => {
  h = await importHarness();
});
afterAll(() => h.close());

const HEAD = 'Magasin;Ticket;Date;Article;Quantité;PU TTC';
const LINE = 'M001;T1;13/01/2027 10:30;P01;2;3,50';
const STORED = 'M001||T1|2027-01-13 10:30:00|P01|2|3.5|7';
const DAY = 'M001||T1|2027-01-13 00:00:00|P01|2|3.5|7';

async function imported(
  file: string | Buffer,
  mapping: ImportMapping = {},
): Promise<{ result: Import; stored: string[] }> {
  const result = await h.run(file, { mapping });
  const stored = await h.stored();
  if (result.status === 'done') {
    expect(result.rows).toBe(result.accepted + result.rejected + result.duplicates);
    const { kept, recount } = await h.aggregates();
    expect(kept).toBe(recount);
    await h.imports.revert(result.id);
    await h.imports.idle();
  } else if (result.status !== 'failed') await h.imports.cancel(result.id);
  expect((await h.pool.query('select from ventes')).rowCount).toBe(0);
  expect((await h.aggregates()).kept).toBe('0|0|0|0|0');
  return { result, stored };
}

describe('forms of one and the same file', () => {
  const text = `${HEAD}\n${LINE}\n`;
  test.each<[string, string | Buffer, string?]>([
    ['as it is', text],
    ['CRLF', text.replaceAll('\n', '\r\n')],
    ['CR alone', text.replaceAll('\n', '\r')],
    ['without a last line end', text.trimEnd()],
    ['byte order mark', `\uFEFF${text}`],
    ['Windows-1252', Buffer.from(text, 'latin1')],
    ['UTF-16, little end first', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
    ['UTF-16, big end first', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()])],
    ['gzip', gzipSync(text)],
    ['zip', zipOf([{ name: 'x.csv', data: Buffer.from(text) }])],
    ['commas and decimal point', text.replaceAll(',', '.').replaceAll(';', ',')],
    ['tabs', text.replaceAll(';', '\t')],
    ['bars', text.replaceAll(';', '|')],
    ['everything quoted', text.replace(/[^;\n]+/g, '"$&"')],
    ['English names', text.replace(HEAD, 'Store;Receipt No;Date;SKU;Quantity;Unit price')],
    [
      'capitals, underlines, no accents',
      text.replace(HEAD, 'CODE_MAGASIN;NUM_TICKET;DATE_VENTE;CODE_ARTICLE;QTE;PRIX_UNITAIRE_TTC'),
    ],
    ['titles above the header', `Export des ventes\nédité le 14/01/2027\n\n${text}`],
    ['blank lines and lines of separators', `${HEAD}\n\n;;;;;\n${LINE}\n   \n;;;;;\n`],
    ['the header again in the middle', `${HEAD}\n${LINE}\n${HEAD}\n`],
    ['a separator at the end of every line', text.replaceAll('\n', ';\n')],
    ['spaces around values', `${HEAD}\n M001 ; T1 ;13/01/2027 10:30; P01 ; 2 ; 3,50 \n`],
    ['a column of the same name twice', `${HEAD};Article\n${LINE};autre\n`],
    ['dotted dates', text.replace('13/01/2027', '13.01.2027')],
    ['dashed dates', text.replace('13/01/2027', '13-01-2027')],
    ['two-digit years', text.replace('13/01/2027', '13/01/27')],
    ['ISO dates', text.replace('13/01/2027 10:30', '2027-01-13T10:30:00')],
    ['ISO dates with an offset', text.replace('13/01/2027 10:30', '2027-01-13T09:30:00Z')],
    ['American dates', text.replace('13/01/2027 10:30', '1/13/2027 10:30')],
    ['months by name', text.replace('13/01/2027 10:30', '13 janvier 2027 10:30')],
    ['a currency sign', text.replace('3,50', '3,50 €')],
    ['the time in a column of its own', `${HEAD};Heure\nM001;T1;13/01/2027;P01;2;3,50;10h30\n`],
    ['the amount of the line instead of a price', text.replace('PU TTC', 'Montant TTC').replace('3,50', '7,00')],
    ['the name of the store, in other letters', text.replace('M001', 'paris BASTILLE')],
  ])('%s', async (_name, file) => {
    const { result, stored } = await imported(file);
    expect([result.status, result.failure, result.questions]).toEqual(['done', undefined, undefined]);
    expect(result).toMatchObject({ rows: 1, accepted: 1, rejected: 0, duplicates: 0, units: 2, amount: 7 });
    expect(stored).toEqual([STORED]);
  });

  test('without a header, by a mapping of numbered columns', async () => {
    const columns = {
      store: 'Colonne 1',
      receipt: 'Colonne 2',
      sku: 'Colonne 4',
      quantity: 'Colonne 5',
      unitPrice: 'Colonne 6',
    };
    const { result, stored } = await imported(`${LINE}\nM001;T2;14/01/2027 11:00;P02;1;2,00\n`, { columns });
    expect(result).toMatchObject({ status: 'done', accepted: 2 });
    expect(stored[0]).toBe(STORED);
  });

  test('a date without a time is the beginning of that day', async () => {
    expect((await imported(`${HEAD}\n${LINE.replace(' 10:30', '')}\n`)).stored).toEqual([DAY]);
  });
});

describe('numbers', () => {
  const priced = (price: string, quantity = '1') => `${HEAD}\nM001;T1;13/01/2027;P01;${quantity};${price}\n`;
  test.each<[string, string, string, number]>([
    ['thousands by no-break spaces', priced('1\u00a0234,50'), '1234.5|1234.5', 1234.5],
    ['thousands by narrow spaces', priced('12\u202f345,6'), '12345.6|12345.6', 12345.6],
    ['thousands by points', priced('1.234,50'), '1234.5|1234.5', 1234.5],
    ['four decimals are kept', priced('0,1234', '3'), '0.1234|0.3702', 0.3702],
    ['a minus behind', priced('5,25-'), '-5.25|-5.25', -5.25],
    ['parentheses for a negative', priced('(5,25)'), '-5.25|-5.25', -5.25],
    ['nothing for a gift', priced('0'), '0|0', 0],
  ])('%s', async (_name, file, expected, amount) => {
    const { result, stored } = await imported(file, { decimal: ',' });
    expect(result).toMatchObject({ status: 'done', accepted: 1, amount });
    expect(stored[0]?.split('|').slice(-2).join('|')).toBe(expected);
  });

  test('the price follows from quantity and amount where a discount or a tax makes them differ', async () => {
    const { stored } = await imported(
      `${HEAD};Montant TTC\nM001;T1;13/01/2027;P01;4;3,50;12,60\nM001;T1;13/01/2027;P02;3;3,333;10,00\n`,
    );
    expect(stored.map((line) => line.split('|').slice(4).join('|'))).toEqual(['P01|4|3.15|12.6', 'P02|3|3.333|10']);
  });

  test('amounts without tax are stored with the tax of the category on the day', async () => {
    await h.pool.query(
      "insert into taux_tva (categorie_id, debut, taux) select id, '2027-01-14', 0.1 from categories where code = 'ALIM'",
    );
    const file =
      'Magasin;Ticket;Date;Article;Quantité;PU HT\nM001;T1;13/01/2027;P01;2;10\nM001;T2;14/01/2027;P01;2;10\nM001;T3;14/01/2027;P05;1;10\n';
    const { result, stored } = await imported(file);
    expect(result.understood?.mapping.tax).toBe('ht');
    expect(stored.map((line) => line.split('|').slice(4).join('|'))).toEqual([
      'P01|2|10.55|21.1',
      'P01|2|11|22',
      'P05|1|12|12',
    ]);
    await h.pool.query("delete from taux_tva where debut = '2027-01-14'");
  });
});

describe('a comma that cuts a number, in a file whose last column is mostly empty', () => {
  const head = 'Date,Magasin,Ticket,Article,Quantité,Prix,Note';
  const good = '2027-01-13,M001,T1,P1,2,3.50,';

  test.each<[string, string[]]>([
    ['a price', ['2027-01-13,M001,T2,P1,1,12,50,']],
    ['a quantity', ['2027-01-13,M001,T2,P1,1,5,9,']],
    ['a price, where others are whole', ['2027-01-13,M001,T2,P1,1,12,50,', '2027-01-13,M001,T3,P1,1,12,']],
    ['a price with spaces, two empty cells behind', ['2027-01-13,M001,T2,P1,1, 12,50 ,,']],
  ])('%s: refused, and nothing read from the wrong column', async (_name, [bad = '', ...others]) => {
    const { result } = await imported([head, good, ...others, good.replace('T1', 'T9'), bad, ''].join('\n'));
    expect(result).toMatchObject({ status: 'done', accepted: 2 + others.length, rejected: 1 });
    expect(result.reasons).toMatchObject([{ code: 'split_number', count: 1, example: bad }]);
  });

  test.each<[string, string]>([
    ['a whole price and one empty cell more', '2027-01-13,M001,T2,P1,1,12,,'],
    ['a note and one empty cell more', '2027-01-13,M001,T2,P1,1,12,rendu,'],
    ['decimals and empty cells', '2027-01-13,M001,T2,P1,1,12.50,,,,'],
    ['a number that is quoted, and one empty cell more', '2027-01-13,M001,T2,P1,1,"12.50",,'],
    ['a product of digits', '2027-01-13,M001,T2,4001,1,12,,'],
  ])('a good row with %s is stored', async (_name, row) => {
    const { result } = await imported([head, good, good.replace('T1', 'T9'), row, ''].join('\n'));
    expect(result).toMatchObject({ status: 'done', accepted: 3, rejected: 0 });
  });
});

describe('rows that are refused, the others being stored', () => {
  test.each<[string, string, string]>([
    ['a day that does not exist', LINE.replace('13/01', '31/02'), 'date_invalid'],
    ['no date', LINE.replace('13/01/2027 10:30', ''), 'date_missing'],
    ['text for a quantity', LINE.replace(';2;', ';deux;'), 'quantity_invalid'],
    ['a formula for a quantity', LINE.replace(';2;', ';=1+1;'), 'quantity_invalid'],
    ['no quantity', LINE.replace(';2;', ';;'), 'quantity_missing'],
    ['nothing sold', LINE.replace(';2;', ';0;'), 'quantity_zero'],
    ['no price', LINE.replace('3,50', ''), 'price_missing'],
    ['text for a price', LINE.replace('3,50', 'offert'), 'price_invalid'],
    ['a price beyond reason', LINE.replace('3,50', '9999999999'), 'price_range'],
    ['a number beyond all', LINE.replace('3,50', '1e400'), 'price_invalid'],
    ['no product', LINE.replace('P01', ''), 'product_missing'],
    ['no store', LINE.replace('M001', ''), 'store_missing'],
    ['a store nobody knows', LINE.replace('M001', 'M999'), 'store_unknown'],
    ['too few cells', 'M001;T1;13/01/2027', 'columns'],
    ['too many cells', `${LINE};x`, 'columns'],
    ['a quote that is never closed', `"${LINE}`, 'unclosed_quote'],
    ['a receipt number of a thousand characters', LINE.replace('T1', 'T'.repeat(1000)), 'too_long'],
    ['a total at the bottom', 'Total;;;;2;7,00', 'date_missing'],
  ])('%s', async (_name, row, reason) => {
    const { result, stored } = await imported(`${HEAD}\n${LINE}\n${row}\n`);
    expect(result).toMatchObject({ status: 'done', rows: 2, accepted: 1, rejected: 1, duplicates: 0 });
    expect(result.reasons).toMatchObject([{ code: reason, count: 1, example: row.slice(0, 200) }]);
    expect(stored).toEqual([STORED]);
  });

  test('unknown stores are listed, each once', async () => {
    const { result } = await imported(
      `${HEAD}\n${LINE}\n${LINE.replace('M001', 'X9')}\n${LINE.replace('M001', 'X9')}\n${LINE.replace('M001', 'X8')}\n`,
    );
    expect(result).toMatchObject({ accepted: 1, rejected: 3, unknownStores: ['X9', 'X8'] });
  });

  test('products and categories are refused where the mapping says so', async () => {
    const file = `${HEAD};Catégorie\n${LINE};Alimentation\n${LINE.replace('P01', 'N1')};Alimentation\n${LINE.replace('P01', 'N2')};Neuf\n`;
    const byProduct = await imported(file, { unknown: { product: 'refuse' } });
    expect(byProduct.result.reasons).toMatchObject([{ code: 'product_unknown', count: 2 }]);
    const byCategory = await imported(file, { unknown: { category: 'refuse' } });
    expect(byCategory.result.reasons).toMatchObject([{ code: 'category_unknown', count: 1 }]);
    expect((await h.pool.query("select sku from produits where sku like 'N%'")).rows).toEqual([{ sku: 'N1' }]);
  });
});

describe('files that are asked about', () => {
  test.each<[string, string, string[]]>([
    ['dates that fit two orders', `${HEAD}\n${LINE.replace('13/01', '03/01')}\n`, ['date_order']],
    ['dates of both orders', `${HEAD}\n${LINE}\n${LINE.replace('13/01', '01/13')}\n`, ['date_order']],
    ['numbers that can be read in two ways', `${HEAD}\n${LINE.replace('3,50', '3,500')}\n`, ['decimal_sign']],
    ['no store', `${HEAD.replace('Magasin', 'Zone')}\n${LINE}\n`, ['missing_column']],
    ['no date at all', 'Magasin;Article;Qté;Prix\nM001;P01;1;2,50\n', ['missing_column']],
    [
      'names that mean nothing',
      'foo;bar;baz\nx;y;1\n',
      ['missing_column', 'missing_column', 'missing_column', 'missing_column'],
    ],
  ])('%s', async (_name, file, codes) => {
    const { result } = await imported(file);
    expect([result.status, result.questions?.map(({ code }) => code)]).toEqual(['needs_mapping', codes]);
  });
});

describe('files that are refused', () => {
  const wide = Array.from({ length: 10_000 }, (_, n) => `c${n}`).join(';');
  test.each<[string, string | Buffer, string]>([
    ['nothing', '', 'empty'],
    ['blank lines', '\n\n  \n', 'empty'],
    ['a page of HTML', '<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>', 'html'],
    ['XML', '<?xml version="1.0"?><ventes/>', 'html'],
    ['prose', 'Bonjour\nvoici mes ventes\nà bientôt\n', 'no_separator'],
    ['ten thousand columns', `${wide}\n${wide}\n`, 'too_many_columns'],
    ['a line of two million characters', `${HEAD}\n${'x'.repeat(2_000_000)}`, 'not_csv'],
    ['NUL bytes', `${HEAD}\n${LINE}\0\n`, 'binary'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae10000000000000000', 'hex'), 'xlsx'],
    [
      'two files in one archive',
      zipOf([
        { name: 'a.csv', data: Buffer.from('a') },
        { name: 'b.csv', data: Buffer.from('b') },
      ]),
      'zip',
    ],
    ['a cut archive', gzipSync(HEAD.repeat(500)).subarray(0, 40), 'gzip'],
    ['a bomb', gzipSync(Buffer.alloc(40 << 20, 0x3b)), 'bomb'],
  ])('%s', async (_name, file, kind) => {
    const { result } = await imported(file);
    expect([result.status, result.failure?.code]).toEqual(['failed', kind]);
  });
});

test('a header and no rows is an import of nothing', async () => {
  const { result } = await imported(`${HEAD}\n`);
  expect(result).toMatchObject({ status: 'done', rows: 0, accepted: 0, rejected: 0, duplicates: 0 });
});
