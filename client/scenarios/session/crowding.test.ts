import { expect, test } from 'vitest';
import { createCrowding } from './crowding.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

const entries = (by: string, count: number): Edit[] =>
  Array.from({ length: count }, (_, n) => ({ id: `${by} ${n}`, cell: 'x', op: 'clear', over: [], by, at: n }));

test('[S17] a sheet is told of from four fifths of a limit on, the user’s own share or that of all', () => {
  const { crowded, add, remove } = createCrowding('lea', { document: 100, person: 50 });
  add('IDF', entries('lea', 39));
  expect(crowded.get()).toEqual([]);
  add('IDF', entries('lea', 1));
  expect(crowded.get()).toEqual([{ sheet: 'IDF', kind: 'person', used: 40, limit: 50 }]);
  add('IDF', entries('max', 40));
  add('BRE', entries('max', 80));
  expect(crowded.get()).toEqual([
    { sheet: 'BRE', kind: 'document', used: 80, limit: 100 },
    { sheet: 'IDF', kind: 'document', used: 80, limit: 100 },
  ]);
  remove('IDF', entries('lea', 10));
  remove('BRE', entries('max', 1));
  expect(crowded.get()).toEqual([]);
});
