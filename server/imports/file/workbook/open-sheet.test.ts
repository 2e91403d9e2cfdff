import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWorkbookProgram } from '../../testing/workbook-program.ts';
import { columnName, rowOf, workbookOf, type TestWorkbook } from '../../testing/workbook.ts';
import { zipOf } from '../../testing/zip.ts';
import { openFile, type OpenOptions } from '../open-file.ts';
import { detectFormat, readRecords } from '../records.ts';

const signal = new AbortController().signal;
let folder: string;
let program: Awaited<ReturnType<typeof buildWorkbookProgram>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'epm-sheet-'));
  program = await buildWorkbookProgram();
}, 60_000);
afterAll(async () => {
  program.remove();
  await rm(folder, { recursive: true });
});

let count = 0;
async function open(book: TestWorkbook | Buffer, options: OpenOptions & { signal?: AbortSignal } = {}) {
  const path = join(folder, `${count++}`);
  await writeFile(path, Buffer.isBuffer(book) ? book : workbookOf(book));
  return openFile(path, `${path}.plain`, options.signal ?? signal, { program: program.path, ...options });
}

async function textOf(book: TestWorkbook | Buffer, options?: OpenOptions): Promise<string> {
  return readFile((await open(book, options)).path, 'utf8');
}

const failureOf = (book: TestWorkbook | Buffer, options?: OpenOptions) =>
  open(book, options).then(
    () => 'opened',
    (error: Error & { kind?: string }) => error.kind ?? error.message,
  );

/** The rows below the header, as the import sees them. */
async function rowsOf(book: TestWorkbook) {
  const file = await open(book);
  const format = await detectFormat(file);
  const rows: string[] = [];
  const sink = {
    row: (cells: readonly string[], line: number) => void rows.push(`${line}: ${cells.join('|')}`),
    refuse: (line: number, reason: string) => void rows.push(`${line}: ${reason}`),
  };
  await readRecords(file, format, sink, { signal });
  return { names: format.header.names, rows };
}

const HEADER = ['Date', 'Magasin', 'Article', 'Quantité', 'Montant'];
const sheet = (...rows: (string | number | null)[][]) => ({
  name: 'Ventes',
  rows: rows.map((values, index) => rowOf(index + 1, values)).join(''),
});
const one = (rows: string, more: Partial<TestWorkbook> = {}): TestWorkbook => ({
  sheets: [{ name: 'Ventes', rows: rowOf(1, ['a', 'b', 'c']) + rows }],
  ...more,
});
const lastLine = async (book: TestWorkbook) => (await textOf(book)).trimEnd().split('\n').at(-1);

