import { describe, expect, test } from 'vitest';
import { readTarget } from './read-target.ts';

describe('a target', () => {
  test('is a value, or a change of the present one', () => {
    expect(readTarget('120k', 'resultat', 'fr', 100)).toBe(120_000);
    expect(readTarget('1 234,5', 'resultat', 'fr', null)).toBe(1234.5);
    expect(readTarget('(10k)', 'resultat', 'fr', 100)).toBe(-10_000);
    expect(readTarget('+5 %', 'ca_ttc', 'fr', 200)).toBeCloseTo(210, 9);
    expect(readTarget('-10', 'ca_ttc', 'fr', 200)).toBe(190);
  });

  test('of a rate is a percentage', () => {
    for (const text of ['35', '35 %', '35,0']) {
      expect(readTarget(text, 'taux_marque', 'fr', 0.3)).toBeCloseTo(0.35, 12);
    }
  });

  test('is nothing where the text is no number, or a change of nothing', () => {
    for (const text of ['', 'beaucoup', '=1+1', '1e400']) {
      expect(readTarget(text, 'resultat', 'fr', 1)).toBeUndefined();
      expect(readTarget(text, 'taux_marque', 'fr', 1)).toBeUndefined();
    }
    expect(readTarget('+5 %', 'prix', 'fr', null)).toBeUndefined();
  });
});
