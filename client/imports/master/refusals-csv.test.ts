import { expect, test } from 'vitest';
import { refusalsCsv } from './refusals-csv.ts';

test('a refused row cannot run in a spreadsheet, nor break the file', () => {
  const text = '=cmd;"a"';
  const csv = refusalsCsv([{ line: 3, column: 'nom', reason: 'missing', text }], ['ligne', 'texte'], () => 'Manque');
  expect(csv).toBe('\uFEFFligne;texte\r\n3;nom;Manque;"\'=cmd;""a"""\r\n');
});

test('a number keeps its sign bare', () => {
  const csv = refusalsCsv([{ line: 3, column: 'nom', reason: 'missing', text: '-5,20' }], ['ligne'], () => 'Manque');
  expect(csv).toContain(';-5,20\r\n');
});
