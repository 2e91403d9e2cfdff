import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTsv, writeTsv } from './tsv.ts';

describe('parseTsv', () => {
  test('reads what Excel and LibreOffice put on the clipboard', () => {
    expect(parseTsv('1\u202f234,5\t2\r\n3\t4\r\n')).toEqual([
      ['1\u202f234,5', '2'],
      ['3', '4'],
    ]);
    expect(parseTsv('a\tb\nc\td')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(parseTsv('a\rb')).toEqual([['a'], ['b']]);
  });

  test('a quoted cell holds tabs, line breaks and doubled quotes', () => {
    expect(parseTsv('"two\r\nlines"\t"a\tb"\n"say ""hi"""\t""')).toEqual([
      ['two\r\nlines', 'a\tb'],
      ['say "hi"', ''],
    ]);
  });

  test('a quote that nothing closes is text', () => {
    expect(parseTsv('"5\t6\n"7" inch\t8')).toEqual([
      ['"5', '6'],
      ['"7" inch', '8'],
    ]);
  });

  test('empty cells count, an empty text has none', () => {
    expect(parseTsv('\t\n\n')).toEqual([['', ''], ['']]);
    expect(parseTsv('')).toEqual([]);
  });
});

test('what is written is read back the same', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', '1', ',', ' ', '"', '\t', '\n', '\r', '\u202f', 'é'),
    maxLength: 8,
  });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
      expect(parseTsv(writeTsv(rows))).toEqual(rows);
    }),
    { numRuns: 1000 },
  );
});

test('any text at all is read without loss of its plain cells', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '\r') }), (text) => {
      const letters = (of: string) => of.replaceAll(/[^a]/gu, '').length;
      expect(letters(parseTsv(text).flat().join(''))).toBe(letters(text));
    }),
    { numRuns: 1000 },
  );
});
