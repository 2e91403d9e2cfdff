import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalOf, decimalOfNumber, roundDecimal } from './decimal.ts';

describe('exact decimals', () => {
  it('are normalised, so equal numbers are equal texts', () => {
    expect(decimalOf(false, '007', '500')).toBe('7.5');
    expect(decimalOf(true, '0', '000')).toBe('0');
    expect(decimalOf(true, '', '5')).toBe('-0.5');
    expect(decimalOf(false, '12', '5', 3)).toBe('12500');
    expect(decimalOf(false, '5', '', -2)).toBe('0.05');
  });

  it('round half away from zero', () => {
    expect(roundDecimal('1.005', 2)).toBe('1.01');
    expect(roundDecimal('-1.005', 2)).toBe('-1.01');
    expect(roundDecimal('0.9999', 2)).toBe('1');
    expect(roundDecimal('-0.0004', 3)).toBe('0');
    expect(roundDecimal('12345678901234.56785', 4)).toBe('12345678901234.5679');
    expect(roundDecimal('3', 4)).toBe('3');
  });

  it('say a double as a spreadsheet would', () => {
    expect(decimalOfNumber(2.5499999999999998)).toBe('2.55');
    expect(decimalOfNumber(1e21)).toBe('1000000000000000000000');
    expect(decimalOfNumber(-1.5e-7)).toBe('-0.00000015');
    expect(decimalOfNumber(Number.NaN)).toBeNull();
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (number) => {
        expect(Number(decimalOfNumber(number)) === number).toBe(true);
      }),
      { seed: 255 },
    );
  });
});
