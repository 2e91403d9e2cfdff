import { expect, test } from 'vitest';
import { besideTotals } from './beside-totals.ts';

const columns = ['01', '02', '03', 'Q1', '04', '05', '06', 'Q2', 'year'].map((id) => ({
  id,
  total: id.length > 2 || id[0] === 'Q',
}));
const block = (ids: string[], row = 'r') => ids.map((column) => ({ position: { row, column }, text: column }));
const placed = (ids: string[]) =>
  besideTotals(block(ids), columns)?.map(({ position, text }) => [text, position.column]);

test('months from elsewhere pass over the quarters between', () => {
  expect(placed(['02', '03', 'Q1', '04'])).toEqual([
    ['02', '02'],
    ['03', '03'],
    ['Q1', '04'],
    ['04', '05'],
  ]);
});

test('nothing is on offer where no total is hit, where one begins, and where the months do not suffice', () => {
  expect(placed(['01', '02'])).toBeUndefined();
  expect(placed(['Q1', '04'])).toBeUndefined();
  expect(placed(['05', '06', 'Q2', 'year'])).toBeUndefined();
});
