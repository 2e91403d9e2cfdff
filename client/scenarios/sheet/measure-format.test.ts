import { expect, test } from 'vitest';
import { measureFormat } from './measure-format.ts';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

test('amounts are shown in the scale asked for, and always in full in the bar and in the editor', () => {
  const shown = (['€', 'c€', 'k€', 'M€'] as const).map((scale) => {
    const format = measureFormat('ca_ttc', 'fr', scale);
    return [format.cell(1_234_567.891), format.full(1_234_567.891), format.draft(1_234_567.891)].map(plain);
  });
  expect(shown).toEqual([
    ['1 234 568', '1 234 567,89 €', '1234567,89'],
    ['1 234 567,89', '1 234 567,89 €', '1234567,89'],
    ['1 234,6', '1 234 567,89 €', '1234567,89'],
    ['1,23', '1 234 567,89 €', '1234567,89'],
  ]);
});

test('what is no amount has one way to be shown', () => {
  expect(measureFormat('qte', 'fr', 'k€').cell(1_200)).toBe(measureFormat('qte', 'fr').cell(1_200));
  expect(measureFormat('ca_ht', 'fr', 'k€').cell(null)).toBe('–');
});
