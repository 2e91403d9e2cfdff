import { readdir } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { masterKindSchema } from '../../../shared/api/master-imports.ts';
import { createRandom } from '../../../shared/planning/testing/random.ts';
import { masterHarness, type MasterHarness } from '../testing/master-harness.ts';
import { zipOf } from '../testing/zip.ts';

let h: MasterHarness;
beforeAll(async () => {
  h = await masterHarness();
});
afterAll(() => h.close());

describe('a file that is none', () => {
  test.each([
    ['empty', ''],
    ['empty', '\n \n'],
    ['no_separator', 'one\ntwo\nthree'],
    ['html', '<!doctype html><table><tr><td>IDF</td></tr></table>'],
    ['binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
    ['gzip', gzipSync('code;nom\nIDF;x\n'.repeat(50)).subarray(0, 40)],
    ['not_csv', `code;nom\n${'x'.repeat(1_100_000)};y`],
    ['bomb', gzipSync(`code;nom\n${'A;b\n'.repeat(9_000_000)}`)],
    ['too_large', `code;nom\n${`A;${'é'.repeat(300)}\n`.repeat(57_000)}`],
    ['too_many_rows', `code;nom\n${Array.from({ length: 50_001 }, (_, n) => `N${n};b`).join('\n')}`],
  ])('is refused as %s', async (code, file) => {
    await expect(h.run('regions', file)).rejects.toMatchObject({ status: 422, code });
    expect(await h.value('select count(*) from imports_referentiel')).toBe(0);
  });

  test('leaves no file behind', async () => {
    expect((await readdir(h.imports.folder)).filter((name) => name.endsWith('.plain'))).toEqual([]);
  });
});

test('packed files are read as plain ones', async () => {
  const text = 'code;nom\nIDF;Zip';
  for (const file of [gzipSync(text), zipOf([{ name: 'a.csv', data: Buffer.from(text) }])]) {
    expect(await h.run('regions', file, { dryRun: true })).toMatchObject({ changed: 1, refused: 0 });
  }
});

test('rows that cannot stand are refused one by one, with their line, column and text', async () => {
  const judged = await h.run('regions', [
    'code;nom',
    'idf;Casse',
    'IDF;Encore',
    ' BRE ;  Breizh  ',
    'nor;minuscules',
    'A|B;barre',
    ';vide',
    `LONG;${'x'.repeat(201)}`,
    'COL;a;b;c',
    `INJ;"'); drop table regions --"`,
    'GUI;"ouvert',
  ]);
  expect(judged.refusals.map(({ line, column, reason }) => `${line} ${column} ${reason}`)).toEqual([
    '3  duplicate',
    '5 code code_invalid',
    '6 code code_invalid',
    '7 code missing',
    '8 nom too_long',
    '9  columns',
    '11  unclosed_quote',
  ]);
  expect(judged).toMatchObject({ created: 1, changed: 2, refused: 7 });
  expect(await h.value("select nom from regions where code = 'INJ'")).toBe("'); drop table regions --");
});

describe('questions', () => {
  test('days that fit two orders, and decimals that fit two signs, are asked for and taken', async () => {
    const lines = ['code;ouvert_le;objectif_ca', 'M001;03/04/2019;1,234', 'M002;05/06/2019;2,345'];
    const open = await h.run('stores', lines);
    expect(open.questions.map(({ code }) => code)).toEqual(['date_order', 'decimal_sign']);
    expect(open).toMatchObject({ rows: 0, differences: [], digest: '' });
    const answered = await h.run('stores', lines, { dryRun: true, mapping: { dateOrder: 'mdy', decimal: '.' } });
    expect(answered.differences[0]?.fields).toEqual([
      { field: 'yearlyObjective', from: '365000', to: '1234' },
      { field: 'opened', from: null, to: '2019-03-04' },
    ]);
  });

  test('a column nobody recognises is asked for; one that is named is taken, one said to be none is left', async () => {
    const lines = ['X;Y;nom', 'IDF;Z;Nouveau'];
    expect((await h.run('regions', lines)).questions).toMatchObject([{ code: 'missing_column', field: 'code' }]);
    expect((await h.run('regions', lines, { mapping: { columns: { code: 'W' } } })).questions).toMatchObject([
      { code: 'unknown_header', field: 'code', options: ['X', 'Y', 'nom'] },
    ]);
    const given = await h.run('regions', lines, { dryRun: true, mapping: { columns: { code: 'X', name: 'Y' } } });
    expect(given.differences[0]?.fields).toEqual([expect.objectContaining({ field: 'name', to: 'Z' })]);
    const none = await h.run('regions', lines, { mapping: { columns: { code: 'X', name: '' } } });
    expect(none.questions).toMatchObject([{ code: 'missing_column', field: 'name' }]);
  });

  test('the first of each month settles the order of dates', async () => {
    const lines = ['magasin;mois;objectif', 'M001;01/02/2027;5', 'M001;01/03/2027;6'];
    const french = await h.run('objectives', lines, { dryRun: true });
    expect(french.differences.map(({ key }) => key[1]?.value)).toEqual(['2027-02', '2027-03']);
    const english = await h.run('objectives', ['magasin;mois;objectif', 'M001;02/01/2027;5', 'M001;03/01/2027;6'], {
      dryRun: true,
    });
    expect(english.differences.map(({ key }) => key[1]?.value)).toEqual(['2027-02', '2027-03']);
  });
});

const seed = Number(process.env['SEED'] ?? 20_261_125);
test(`random cells of any kind are refused or stored, and never break the import (seed ${seed})`, async () => {
  const random = createRandom(seed);
  const pieces = [
    'M001',
    'IDF',
    'ALIM',
    '-',
    '1e400',
    '99999999999999',
    '-0',
    '5,5 %',
    '2027-02-30',
    '31/12/2100',
    '∞',
    '💶',
    '‮x',
    ' ',
    'travaux',
    '2027-01',
    '0',
    "'=1",
    'NaN',
    'null',
    '-infinity',
    'é'.repeat(600),
    '"q',
    '٣',
  ];
  for (const kind of masterKindSchema.options) {
    const header = h.imports.template(kind).split('\r\n')[0]!;
    const width = header.split(';').length;
    const rows = Array.from({ length: 60 }, () =>
      Array.from({ length: width }, () => JSON.stringify(random.pick(pieces)).replaceAll('\\"', '""')).join(';'),
    );
    const outcome = await h.run(kind, [header, ...rows], { mapping: { dateOrder: 'dmy', decimal: ',' } });
    expect(outcome.rows).toBe(outcome.created + outcome.changed + outcome.unchanged + outcome.refused);
    expect(outcome.rows).toBe(60);
    const again = await h.run(kind, await h.exported(kind), { dryRun: true });
    expect({ seed, kind, created: again.created, changed: again.changed, refusals: again.refusals }).toEqual({
      seed,
      kind,
      created: 0,
      changed: 0,
      refusals: [],
    });
  }
});
