import { expect, test } from 'vitest';
import { unstorableText } from './storable-text.ts';

test.each([
  ['text', 'a\0b', { path: '' }],
  ['half a pair', { name: 'a\ud800b' }, { path: 'name' }],
  ['an item', [{ a: 'fine' }, { a: ['x', '\0'] }], { index: 1, path: 'a.1' }],
  ['a key', { columns: { 'a\0': 1 } }, { path: 'columns' }],
])('%s that the database cannot keep is found with its place', (_name, value, place) => {
  expect(unstorableText(value)).toEqual({ ...place, code: 'unstorable_text', message: expect.any(String) as string });
});

test.each([['𝄞 é ﷽ \u0001'], [{ a: [1, null, undefined, true] }], [undefined]])('%j can be kept', (value) => {
  expect(unstorableText(value)).toBeUndefined();
});