describe('what a cell says', () => {
  test('dates by the format of the cell, as ISO, with a time only where there is one', async () => {
    const book = one(
      '<row r="2"><c r="A2" s="1"><v>44562</v></c><c r="B2" s="2"><v>44562.5</v></c><c r="C2" s="3"><v>0.75</v></c><c r="D2"><v>44562</v></c></row>',
      { formats: [14, 'dd/mm/yyyy hh:mm', 'h:mm'] },
    );
    expect(await lastLine(book)).toBe('2022-01-01\t2022-01-01 12:00:00\t18:00:00\t44562');
  });

  test('a workbook that counts from 1904', async () => {
    const row = '<row r="2"><c r="A2" s="1"><v>43100</v></c><c r="B2"><v>1</v></c></row>';
    expect(await lastLine(one(row, { formats: ['yyyy\\-mm\\-dd'], from1904: true }))).toBe('2022-01-01\t1');
  });

  test('the day that never was, and those before it', async () => {
    const row =
      '<row r="2"><c r="A2" s="1"><v>59</v></c><c r="B2" s="1"><v>60</v></c><c r="C2" s="1"><v>61</v></c></row>';
    expect(await lastLine(one(row, { formats: [14] }))).toBe('1900-02-28\t1900-02-29\t1900-03-01');
  });

  test('numbers with a dot, without the dust of their computation, and never to be taken for thousands', async () => {
    const row =
      '<row r="2"><c r="A2"><v>0.30000000000000004</v></c><c r="B2"><v>1.234</v></c><c r="C2"><v>1.5E-7</v></c><c r="D2"><v>3.0E2</v></c><c r="E2"><v>4006381333931</v></c></row>';
    expect(await lastLine(one(row))).toBe('0.3\t1.2340\t0.00000015\t300\t4006381333931');
  });

  test('texts beside the cell, shared in runs without their pronunciation, and of formulas by their last value', async () => {
    const row =
      '<row r="2"><c r="A2" t="inlineStr"><is><t>Café &amp; thé</t></is></c><c r="B2" t="s"><v>0</v></c><c r="C2" t="str"><f>A2&amp;"x"</f><v>calculé</v></c><c r="D2"><f>1+1</f><v>2</v></c></row>';
    const strings = ['<r><t>deux</t></r><r><t xml:space="preserve"> mots</t></r><rPh sb="0" eb="1"><t>non</t></rPh>'];
    expect(await lastLine(one(row, { strings }))).toBe('Café & thé\tdeux mots\tcalculé\t2');
  });

  test('booleans and errors stay words, which are no number; ISO dates lose an empty time', async () => {
    const row =
      '<row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2" t="b"><v>0</v></c><c r="C2" t="e"><v>#N/A</v></c><c r="D2" t="d"><v>2026-03-01T00:00:00</v></c></row>';
    expect(await lastLine(one(row))).toBe('TRUE\tFALSE\t#N/A\t2026-03-01');
  });

  test('line ends, tabs and quotes within a cell do not cut it', async () => {
    const row =
      '<row r="2"><c r="A2" t="inlineStr"><is><t>a\tb\nc_x000D_d</t></is></c><c r="B2" t="inlineStr"><is><t>5" vis</t></is></c></row>';
    expect(await lastLine(one(row))).toBe('a b c d\t"5"" vis"');
  });

  test('cells and rows that do not say where they are follow each other; prefixes of names do not matter', async () => {
    const book = one('<x:row><x:c t="inlineStr"><x:is><x:t>p</x:t></x:is></x:c><x:c><x:v>7</x:v></x:c></x:row>');
    expect(await lastLine(book)).toBe('p\t7');
  });
});

describe('the table of a sheet', () => {
  test('lines are rows of the sheet; a merged title, groups of columns and empty rows are no header', async () => {
    const rows = [
      rowOf(1, ['Ventes de mars 2026', null, null, null, null]),
      rowOf(3, ['Quand et où', null, 'Quoi', null, null]),
      rowOf(4, HEADER),
      rowOf(6, ['2026-03-01', 'M001', 'A', 1, 2.5]),
      rowOf(7, ['2026-03-02', 'M001', 'B', 2]),
    ].join('');
    expect(await rowsOf({ sheets: [{ name: 'Ventes', rows }] })).toEqual({
      names: HEADER,
      rows: ['6: 2026-03-01|M001|A|1|2.5', '7: 2026-03-02|M001|B|2|'],
    });
  });

  test('the sheet of the sales among others, hidden and empty ones left out', async () => {
    const file = await open({
      sheets: [
        { name: 'Lisez-moi', rows: rowOf(1, ['Export du mois']) },
        { name: 'Vide', rows: '' },
        { name: 'Magasins', rows: rowOf(1, ['Code', 'Surface']) + rowOf(2, ['M001', 120]) },
        { ...sheet(HEADER, ['2026-03-01', 'M001', 'A', 1, 2.5]), name: 'Données' },
        { ...sheet(HEADER, ['2026-03-01', 'M001', 'A', 1, 2.5]), name: 'Ancien', state: 'hidden' },
      ],
    });
    expect(file.sheet).toEqual({ name: 'Données', names: ['Magasins', 'Données'], doubtful: false });
  });

  test('sheets that look alike are a question; the one asked for is read', async () => {
    const months = ['Janvier', 'Février'].map((name, month) => ({
      ...sheet(HEADER, [`2026-0${month + 1}-01`, 'M001', 'A', 1, 2.5]),
      name,
    }));
    expect((await open({ sheets: months })).sheet).toEqual({
      name: 'Janvier',
      names: ['Janvier', 'Février'],
      doubtful: true,
    });
    const february = await open({ sheets: months }, { sheet: 'Février' });
    expect(february.sheet).toMatchObject({ name: 'Février', doubtful: false });
    expect(await readFile(february.path, 'utf8')).toContain('2026-02-01');
  });

  test('no sheet with a table', async () => {
    expect(await failureOf({ sheets: [{ name: 'Vide', rows: '' }] })).toBe('empty');
    expect(await failureOf({ sheets: [sheet(HEADER)] })).toBe('empty');
    expect(await failureOf({ sheets: [] })).toBe('empty');
  });

  test('a workbook in a zip or gzip archive', async () => {
    const book = workbookOf({ sheets: [sheet(HEADER, ['2026-03-01', 'M001', 'A', 1, 2.5])] });
    expect(await textOf(zipOf([{ name: 'ventes.xlsx', data: book }]))).toContain('2026-03-01\tM001');
    expect(await textOf(gzipSync(book))).toContain('2026-03-01\tM001');
  });
});

