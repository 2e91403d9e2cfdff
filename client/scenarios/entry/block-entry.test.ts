import { describe, expect, test } from 'vitest';
import { judgeBlock, onlyLock } from './block-entry.ts';
import { smallHierarchy } from '../testing.ts';
import type { PlacedText } from './block-entry.ts';

const hierarchy = smallHierarchy();
const at = (row: string, column: string, text: string): PlacedText => ({ position: { row, column }, text });

function judge(...texts: PlacedText[]) {
  return judgeBlock(texts, {
    hierarchy,
    measure: 'ca_ttc',
    locale: 'fr',
    lock: ({ row }) => (row.startsWith('R:IDF') ? 'not yours' : undefined),
  });
}

const LEAF = 'M:M001|C:EPI';

describe('a block of texts', () => {
  test('is read as a spreadsheet in French writes numbers', () => {
    const { values } = judge(
      at(LEAF, '2027-01', '1 234,50 €'),
      at(LEAF, '2027-02', '12\u202f000'),
      at(LEAF, '2027-03', '+5'),
    );
    expect(values.map(({ position, v }) => [position.column, v])).toEqual([
      ['2027-01', 1234.5],
      ['2027-02', 12_000],
      ['2027-03', 5],
    ]);
  });

  test('says of each text why it is refused, and passes over empty ones', () => {
    const judged = judge(
      at(LEAF, '2027-01', 'bonjour'),
      at(LEAF, '2027-02', '=1+1'),
      at(LEAF, '2027-03', '-3'),
      at(LEAF, '2027-04', '5 %'),
      at(LEAF, '2027-05', '1e400'),
      at('R:IDF|*', '2027-01', '7'),
      at(LEAF, '2027-06', ''),
      at(LEAF, '2027-07', '–'),
    );
    expect(judged.refused.map(({ reason }) => (reason.kind === 'locked' ? reason.why : reason.fault))).toEqual([
      'text',
      'formula',
      'negative',
      'percent',
      'range',
      'not yours',
    ]);
    expect(judged).toMatchObject({ values: [], empty: 2, covered: 0 });
  });

  test('a total above a cell that is repeated is left out, so that the cell keeps its value', () => {
    const context = { hierarchy, measure: 'ca_ttc', locale: 'fr', lock: () => undefined } as const;
    const fill = (from: string, ...columns: string[]) =>
      judgeBlock(
        columns.map((column) => at(LEAF, column, '10')),
        context,
        [{ row: LEAF, column: from }],
      );
    const written = (judged: ReturnType<typeof fill>) => judged.values.map(({ position }) => position.column);
    const quarter = fill('2027-01', '2027-02', '2027-03', '2027-Q1', '2027-04');
    expect(quarter.covered).toBe(1);
    expect(written(quarter).toSorted()).toEqual(['2027-02', '2027-03', '2027-04']);
    const partly = fill('2027-03', '2027-Q1', '2027-04');
    expect(written(partly)).toEqual(['2027-04']);
    expect(written(fill('2027-03', '2027-Q2'))).toEqual(['2027-Q2']);
    expect(written(fill('2027-Q1', '2027-01'))).toEqual(['2027-01']);
  });

  test('a total whose parts are all given is left out', () => {
    const months = ['2027-01', '2027-02', '2027-03'].map((month) => at(LEAF, month, '10'));
    expect(judge(...months, at(LEAF, '2027-Q1', '99'))).toMatchObject({ covered: 1, values: { length: 3 } });
    const stores = ['M:M001|*', 'M:M002|*'].map((row) => at(row, '2027-01', '10'));
    expect(judge(at('R:BRE|*', '2027-01', '20'), ...stores)).toMatchObject({ covered: 1, values: { length: 2 } });
  });

  test('a total of which a part is missing is written before its parts', () => {
    const { values, covered } = judge(at(LEAF, '2027-01', '10'), at(LEAF, '2027-Q1', '99'));
    expect(covered).toBe(0);
    expect(values.map(({ position, total }) => [position.column, total])).toEqual([
      ['2027-Q1', true],
      ['2027-01', false],
    ]);
  });
});

test('a block is refused for one reason where all of its cells are locked, and for that one alone', () => {
  const mine = at('R:IDF|*', '2027-01', '5');
  expect(onlyLock(judge(mine, at('R:IDF|*', '2027-02', '6'), at('R:IDF|*', '2027-03', '')))).toBe('not yours');
  expect(onlyLock(judge(mine, at(LEAF, '2027-01', '5')))).toBeUndefined();
  expect(onlyLock(judge(mine, at(LEAF, '2027-01', 'bonjour')))).toBeUndefined();
  expect(onlyLock(judge(at(LEAF, '2027-01', '')))).toBeUndefined();
});
