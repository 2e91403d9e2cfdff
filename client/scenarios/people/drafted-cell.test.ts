import { expect, test } from 'vitest';
import { nobody } from '../../presence/people.ts';
import { draftedCell } from './drafted-cell.ts';
import type { Visitor } from '../../presence/people.ts';

const visitor = (cell: string, typing?: string): Visitor => ({
  person: { id: 'max', name: 'Max', slot: 1 },
  cell,
  ...(typing !== undefined && { typing }),
});
const among = (...all: Visitor[]) => ({ ...nobody, visitors: new Map(all.map((one) => [one.cell, [one]])) });

test('the cell a colleague types a value into, not one he is in or changes by some percent', () => {
  expect(draftedCell(among(visitor('a'), visitor('b', '+5 %'), visitor('c', ' −2k'), visitor('d', '12')))).toBe('d');
  expect(draftedCell(among(visitor('a'), visitor('b', '-1')))).toBeUndefined();
  expect(draftedCell(nobody)).toBeUndefined();
});
