import { describe, expect, it } from 'vitest';
import { costTooLarge, decimalOfAmount, exactLine, type ExactLine } from './sale-line.ts';

function amountOf(quantity: number, unitPrice: number): string {
  const line = exactLine({ quantity, unitPrice });
  if (typeof line === 'string') throw new Error(line);
  return decimalOfAmount(line.amount);
}

describe('a line in exact decimals', () => {
  it('means what was written, not what binary arithmetic makes of it', () => {
    expect(amountOf(3, 0.1)).toBe('0.3');
    expect(amountOf(1, 1.005)).toBe('1.005');
    expect(amountOf(0.1 + 0.2, 10)).toBe('3');
    expect(amountOf(-2, 19.99)).toBe('-39.98');
  });

  it('keeps four decimals of an amount, half away from zero', () => {
    expect(amountOf(0.5, 0.0001)).toBe('0.0001');
    expect(amountOf(-0.5, 0.0001)).toBe('-0.0001');
    expect(amountOf(0.499, 0.0001)).toBe('0');
    expect(amountOf(1.235, 7.899999)).toBe('9.7565');
  });

  it('reads exponents', () => {
    expect((exactLine({ quantity: 1e-3, unitPrice: 1e-6 }) as ExactLine).unitPrice).toBe('0.000001');
    expect((exactLine({ quantity: 1, unitPrice: 1e9 }) as ExactLine).unitPrice).toBe('1000000000');
  });

  it('refuses what is nothing, and what the database cannot hold', () => {
    expect(exactLine({ quantity: 0.0004, unitPrice: 1 })).toBe('quantity_too_small');
    expect(exactLine({ quantity: 1e4, unitPrice: 1e8 })).toBe('amount_too_large');
    expect(exactLine({ quantity: -1e4, unitPrice: 1e8 })).toBe('amount_too_large');
    expect(typeof exactLine({ quantity: 9_999, unitPrice: 1e8 })).toBe('object');
    expect(costTooLarge('100000000', '9999.9999')).toBe(false);
    expect(costTooLarge('100000000', '10000')).toBe(true);
  });
});
