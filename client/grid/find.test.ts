import { describe, expect, test } from 'vitest';
import { findRows, stepMatch } from './find.ts';
import type { TreeNode } from './tree.ts';

const store = (id: string, label: string): TreeNode => ({ id, label, hint: id, children: [] });
const roots: TreeNode[] = [
  {
    id: 'all',
    label: 'Ensemble',
    children: [
      {
        id: 'idf',
        label: 'Île-de-France',
        code: 'IDF',
        children: [store('M003', 'Paris Rivoli'), store('M004', 'Évry')],
      },
      { id: 'bre', label: 'Bretagne', code: 'BRE', children: [store('M001', 'Rennes')] },
    ],
  },
];

describe('findRows', () => {
  test('accents and case do not matter, words may be parts, any order', () => {
    expect(findRows(roots, 'ile de')).toEqual(['idf']);
    expect(findRows(roots, 'EVRY')).toEqual(['M004']);
    expect(findRows(roots, 'rivo par')).toEqual(['M003']);
  });

  test('codes count, shown or not', () => {
    expect(findRows(roots, 'm00')).toEqual(['M003', 'M004', 'M001']);
    expect(findRows(roots, 'bre')).toEqual(['bre']);
    expect(findRows(roots, 'idf')).toEqual(['idf']);
  });

  test('nothing asked, nothing found', () => {
    expect(findRows(roots, ' ')).toEqual([]);
    expect(findRows(roots, 'Lyon')).toEqual([]);
  });
});

test('matches go round, from before the first', () => {
  expect(stepMatch(undefined, 3, false)).toBe(0);
  expect(stepMatch(2, 3, false)).toBe(0);
  expect(stepMatch(undefined, 3, true)).toBe(2);
  expect(stepMatch(0, 3, true)).toBe(2);
  expect(stepMatch(undefined, 0, false)).toBeUndefined();
});
