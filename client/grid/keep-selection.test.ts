import { describe, expect, test } from 'vitest';
import { createFrame } from './frame.ts';
import { keepSelection } from './keep-selection.ts';
import { extendTo, single } from './selection.ts';
import { visibleRows } from './tree.ts';
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
const COLUMNS = ['jan', 'feb', 'mar', 'q1', 'year'];
const before = { rows: visibleRows(roots, new Set(['all', 'north', 'south'])), columns: COLUMNS };
const shown = (expanded: string[], columns = COLUMNS) =>
  createFrame(
    visibleRows(roots, new Set(expanded)).map(({ id }) => id),
    columns,
  );
const at = (row: string, column: string) => ({ row, column });
const block = extendTo(single(at('n1', 'jan')), at('s1', 'mar'));

describe('keepSelection', () => {
  test('is by id: what opens above or below does not move it', () => {
    const small = { rows: visibleRows(roots, new Set(['all'])), columns: COLUMNS };
    const selection = extendTo(single(at('all', 'feb')), at('south', 'feb'));
    expect(keepSelection(selection, small, shown(['all', 'north']))).toEqual(selection);
  });

  test('a corner in a collapsed branch moves to the branch, the active cell with it', () => {
    expect(keepSelection(block, before, shown(['all', 'south']))).toEqual({
      ...block,
      anchor: at('north', 'jan'),
      active: at('north', 'jan'),
    });
    expect(keepSelection(block, before, shown([]))).toEqual(extendTo(single(at('all', 'jan')), at('all', 'mar')));
  });

  test('a closed quarter takes the place of its months', () => {
    const kept = keepSelection(block, before, shown(['all', 'north', 'south'], ['q1', 'year']));
    expect(kept).toEqual(extendTo(single(at('n1', 'q1')), at('s1', 'q1')));
  });

  test('a column that went at the end leaves the one before', () => {
    const last = single(at('n1', 'year'));
    expect(keepSelection(last, before, shown(['all', 'north'], ['jan', 'feb']))).toEqual(single(at('n1', 'feb')));
  });

  test('nothing is left of what is no more', () => {
    expect(keepSelection(single(at('gone', 'jan')), before, shown(['all']))).toBeUndefined();
  });

  test('an active cell that another order put outside is the anchor again', () => {
    const selection = { ...extendTo(single(at('n1', 'jan')), at('south', 'jan')), active: at('n2', 'jan') };
    expect(keepSelection(selection, before, createFrame(['n2', 'n1', 'south'], COLUMNS))?.active).toEqual(
      at('n1', 'jan'),
    );
  });
});
