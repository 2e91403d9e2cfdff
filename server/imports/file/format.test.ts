import { describe, expect, test } from 'vitest';
import { findHeader } from './header.ts';
import { detectNewline, detectSeparator } from './separator.ts';

const header = (...lines: string[]) =>
  findHeader(lines.map((text, index) => ({ cells: text.split(';'), line: index + 1 })));

describe('the separator', () => {
  test.each<[string, string, string | null]>([
    ['semicolons beside decimal commas', 'a;b;c\n1,5;2,5;3\n1;2,25;3,1\n', ';'],
    ['commas', 'a,b\n1.5,2\n', ','],
    ['commas around quoted semicolons', 'a,b\n"1;2;3",2\n"4;5;6",3\n', ','],
    ['tabs', 'a\tb\n1\t2\n', '\t'],
    ['bars', 'a|b|c\n1|2|3\n', '|'],
    ['ragged lines do not hide it', 'a;b;c\n1;2\n1;2;3\n1;2;3\n', ';'],
    ['titles above', 'Export\ndu 1er mai\nde Paris\na;b;c\n1;2;3\n', ';'],
    ['none', 'a\nb\nc\n', null],
    ['prose', 'Il était une fois un fichier.\nCe n’était pas un tableau\nmais une histoire.\n', null],
  ])('%s', (_name, text, separator) => {
    expect(detectSeparator(text, '\n')).toBe(separator);
  });

  test('a carriage return ends lines only where nothing else does', () => {
    expect(detectNewline('a\rb\r')).toBe('\r');
    expect(detectNewline('a\r\nb\r\n')).toBe('\n');
    expect(detectNewline('a\nb\r')).toBe('\n');
  });
});

describe('the header', () => {
  test.each<[string, string[], string[], number]>([
    ['first line with known words', ['Magasin;Date;Qté', 'M1;2027-01-01;2'], ['Magasin', 'Date', 'Qté'], 1],
    ['names nobody knows over numbers', ['foo;bar', 'x;12'], ['foo', 'bar'], 1],
    [
      'below titles and blank lines',
      ['Export du 01/02/2027', '', 'Magasin;Date;Qté', 'M1;2027-01-01;2', 'M2;2027-01-01;3'],
      ['Magasin', 'Date', 'Qté'],
      3,
    ],
    [
      'none: the first line is data',
      ['M1;2027-01-01;2', 'M2;2027-01-01;3'],
      ['Colonne 1', 'Colonne 2', 'Colonne 3'],
      0,
    ],
    ['alone', ['Magasin;Date'], ['Magasin', 'Date'], 1],
  ])('%s', (_name, lines, names, line) => {
    expect(header(...lines)).toMatchObject({ names, line });
  });

  test('names are unique and never empty', () => {
    const names = ['Total', 'Total (2)', 'Colonne 3', 'Total (2) (2)', 'Date'];
    expect(header('Total;Total;; Total (2) ;Date', '1;2;3;4;5').names).toEqual(names);
  });
});
