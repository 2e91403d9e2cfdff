import { expect, test } from 'vitest';
import { createdState, readCreated } from './created-from.ts';

test('what the dialog says arrives at the page', () => {
  expect(readCreated(createdState({ from: 'Budget 2027' }))).toEqual({ from: 'Budget 2027' });
  expect(readCreated(createdState({}))).toEqual({});
});

test('any other state of the address says nothing', () => {
  for (const state of [null, undefined, 'created', {}, { created: true }, { created: { from: 3 } }]) {
    expect(readCreated(state)).toBeUndefined();
  }
});
