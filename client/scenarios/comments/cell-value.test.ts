import { expect, test } from 'vitest';
import { smallHierarchy } from '../testing.ts';
import { valueText } from './cell-value.ts';

const text = (cell: string, value: number | null): string =>
  valueText(smallHierarchy(), cell, value, 'fr').replaceAll(/\s/gu, ' ');

test('a value reads as in the grid, with its unit', () => {
  expect(text('ca_ttc|R:BRE|*|2027-03', 131_499.6)).toBe('131 500 €');
  expect(text('prix|R:BRE|*|2027-03', 19.5)).toBe('19,50 €');
  expect(text('qte|R:BRE|*|2027-03', 1_200)).toBe('1 200');
  expect(text('taux_marque|R:BRE|*|2027-03', 0.381)).toBe('38,1 %');
  expect(text('ca_ttc|R:BRE|*|2027-03', null)).toBe('–');
  expect(text('not a cell', 1)).toBe('');
});
