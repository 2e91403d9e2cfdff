import { expect, it } from 'vitest';
import { matches } from './search-text.ts';

it('finds names without accents, case and order of words', () => {
  expect(matches('Créteil Soleil M007', 'cret')).toBe(true);
  expect(matches('Créteil Soleil M007', 'm007 créteil')).toBe(true);
  expect(matches('Île-de-France', 'ILE')).toBe(true);
  expect(matches('Bretagne', '')).toBe(true);
});

it('wants every word', () => {
  expect(matches('Paris Bercy', 'paris rivoli')).toBe(false);
});