describe('files nobody meant well', () => {
  const limits = { bytes: 40 << 20, ratio: 100 };

  test('10,000 columns', async () => {
    const wide = Array.from({ length: 10_000 }, (_, index) => columnName(index));
    expect(await failureOf({ sheets: [sheet(wide, wide)] })).toBe('too_many_columns');
  });

  test('a sheet and shared texts that unpack to far more than they take', async () => {
    const spaces = ' '.repeat(30 << 20);
    expect(await failureOf(one(`<row r="2"><c r="A2"><v>1</v></c></row>${spaces}`), { limits })).toBe('bomb');
    expect(await failureOf(one('', { strings: [`<t>x</t>${spaces}`] }), { limits })).toBe('bomb');
  });

  test('more bytes than the limit, over all its parts', async () => {
    const filler = one(`<row r="2"><c r="A2"><v>1</v></c></row>${' '.repeat(1 << 20)}`, {
      strings: [' '.repeat(1 << 20)],
    });
    expect(await failureOf(filler, { limits: { bytes: 1.5 * (1 << 20), ratio: 1e9 } })).toBe('too_large');
  });

  test('entities that multiply are a document type, which is refused', async () => {
    const part = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><sst><si><t>&lol2;</t></si></sst>';
    const book = workbookOf({
      ...one('<row r="2"><c r="A2" t="s"><v>0</v></c></row>'),
      strings: [],
      extra: [{ name: 'xl/sharedStrings.xml', data: Buffer.from(part) }],
    });
    expect(await failureOf(book)).toBe('workbook');
  });

  test('truncated, damaged, rows that go backwards, cells beyond the sheet', async () => {
    const whole = workbookOf({ sheets: [sheet(HEADER, ['2026-03-01', 'M001', 'A', 1, 2.5])] });
    expect(await failureOf(whole.subarray(0, -40))).toBe('zip');
    expect(await failureOf(one('<row r="2"><c r="A2"><v>1</v></c>'))).toBe('workbook');
    expect(await failureOf(one('<row r="1"><c r="A1"><v>1</v></c></row>'))).toBe('workbook');
    expect(await failureOf(one('<row r="2"><c r="ZZZZ2"><v>1</v></c></row>'))).toBe('workbook');
    expect(await failureOf(one('<row r="9999999"><c r="A2"><v>1</v></c></row>'))).toBe('workbook');
  });

  test('other workbooks, and other files under the name of one', async () => {
    expect(await failureOf(Buffer.from('d0cf11e0a1b11ae10000000000000000', 'hex'))).toBe('xlsx');
    expect(await failureOf(zipOf([{ name: '[Content_Types].xml' }, { name: 'xl/workbook.bin' }]))).toBe('xlsx');
    expect(await failureOf(zipOf([{ name: 'mimetype' }, { name: 'content.xml' }]))).toBe('xlsx');
    expect(await failureOf(zipOf([{ name: '[Content_Types].xml' }, { name: 'word/document.xml' }]))).toBe('workbook');
    expect(await failureOf(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))).toBe('binary');
  });

  test('cancelled, it is killed', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(open({ sheets: [sheet(HEADER, HEADER)] }, { signal: stop.signal })).rejects.toThrow();
  });
});
