import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFrame, holds, placeOf, positionsIn, sizeOf } from './frame.ts';
import { extend, extendTo, isMany, selectionRect, single, step, whole } from './selection.ts';
import type { Frame, Rect } from './frame.ts';
import type { Move, Selection } from './selection.ts';

const frame = createFrame(['all', 'north', 'n1', 'n2', 'south'], ['jan', 'feb', 'mar', 'year']);
const at = (row: string, column: string) => ({ row, column });
const start = single(at('north', 'feb'));
const rect = (selection: Selection): Rect | undefined => selectionRect(frame, selection);

describe('extend', () => {
  test('moves the head alone, on either side of the anchor', () => {
    const down = extend(frame, start, { axis: 'row', by: 1 }, 10);
    expect(down).toEqual({ ...start, head: at('n1', 'feb') });
    const up = extend(frame, extend(frame, down, { axis: 'row', by: -1 }, 10), { axis: 'row', by: -1 }, 10);
    expect(rect(up)).toEqual({ top: 0, bottom: 1, left: 1, right: 1 });
  });

  test('stops at the edges, by page too', () => {
    expect(extend(frame, start, { axis: 'row', by: 'pageDown' }, 9).head).toEqual(at('south', 'feb'));
    expect(extend(frame, start, { axis: 'row', by: 'pageUp' }, 3).head).toEqual(at('all', 'feb'));
    expect(extend(frame, start, { axis: 'column', by: 'last' }, 3).head).toEqual(at('north', 'year'));
  });
});

test('whole rows, columns and everything keep the active cell', () => {
  const two = extendTo(start, at('n1', 'mar'));
  expect(rect(whole(frame, two, 'column'))).toEqual({ top: 0, bottom: 4, left: 1, right: 2 });
  expect(rect(whole(frame, two, 'row'))).toEqual({ top: 1, bottom: 2, left: 0, right: 3 });
  expect(rect(whole(frame, two, 'all'))).toEqual({ top: 0, bottom: 4, left: 0, right: 3 });
  expect(whole(frame, two, 'all').active).toEqual(start.active);
});

test('one cell is not many, a corner that is not shown selects nothing', () => {
  expect(isMany(frame, start)).toBe(false);
  expect(isMany(frame, extendTo(start, at('n1', 'feb')))).toBe(true);
  expect(isMany(frame, extendTo(start, at('gone', 'feb')))).toBe(false);
});

describe('step', () => {
  test('Tab goes along the row, Enter down the column, both come round', () => {
    const block = extendTo(start, at('n1', 'mar'));
    const tab = step(frame, block, 'column', false);
    expect(tab.active).toEqual(at('north', 'mar'));
    expect(step(frame, tab, 'column', false).active).toEqual(at('n1', 'feb'));
    expect(step(frame, block, 'row', false).active).toEqual(at('n1', 'feb'));
    expect(step(frame, block, 'row', true).active).toEqual(at('n1', 'mar'));
  });

  test('visits every cell once and comes back, in any rectangle and either way', () => {
    fc.assert(
      fc.property(
        someSelection(),
        fc.constantFrom('row' as const, 'column' as const),
        fc.boolean(),
        (given, axis, back) => {
          const area = selectionRect(given.frame, given.selection);
          if (!area) throw new Error('a selection within its frame');
          const seen = new Set<string>();
          let now = given.selection;
          for (let steps = sizeOf(area); steps > 0; steps -= 1) {
            seen.add(`${now.active.row} ${now.active.column}`);
            now = step(given.frame, now, axis, back);
          }
          expect(now).toEqual(given.selection);
          expect(seen).toEqual(new Set(positionsIn(given.frame, area).map(({ row, column }) => `${row} ${column}`)));
        },
      ),
    );
  });
});

test('whatever the keys, the selection lies in the frame and holds its active cell', () => {
  const by = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom('first', 'last', 'pageUp', 'pageDown'));
  const move: fc.Arbitrary<Move> = fc.record({ axis: fc.constantFrom('row', 'column'), by });
  fc.assert(
    fc.property(someSelection(), fc.array(move, { maxLength: 12 }), (given, moves) => {
      const moved = moves.reduce((now, next) => extend(given.frame, now, next, 4), given.selection);
      const area = selectionRect(given.frame, moved);
      const active = placeOf(given.frame, moved.active);
      expect(area && active && holds(area, active)).toBe(true);
    }),
  );
});

/** A frame of up to 6 by 6 and a selection whose active cell is its anchor. */
function someSelection(): fc.Arbitrary<{ frame: Frame; selection: Selection }> {
  const index = fc.nat({ max: 5 });
  const size = fc.integer({ min: 1, max: 6 });
  return fc.tuple(size, size, index, index, index, index).map(([rows, columns, a, b, c, d]) => {
    const cell = (row: number, column: number) => at(`r${row % rows}`, `c${column % columns}`);
    const ids = (letter: string, count: number) => Array.from({ length: count }, (_, place) => `${letter}${place}`);
    const anchor = cell(a, b);
    return {
      frame: createFrame(ids('r', rows), ids('c', columns)),
      selection: { anchor, active: anchor, head: cell(c, d) },
    };
  });
}
