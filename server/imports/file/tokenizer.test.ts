import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTokenizer } from './tokenizer.ts';

interface Seen {
  cells: string[];
  line: number;
  text: string;
  fault: string | null;
}

function cut(pieces: readonly string[], separator = ',', newline: '\n' | '\r' = '\n'): Seen[] {
  const seen: Seen[] = [];
  const tokenizer = createTokenizer({
    separator,
    newline,
    onRecord: (cells, line, text, fault) => seen.push({ cells: [...cells], line, text, fault }),
    onEndlessLine: () => {
      throw new Error('endless line');
    },
  });
  for (const piece of pieces) tokenizer.push(piece);
  tokenizer.end();
  return seen;
}

const cells = (text: string, separator?: string, newline?: '\n' | '\r') =>
  cut([text], separator, newline).map((record) => record.cells);

describe('a record', () => {
  test.each([
    [
      'plain',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'without a line end at the end of the file',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'with carriage returns',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'with empty cells',
      ',\n,,\n',
      [
        ['', ''],
        ['', '', ''],
      ],
    ],
    ['with a separator and a doubled quote in quotes', '"a,""x""",b\n', [['a,"x"', 'b']]],
    ['with a line end in quotes', '"a\nb",c\n', [['a\nb', 'c']]],
    ['with text behind a closing quote', '"a"b,c\n', [['ab', 'c']]],
    ['with a quote inside a bare cell', 'a"b,c\n', [['a"b', 'c']]],
  ])('%s', (_what, text, expected) => {
    expect(cells(text)).toEqual(expected);
  });

  test('ends by a carriage return alone in old files', () => {
    expect(cells('a;b\rc;d\r', ';', '\r')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  test('knows its line and its text, also behind a cell of several lines', () => {
    expect(cut(['h\n"a\nb",c\nd\n']).map(({ line, text }) => [line, text])).toEqual([
      [1, 'h'],
      [2, '"a\nb",c'],
      [4, 'd'],
    ]);
  });
});

describe('a quote that is never closed', () => {
  test('is a fault of its own line, and reading goes on behind it', () => {
    // More than a line may have, so that it is given up on the way and not at the end of the file.
    const rest = Array.from({ length: 100 }, () => 'c,d\n'.repeat(3_000));
    const seen = cut(['a,b\n"x,y\n', ...rest]);
    expect(seen).toHaveLength(300_002);
    expect(seen[1]).toMatchObject({ line: 2, text: '"x,y', fault: 'unclosed_quote' });
    expect(seen.filter(({ fault }) => fault !== null)).toHaveLength(1);
  });
});

test('a line without an end is told before it fills the memory', () => {
  expect(() => cut(['x'.repeat(1 << 20), 'x'])).toThrow('endless line');
});

test('pieces of any size give the same records', () => {
  const text = fc.array(fc.constantFrom('a', 'é', ',', '"', '\n', '\r\n', '""'), { maxLength: 60 });
  fc.assert(
    fc.property(text, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (parts, sizes) => {
      const whole = parts.join('');
      const pieces: string[] = [];
      for (let at = 0, n = 0; at < whole.length; n++) {
        const size = sizes[n % sizes.length] ?? 1;
        pieces.push(whole.slice(at, at + size));
        at += size;
      }
      expect(cut(pieces)).toEqual(cut([whole]));
    }),
    { seed: 20_261_122, numRuns: 2_000 },
  );
});

test('what any program writes by the rules is read back', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '€', ' ', '"', ';', '\n', '\r', '1', ','), maxLength: 6 });
  const written = (value: string, quoted: boolean) =>
    quoted || /[";\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  const rows = fc.array(fc.array(fc.tuple(cell, fc.boolean()), { minLength: 1, maxLength: 5 }), { maxLength: 8 });
  fc.assert(
    fc.property(rows, fc.constantFrom('\n', '\r\n'), (table, lineEnd) => {
      const lines = table.map((row) => row.map(([value, quoted]) => written(value, quoted)).join(';'));
      expect(cells(lines.map((line) => line + lineEnd).join(''), ';')).toEqual(
        table.map((row) => row.map(([value]) => value)),
      );
    }),
    { seed: 20_270_101, numRuns: 2_000 },
  );
});
