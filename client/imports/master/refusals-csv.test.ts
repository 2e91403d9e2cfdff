import { expect, test } from 'vitest';
import { refusalsCsv } from './refusals-csv.ts';

test('a refused row cannot run in a spreadsheet, nor break the file', () => {
  const text = '=cmd;"a"';
  const csv = refusalsCsv([{ line: 3, column: 'nom', reason: 'missing', text }], ['ligne', 'texte'], () => 'Manque');
  expect(csv).toBe('\uFEFFligne;texte\r\n3;nom;Manque;"\'=cmd;""a"""\r\n');
});
