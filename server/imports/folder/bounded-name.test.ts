import { expect, test } from 'vitest';
import { boundedName } from './bounded-name.ts';

test.each<[string, string, number, string]>([
  ['a short name stays', 'ventes.csv', 10, 'ventes.csv'],
  ['a long one keeps its extension', 'ventes de mars.csv', 10, 'ventes.csv'],
  ['characters are not cut in two', 'éééé.csv', 9, 'éé.csv'],
  ['nor those of two units', '😀😀.csv', 9, '😀.csv'],
  ['an endless extension is none', `a.${'x'.repeat(40)}`, 10, 'a.xxxxxxxx'],
])('%s', (_title, name, bytes, expected) => {
  expect(boundedName(name, bytes)).toBe(expected);
});
