import { expect, test } from 'vitest';
import { readComment } from './comment.ts';

const say = {
  id: '10000000-0000-4000-8000-000000000001',
  op: 'say',
  cell: 'ca_ttc|R:IDF|*|2027-03',
  by: 'lea',
  at: 1,
};

test.each([
  ['4,000 characters', 'x'.repeat(4_000), true],
  ['one more', 'x'.repeat(4_001), false],
  ['one among 4,000 blanks, which would be kept too', `x${' '.repeat(4_000)}`, false],
  ['blanks alone', '   ', false],
])('[C1] a text of %s', (_name, text, taken) => {
  expect(readComment({ ...say, text }) !== null).toBe(taken);
});
