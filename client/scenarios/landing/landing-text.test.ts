import { describe, expect, test } from 'vitest';
import { soldShare } from './landing-text.ts';

describe('the bar of a landing', () => {
  test('shows the sold part of the total', () => {
    expect(soldShare('ca_ttc', { actual: 98, remaining: 33, total: 131 })).toBeCloseTo(98 / 131, 12);
    expect(soldShare('qte', { actual: 0, remaining: 4, total: 4 })).toBe(0);
  });

  test('is not drawn where parts do not add up to a whole', () => {
    expect(soldShare('prix', { actual: 4, remaining: 5, total: 4.5 })).toBeUndefined();
    expect(soldShare('marge', { actual: -2, remaining: 10, total: 8 })).toBeUndefined();
    expect(soldShare('ca_ht', { actual: 0, remaining: 0, total: 0 })).toBeUndefined();
    expect(soldShare('ca_ht', { actual: null, remaining: 1, total: null })).toBeUndefined();
  });
});
