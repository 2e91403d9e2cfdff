import { expect, test } from 'vitest';
import { createFrame } from './frame.ts';
import { homeOf } from './home.ts';

const frame = createFrame(['a', 'b'], ['jan', 'feb']);

test('Home leads to the first value of the row, and from there to the names', () => {
  expect(homeOf(frame, { row: 'b', column: 'feb' }, 'b')).toEqual({ row: 'b', column: 'jan' });
  expect(homeOf(frame, { row: 'b', column: 'jan' }, 'b')).toBeUndefined();
  expect(homeOf(frame, { row: 'b', column: 'tree' }, 'b')).toBeUndefined();
});

test('with Ctrl it leads to the first value of all, from the first column of a lower row too', () => {
  expect(homeOf(frame, { row: 'b', column: 'jan' }, 'a')).toEqual({ row: 'a', column: 'jan' });
  expect(homeOf(frame, { row: 'a', column: 'jan' }, 'a')).toBeUndefined();
  expect(homeOf(createFrame(['a'], []), { row: 'a', column: 'tree' }, 'a')).toBeUndefined();
});
