import { expect, test } from 'vitest';
import { readShare } from './read-share.ts';

test('a variation is a percentage, with or without its sign', () => {
  expect(readShare('5', 'fr')).toBe(0.05);
  expect(readShare('2,5 %', 'fr')).toBeCloseTo(0.025, 12);
  expect(readShare('100', 'fr')).toBe(1);
  for (const text of ['', '0', '-5', '101', '0,05', 'cinq']) expect(readShare(text, 'fr')).toBeUndefined();
});
