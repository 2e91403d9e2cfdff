import { expect, test } from 'vitest';
import { MASTER_FIELDS } from '../../../shared/api/master-fields.ts';
import { masterKindSchema } from '../../../shared/api/master-imports.ts';
import { foldHeader } from '../mapping/header-words.ts';
import { KINDS } from './kinds.ts';
import { readCell } from './read-cell.ts';
import type { Cell } from './spec.ts';

test.each(masterKindSchema.options)('%s: fields are those of the API, and no two answer to one name', (kind) => {
  const { fields } = KINDS[kind];
  expect(fields.map(({ field }) => field)).toEqual(MASTER_FIELDS[kind]);
  const names = fields.flatMap(({ header, words }) => [...new Set([header, ...words.split('|')].map(foldHeader))]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  for (const { words } of fields) for (const word of words.split('|')) expect(foldHeader(word)).toBe(word.trim());
});

const money: Cell = { kind: 'money', scale: 2, negative: false };
test.each([
  [money, '1 234,56 €', ',', '1234.56'],
  [money, '1,234.56', '.', '1234.56'],
  [money, '2,555', ',', '2.56'],
  [money, '1,5k', ',', '1500'],
  [money, '(5)', ',', 'number_negative'],
  [money, '5 %', ',', 'number_invalid'],
  [money, '1e12', ',', 'number_range'],
  [{ kind: 'rate' }, '5,5', ',', '5.5'],
  [{ kind: 'rate' }, '0', ',', '0'],
  [{ kind: 'rate' }, '0,9 %', ',', '0.9'],
  [{ kind: 'rate' }, '0,055', ',', 'rate_unclear'],
  [{ kind: 'rate' }, '100', ',', 'number_range'],
  [{ kind: 'rate' }, '99,999', ',', 'number_range'],
  [{ kind: 'count' }, '1 200 m²', ',', '1200'],
  [{ kind: 'count' }, '12,5', ',', 'number_invalid'],
  [{ kind: 'count' }, '0', ',', 'number_range'],
  [{ kind: 'day' }, '15/03/2027', ',', '2027-03-15'],
  [{ kind: 'day' }, '29/02/2027', ',', 'date_invalid'],
  [{ kind: 'day' }, '01/01/2150', ',', 'date_range'],
  [{ kind: 'zone' }, 'Europe/Paris', ',', 'Europe/Paris'],
  [{ kind: 'zone' }, 'Mars/Olympus', ',', 'zone_unknown'],
  [{ kind: 'charge' }, 'Énergie & eau', ',', 'energie_eau'],
  [{ kind: 'event' }, 'TRAVAUX', ',', 'travaux'],
  [{ kind: 'text', max: 9 }, "'=1+1", ',', '=1+1'],
] as const)('%j reads %s with %s as %s', (cell, text, decimal, expected) => {
  const result = readCell(cell, text, { dateOrder: 'dmy', decimal });
  expect('value' in result ? result.value : result.reason).toBe(expected);
});
