import { expect, test } from 'vitest';
import { numberFormats } from '../../../shared/numbers/format-number.ts';
import type { Formats } from '../../ui/use-formats.ts';
import { valueText } from './value-text.ts';

const words = {
  language: 'fr' as const,
  formats: numberFormats('fr') as Formats,
  always: 'toujours',
  event: (code: string) => code.toUpperCase(),
};

test.each([
  ['purchasePrice', '0.8525', '0,8525_€'],
  ['purchasePrice', '2.5', '2,50_€'],
  ['yearlyObjective', '1850000', '1_850_000,00_€'],
  ['rate', '5.5', '5,5_%'],
  ['rate', '8.25', '8,25_%'],
  ['rate', '20', '20,0_%'],
  ['surface', '1200', '1_200_m²'],
  ['opened', '2027-03-15', '15/03/2027'],
  ['month', '2027-03', 'mars 2027'],
  ['charge', 'loyers_energie', 'Loyers energie'],
  ['event', 'travaux', 'TRAVAUX'],
  ['name', 'Épicerie', 'Épicerie'],
  ['from', null, 'toujours'],
  ['closed', null, '–'],
] as const)('%s %s', (field, value, shown) => {
  expect(valueText(field, value, words).replaceAll(/[\u00a0\u202f]/g, '_')).toBe(shown);
});
