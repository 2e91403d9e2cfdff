import { expect, test } from 'vitest';
import { figuresOf } from './figures.ts';

test('a cell without a value neither adds nor counts', () => {
  expect(figuresOf([1, null, 5])).toEqual({ count: 2, sum: 6, mean: 3 });
  expect(figuresOf([null])).toEqual({ count: 0, sum: null, mean: null });
});
