import { describe, expect, test } from 'vitest';
import { expandedTo, keepRows, toggled, visibleRows } from './tree.ts';
import type { TreeNode } from './tree.ts';

const leaf = (id: string): TreeNode => ({ id, label: id, children: [] });
const roots: TreeNode[] = [
  {
    id: 'all',
    label: 'all',
    children: [
      { id: 'north', label: 'north', children: [leaf('n1'), leaf('n2')] },
      { id: 'south', label: 'south', children: [leaf('s1')] },
    ],
  },
];
const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

describe('visibleRows', () => {
  test('shows a node only under expanded ancestors', () => {
    expect(ids(visibleRows(roots, new Set()))).toEqual(['all']);
    expect(ids(visibleRows(roots, new Set(['all', 'south'])))).toEqual(['all', 'north', 'south', 's1']);
    expect(ids(visibleRows(roots, new Set(['south'])))).toEqual(['all']);
  });

  test('tells level, parent and whether there is something to expand', () => {
    const rows = visibleRows(roots, new Set(['all', 'south']));
    expect(rows[1]).toEqual({ id: 'north', label: 'north', level: 1, parent: 'all', expanded: false });
    expect(rows[3]).toEqual({ id: 's1', label: 's1', level: 2, parent: 'south' });
  });
});

test('expandedTo opens whole levels', () => {
  expect([...expandedTo(roots, 0)]).toEqual([]);
  expect([...expandedTo(roots, 1)]).toEqual(['all']);
  expect([...expandedTo(roots, 2)]).toEqual(['all', 'north', 'south']);
});

test('rows that say the same stay the same object', () => {
  const before = visibleRows(roots, new Set(['all']));
  const after = keepRows(before, visibleRows(roots, new Set(['all', 'north'])));
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
});

test('toggling what is already so changes nothing', () => {
  const expanded = new Set(['all']);
  expect(toggled(expanded, 'all', true)).toBe(expanded);
  expect([...toggled(expanded, 'all', false)]).toEqual([]);
});
