import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFrame, sizeOf } from './frame.ts';
import { fillCells, fillSiblings, fillTarget, fillWithin } from './fill.ts';
import { visibleRows } from './tree.ts';
import type { FilledCell } from './fill.ts';
import type { TreeNode } from './tree.ts';

const frame = createFrame(['r0', 'r1', 'r2', 'r3', 'r4'], ['c0', 'c1', 'c2', 'c3']);
const rect = (top: number, bottom: number, left: number, right: number) => ({ top, bottom, left, right });
const pairs = (cells: readonly FilledCell[]) =>
  cells.map(({ position, from }) => `${position.row}${position.column}<${from.row}${from.column}`);

describe('fillTarget', () => {
  const source = rect(1, 2, 1, 2);

  test('follows the axis on which the pointer is further out', () => {
    expect(fillTarget(source, { row: 4, column: 3 })).toEqual(rect(3, 4, 1, 2));
    expect(fillTarget(source, { row: 0, column: 1 })).toEqual(rect(0, 0, 1, 2));
    expect(fillTarget(source, { row: 2, column: 3 })).toEqual(rect(1, 2, 3, 3));
    expect(fillTarget(source, { row: 1, column: 0 })).toEqual(rect(1, 2, 0, 0));
  });

  test('is nothing inside of the source', () => {
    expect(fillTarget(source, { row: 1, column: 2 })).toBeUndefined();
  });
});

describe('fillCells', () => {
  test('repeats the pattern downwards and upwards without a break', () => {
    expect(pairs(fillCells(frame, rect(1, 2, 0, 0), rect(3, 4, 0, 0)))).toEqual(['r3c0<r1c0', 'r4c0<r2c0']);
    expect(pairs(fillCells(frame, rect(2, 3, 0, 0), rect(0, 1, 0, 0)))).toEqual(['r0c0<r2c0', 'r1c0<r3c0']);
    expect(pairs(fillCells(frame, rect(3, 4, 0, 0), rect(2, 2, 0, 0)))).toEqual(['r2c0<r4c0']);
  });

  test('takes from the source only, cell by cell of the target', () => {
    const index = fc.nat({ max: 4 });
    fc.assert(
      fc.property(index, index, index, index, index, index, (a, b, c, d, row, column) => {
        const source = rect(Math.min(a, b), Math.max(a, b), Math.min(c, d, 3), Math.min(3, Math.max(c, d)));
        const target = fillTarget(source, { row, column: column % 4 });
        if (!target) return;
        const cells = fillCells(frame, source, target);
        expect(cells.length).toBe(sizeOf(target));
        for (const { from, position } of cells) {
          const place = { row: frame.rowAt.get(from.row) ?? -1, column: frame.columnAt.get(from.column) ?? -1 };
          expect(place.row >= source.top && place.row <= source.bottom).toBe(true);
          expect(place.column >= source.left && place.column <= source.right).toBe(true);
          expect(from).not.toEqual(position);
        }
      }),
    );
  });
});

describe('fillWithin', () => {
  test('goes on from the first row or column', () => {
    expect(pairs(fillWithin(frame, rect(1, 2, 0, 1), 'down'))).toEqual(['r2c0<r1c0', 'r2c1<r1c1']);
    expect(pairs(fillWithin(frame, rect(1, 1, 0, 2), 'right'))).toEqual(['r1c1<r1c0', 'r1c2<r1c0']);
  });

  test('a single row or column takes what stands before it, where anything does', () => {
    expect(pairs(fillWithin(frame, rect(1, 1, 0, 1), 'down'))).toEqual(['r1c0<r0c0', 'r1c1<r0c1']);
    expect(pairs(fillWithin(frame, rect(1, 1, 1, 1), 'right'))).toEqual(['r1c1<r1c0']);
    expect(fillWithin(frame, rect(0, 0, 0, 0), 'down')).toEqual([]);
    expect(fillWithin(frame, rect(0, 0, 0, 0), 'right')).toEqual([]);
  });
});

test('siblings are filled to their end, without what lies below them', () => {
  const leaf = (id: string): TreeNode => ({ id, label: id, children: [] });
  const store = (id: string): TreeNode => ({ id, label: id, children: [leaf(`${id}a`)] });
  const roots: TreeNode[] = [
    { id: 'north', label: '', children: ['s1', 's2', 's3', 's4'].map(store) },
    { id: 'south', label: '', children: [store('t1')] },
  ];
  const rows = visibleRows(roots, new Set(['north', 'south', 's3']));
  const shown = createFrame(
    rows.map(({ id }) => id),
    ['jan', 'feb'],
  );
  const top = shown.rowAt.get('s1') ?? -1;
  expect(pairs(fillSiblings(shown, rows, rect(top, top, 0, 0)))).toEqual(['s2jan<s1jan', 's3jan<s1jan', 's4jan<s1jan']);
  expect(pairs(fillSiblings(shown, rows, rect(top, top + 1, 0, 0)))).toEqual(['s3jan<s1jan', 's4jan<s2jan']);
  expect(fillSiblings(shown, rows, rect(rows.length - 1, rows.length - 1, 0, 0))).toEqual([]);
});
