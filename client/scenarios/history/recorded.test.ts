import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { smallHierarchy } from '../testing.ts';
import { mayBeIncomplete, recordedOnly } from './recorded.ts';
import type { HistoryItem } from '../../../shared/api/scenarios.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

const hierarchy = smallHierarchy();
const BRE = 'ca_ttc|R:BRE|*|2027-03';
const IDF = 'ca_ttc|R:IDF|*|2027-03';
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const entry = (n: number, cell = BRE): Edit & { op: 'set'; v: number; over: string[] } => ({
  id: uuid(n),
  cell,
  op: 'set',
  v: n,
  over: [],
  by: 'lea',
  at: n,
});

const item = (n: number, sheet = 'BRE', cell = BRE): HistoryItem => ({
  entry: entry(n, cell),
  sheet,
  epoch: 1,
  at: '2027-01-01T00:00:00.000Z',
  user: { id: uuid(0), name: 'Léa' },
});

describe('the recorded history', () => {
  test('adds what the documents dropped, in its order, and nothing that is shown already', () => {
    const read = [item(5), item(4), item(3), item(2), item(1)];
    expect(recordedOnly(read, [entry(5), entry(2)], hierarchy).map(({ v }) => v)).toEqual([4, 3, 1]);
  });

  test('tells sheets apart that call their entries alike', () => {
    const read = [item(1), item(1, 'IDF', IDF)];
    expect(recordedOnly(read, [entry(1)], hierarchy).map(({ cell }) => cell)).toEqual([IDF]);
  });

  test('an objective of a region is looked for where it lives', () => {
    const target: HistoryItem = { ...item(1, 'siege'), entry: { ...entry(1), op: 'target' } };
    expect(recordedOnly([target], [target.entry], hierarchy)).toEqual([]);
  });

  test('leaves out cells that have no name here', () => {
    expect(recordedOnly([item(1, 'BRE', 'ca_ttc|M:M999|*|2027')], [], hierarchy)).toEqual([]);
  });

  test('together with the documents has every entry once, wherever pages end and meet', () => {
    const history = fc.record({
      size: fc.integer({ min: 0, max: 60 }),
      kept: fc.array(fc.nat(59)),
      page: fc.integer({ min: 1, max: 9 }),
      again: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(history, ({ size, kept, page, again }) => {
        const all = Array.from({ length: size }, (_, n) => item(size - n));
        const known = [...new Set(kept)].filter((n) => n < size).map((n) => entry(n + 1));
        const read: HistoryItem[] = [];
        for (let from = 0; from < size; from += page) read.push(...all.slice(Math.max(0, from - again), from + page));
        const ids = [...known, ...recordedOnly(read, known, hierarchy)].map(({ id }) => id);
        expect(ids.toSorted()).toEqual(all.map(({ entry: { id } }) => id).toSorted());
      }),
      { verbose: true },
    );
  });
});

test('documents of the first generation hold everything', () => {
  expect(mayBeIncomplete([{ epoch: 1 }, { epoch: 1 }])).toBe(false);
  expect(mayBeIncomplete([{ epoch: 1 }, { epoch: 2 }])).toBe(true);
});
