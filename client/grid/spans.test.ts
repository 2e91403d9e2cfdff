import { expect, test } from 'vitest';
import { columnsBetween, indexAt } from './spans.ts';

const spans = [
  { start: 0, length: 80 },
  { start: 80, length: 40 },
  { start: 120, length: 80 },
];

test('a point beyond either end belongs to the last and the first', () => {
  expect([-5, 0, 79, 80, 130, 999].map((point) => indexAt(spans, point))).toEqual([0, 0, 0, 1, 2, 2]);
});

test('a stretch is cut to what there is', () => {
  expect(columnsBetween(spans, 1, 2)).toEqual({ start: 80, length: 120 });
  expect(columnsBetween(spans, -4, 0)).toEqual({ start: 0, length: 80 });
  expect(columnsBetween(spans, 2, 9)).toEqual({ start: 120, length: 80 });
  expect(columnsBetween(spans, -3, -1)).toBeUndefined();
  expect(columnsBetween(spans, 3, 4)).toBeUndefined();
  expect(columnsBetween([], 0, 0)).toBeUndefined();
});
