import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFrame, sizeOf } from './frame.ts';
import { placePaste } from './paste.ts';

const frame = createFrame(['r0', 'r1', 'r2', 'r3'], ['c0', 'c1', 'c2']);
const rect = (top: number, bottom: number, left: number, right: number) => ({ top, bottom, left, right });
const texts = ({ cells }: ReturnType<typeof placePaste>) =>
  Object.fromEntries(cells.map(({ position, text }) => [`${position.row}${position.column}`, text]));

describe('placePaste', () => {
  test('one value fills the selection', () => {
    const paste = placePaste(frame, rect(1, 2, 0, 1), [['7']]);
    expect(texts(paste)).toEqual({ r1c0: '7', r1c1: '7', r2c0: '7', r2c1: '7' });
  });

  test('a block grows from one cell', () => {
    const paste = placePaste(frame, rect(1, 1, 1, 1), [
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(texts(paste)).toEqual({ r1c1: 'a', r1c2: 'b', r2c1: 'c', r2c2: 'd' });
    expect(paste.rect).toEqual(rect(1, 2, 1, 2));
  });

  test('a block whose size divides the selection is repeated, a row of it downwards too', () => {
    expect(texts(placePaste(frame, rect(0, 3, 0, 0), [['a'], ['b']]))).toEqual({
      r0c0: 'a',
      r1c0: 'b',
      r2c0: 'a',
      r3c0: 'b',
    });
    expect(texts(placePaste(frame, rect(0, 1, 0, 0), [['a', 'b']]))).toEqual({
      r0c0: 'a',
      r0c1: 'b',
      r1c0: 'a',
      r1c1: 'b',
    });
  });

  test('a block that does not divide the selection is put down once', () => {
    expect(texts(placePaste(frame, rect(0, 2, 0, 0), [['a'], ['b']]))).toEqual({ r0c0: 'a', r1c0: 'b' });
  });

  test('what lies beyond the grid is dropped and counted', () => {
    const paste = placePaste(frame, rect(3, 3, 2, 2), [
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ]);
    expect(texts(paste)).toEqual({ r3c2: 'a' });
    expect(paste.overflow).toEqual({ rows: 1, columns: 2, cells: 5 });
    expect(paste.rect).toEqual(rect(3, 3, 2, 2));
  });

  test('a short row leaves what it does not mention', () => {
    expect(texts(placePaste(frame, rect(0, 0, 0, 0), [['a', 'b'], ['c']]))).toEqual({
      r0c0: 'a',
      r0c1: 'b',
      r1c0: 'c',
    });
  });
});

test('no cell twice, all of them in the rectangle, and none lost uncounted', () => {
  const place = fc.nat({ max: 3 });
  const size = fc.integer({ min: 1, max: 6 });
  fc.assert(
    fc.property(place, place, place, place, size, size, (top, height, left, width, rows, columns) => {
      const selected = rect(top, Math.min(3, top + height), left % 3, Math.min(2, (left % 3) + width));
      const block = Array.from({ length: rows }, () => Array.from({ length: columns }, () => 'x'));
      const paste = placePaste(frame, selected, block);
      expect(new Set(Object.keys(texts(paste))).size).toBe(paste.cells.length);
      expect(paste.cells.length).toBe(sizeOf(paste.rect));
      expect((paste.cells.length + paste.overflow.cells) % (rows * columns)).toBe(0);
    }),
  );
});
