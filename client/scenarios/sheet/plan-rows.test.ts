import { describe, expect, test } from 'vitest';
import { expandedTo, visibleRows } from '../../grid/tree.ts';
import { planColumns } from './plan-columns.ts';
import { cellAddress, cellParts, pathTo, planTree } from './plan-rows.ts';
import { smallHierarchy } from '../testing.ts';

const hierarchy = smallHierarchy();
const ids = (order: 'organisation' | 'category', byCategory = true): string[] => {
  const roots = planTree(hierarchy, order, byCategory, 'Ensemble', 'Toutes');
  return visibleRows(roots, expandedTo(roots, 9)).map(({ id }) => id);
};

describe('planTree', () => {
  test('company > region > store > category, each once, by name', () => {
    expect(ids('organisation')).toEqual([
      '*|*',
      'R:BRE|*',
      'M:M002|*',
      'M:M002|C:EPI',
      'M:M002|C:TEX',
      'M:M001|*',
      'M:M001|C:EPI',
      'M:M001|C:TEX',
      'R:IDF|*',
      'M:M003|*',
      'M:M003|C:EPI',
      'M:M003|C:TEX',
    ]);
  });

  test('category > region > store reaches the blocks the other order does not show', () => {
    expect(ids('category').slice(0, 5)).toEqual(['*|*', '*|C:EPI', 'R:BRE|C:EPI', 'M:M002|C:EPI', 'M:M001|C:EPI']);
  });

  test('charges have no categories', () => {
    expect(ids('organisation', false)).toEqual(['*|*', 'R:BRE|*', 'M:M002|*', 'M:M001|*', 'R:IDF|*', 'M:M003|*']);
  });

  test('pathTo names what to expand', () => {
    const roots = planTree(hierarchy, 'organisation', true, '', '');
    expect(pathTo(roots, 'M:M003|C:TEX')).toEqual(['*|*', 'R:IDF|*', 'M:M003|*']);
    expect(pathTo(roots, 'unknown')).toEqual([]);
  });
});

test('an address is the measure, the row and the period', () => {
  const address = cellAddress('charges:loyer', 'M:M001|*', '2027-03');
  expect(address).toBe('charges:loyer|M:M001|*|2027-03');
  expect(cellParts(address)).toEqual({
    measure: 'charges:loyer',
    row: 'M:M001|*',
    org: 'M:M001',
    category: '*',
    period: '2027-03',
  });
});

test('a closed quarter hides its months, the year comes last', () => {
  const names = { month: String, quarter: (quarter: number) => `T${quarter}` };
  const columns = planColumns(hierarchy, new Set(['2027-Q1', '2027-Q2', '2027-Q4']), names, {
    month: 80,
    total: 90,
    pinYear: true,
  });
  expect(columns.map(({ id }) => id)).toEqual([
    '2027-Q1',
    '2027-Q2',
    '2027-07',
    '2027-08',
    '2027-09',
    '2027-Q3',
    '2027-Q4',
    '2027',
  ]);
});
