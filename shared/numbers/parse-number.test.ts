import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalCell } from './parse-cell.ts';
import { parseNumber } from './parse-number.ts';
import type { Reading } from './separators.ts';

function read(text: string, reading: Reading): string {
  const result = parseNumber(text, reading);
  return result.ok ? result.decimal : result.kind;
}

describe('numbers as people write them', () => {
  it.each([
    ['1234', '1234'],
    ['1 234,56', '1234.56'],
    ['1\u00a0234,56\u00a0€', '1234.56'],
    ['1\u202f234\u202f567,89\u00a0€', '1234567.89'],
    ['1\u2009234,5', '1234.5'],
    ["1'234'567,5", '1234567.5'],
    ['1’234,50', '1234.5'],
    ['1.234,56', '1234.56'],
    ['1,234.56', '1234.56'],
    ['1.234.567', '1234567'],
    ['12.5', '12.5'],
    ['1.234', '1.234'],
    ['1,234', '1.234'],
    [',5', '0.5'],
    ['5,', '5'],
    ['120k', '120000'],
    ['120 k€', '120000'],
    ['1,2 M€', '1200000'],
    ['2 Md€', '2000000000'],
    ['12,50 EUR', '12.5'],
    ['€ 1 234', '1234'],
    ['-€5', '-5'],
    ['€-5', '-5'],
    ['-12,5', '-12.5'],
    ['\u221212,5', '-12.5'],
    ['12,5-', '-12.5'],
    ['(1 234,56 €)', '-1234.56'],
    ['( 5 )', '-5'],
    ['+7', '7'],
    ['5 %', '0.05'],
    ['+4,2\u00a0%', '0.042'],
    ['-0', '0'],
    ['1,5E+03', '1500'],
    ['  42  ', '42'],
    ['1e15', '1000000000000000'],
  ])('%j in French is %s', (text, decimal) => {
    expect(read(text, 'fr')).toBe(decimal);
  });

  it.each([
    ['1,234', '1234'],
    ['1,234.56', '1234.56'],
    ['12,5', '12.5'],
    ['0,234', '0.234'],
    ['1.234', '1.234'],
    ['£1,234,567.89', '1234567.89'],
    ['€1.2bn', '1200000000'],
    ['$-5k', '-5000'],
    ['1 234,567', '1234.567'],
  ])('%j in English is %s', (text, decimal) => {
    expect(read(text, 'en')).toBe(decimal);
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    [' '.repeat(100), 'empty'],
    ['–', 'empty'],
    ['-', 'empty'],
    ['abc', 'text'],
    ['12 pommes', 'text'],
    ['NaN', 'text'],
    ['Infinity', 'text'],
    ['0x10', 'text'],
    ['--5', 'text'],
    ['(-5)', 'text'],
    ['-5-', 'text'],
    ['5%%', 'text'],
    ['5k%', 'text'],
    ['€5€', 'text'],
    ['1+1', 'text'],
    ['٣', 'text'],
    ['1_000', 'text'],
    ['1\n2', 'text'],
    ['9'.repeat(100), 'text'],
    ['=1+1', 'formula'],
    ['@SUM(A1)', 'formula'],
    ['.', 'separators'],
    ['1 23', 'separators'],
    ['06 12 34 56 78', 'separators'],
    ['1.2.3', 'separators'],
    ['01/02', 'text'],
    ['1,23,456', 'separators'],
    ["1 234'567", 'separators'],
    ['1,234,56.7', 'separators'],
    ['1e400', 'range'],
    ['1e-400', 'range'],
    ['1e16', 'range'],
    ['-1000000000000001', 'range'],
    ['1e9999', 'range'],
  ])('%j is refused: %s', (text, kind) => {
    expect(read(text, 'fr')).toBe(kind);
    expect(read(text, 'any')).toBe(kind);
  });

  it('a file with a known decimal sign is read strictly', () => {
    expect(read('1.234', ',')).toBe('1234');
    expect(read('12.5', ',')).toBe('separators');
    expect(read('1.234,5', ',')).toBe('1234.5');
    expect(read('1,234.5', ',')).toBe('separators');
    expect(read('1,234', '.')).toBe('1234');
    expect(read('12,5', '.')).toBe('separators');
    expect(read('1 234,5', '.')).toBe('separators');
    expect(read('1.234.567', '.')).toBe('separators');
  });

  it('with nothing known only a real doubt is refused', () => {
    expect(read('1,234', 'any')).toBe('ambiguous');
    expect(read('1.234', 'any')).toBe('ambiguous');
    expect(read('1,2345', 'any')).toBe('1.2345');
    expect(read('1,234.5', 'any')).toBe('1234.5');
    expect(read('0.234', 'any')).toBe('0.234');
  });

  it('answers any text in time, and numbers only in range', () => {
    const odd = fc.string({
      unit: fc.constantFrom(...Array.from(" \u202f0123456789.,'’-+()%€kMdeE=\u2212")),
      maxLength: 80,
    });
    fc.assert(
      fc.property(odd, fc.constantFrom<Reading>('fr', 'en', ',', '.', 'any'), (text, reading) => {
        const result = parseNumber(text, reading);
        if (!result.ok) return;
        expect(result.decimal).toMatch(/^(?!-0$)-?(0|[1-9]\d*)(\.\d*[1-9])?$/);
        expect(result.value).toBe(Number(result.decimal));
        expect(Math.abs(result.value)).toBeLessThanOrEqual(1e15);
      }),
      { seed: 1015, numRuns: 20_000 },
    );
  });
});

describe('cells of an import', () => {
  it('keep every digit', () => {
    expect(decimalCell('44,865', ',')).toBe('44.865');
    expect(decimalCell('0,10', ',')).toBe('0.1');
    expect(decimalCell('-0,0', ',')).toBe('0');
    expect(decimalCell('007', '.')).toBe('7');
    expect(decimalCell('17850.0', '.')).toBe('17850');
    expect(decimalCell('123456789012.3456', '.')).toBe('123456789012.3456');
    expect(decimalCell('£1,234.50', '.')).toBe('1234.5');
    expect(decimalCell('9999999999999999', '.')).toBeNull();
    expect(decimalCell('', '.')).toBeNull();
    expect(decimalCell('-', '.')).toBeNull();
    expect(decimalCell('12,5', '.')).toBeNull();
  });

  it('are read as parseNumber reads them', () => {
    const cell = fc.string({ unit: fc.constantFrom(...Array.from('0123456789.,- ')), maxLength: 18 });
    let numbers = 0;
    fc.assert(
      fc.property(cell, fc.constantFrom<',' | '.'>(',', '.'), (text, sign) => {
        const parsed = parseNumber(text, sign);
        if (parsed.ok) numbers++;
        expect(decimalCell(text, sign)).toBe(parsed.ok ? parsed.decimal : null);
      }),
      { seed: 2, numRuns: 20_000 },
    );
    expect(numbers).toBeGreaterThan(1000);
  });
});
