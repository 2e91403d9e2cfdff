import { describe, expect, test } from 'vitest';
import { createForesight } from './foresight.ts';
import type { Edit } from '../../../shared/planning/edit.ts';
import type { RowRequest } from './row-answer.ts';

const ENTRY: Edit = { id: 'a', at: 1, by: 'lea', cell: 'ca_ttc|*|*|2027', op: 'set', v: 12, over: ['z'] };
const ROW: RowRequest = { measure: 'ca_ttc', row: '*|*' };

/** The far end in our hands: it decides when answers come. */
function setUp() {
  let version = 1;
  const expected: string[] = [];
  const asked: { entry: Edit; answer: (rows: number[][] | undefined) => void }[] = [];
  const foresight = createForesight(
    {
      version: () => version,
      expect: async (cell) => void expected.push(cell),
      foresee: (entry) =>
        new Promise((resolve) => {
          asked.push({ entry, answer: resolve });
        }),
    },
    () => [ROW],
  );
  return { foresight, asked, expected, change: () => (version += 1) };
}

test("a colleague's value is got ready for once, again when the plan is another or the engine had an own one to get ready for", async () => {
  const { foresight, expected, change } = setUp();
  for (const cell of ['a', 'a', 'b', 'b']) await foresight.expect(cell);
  change();
  await foresight.expect('b');
  void foresight.foresee(ENTRY);
  await foresight.expect('b');
  expect(expected).toEqual(['a', 'b', 'b', 'b']);
});

describe('what is foreseen', () => {
  test('is there for the entry that was asked about, under another id and stamp, once the engine has answered', async () => {
    const { foresight, asked } = setUp();
    const done = foresight.foresee(ENTRY);
    expect(foresight.of([ENTRY])).toEqual([]);
    asked[0]?.answer([[7]]);
    await done;
    expect(foresight.of([{ ...ENTRY, id: 'b', at: 2 }])).toEqual([{ ...ROW, values: [7] }]);
    await foresight.foresee({ ...ENTRY, id: 'c', at: 3 });
    expect(asked).toHaveLength(1);
  });

  test.each<[string, Partial<Edit>]>([
    ['another value', { v: 13 }],
    ['another cell', { cell: 'ca_ttc|*|*|2027-01' }],
    ['a change in place of a value', { op: 'add' }],
    ['a value in place of more', { over: ['z', 'y'] }],
    ['a held value', { lock: true }],
  ])('is not there for %s', async (_what, changes) => {
    const { foresight, asked } = setUp();
    const done = foresight.foresee(ENTRY);
    asked[0]?.answer([[7]]);
    await done;
    expect(foresight.of([{ ...ENTRY, ...changes }])).toEqual([]);
    expect(foresight.of([ENTRY, { ...ENTRY, id: 'b' }])).toEqual([]);
    expect(foresight.of([])).toEqual([]);
  });

  test('is of the plan as it was: after a change it is asked for again', async () => {
    const { foresight, asked, change } = setUp();
    const first = foresight.foresee(ENTRY);
    change();
    asked[0]?.answer([[7]]);
    await first;
    expect(foresight.of([ENTRY])).toEqual([]);
    const second = foresight.foresee(ENTRY);
    asked[1]?.answer([[8]]);
    await second;
    expect(foresight.of([ENTRY])).toEqual([{ ...ROW, values: [8] }]);
  });

  test('is of the entry asked about last, in whatever order answers come', async () => {
    const { foresight, asked } = setUp();
    const older = foresight.foresee(ENTRY);
    const newer = foresight.foresee({ ...ENTRY, v: 120 });
    asked[1]?.answer([[120]]);
    asked[0]?.answer([[12]]);
    await Promise.all([older, newer]);
    expect(foresight.of([ENTRY])).toEqual([]);
    expect(foresight.of([{ ...ENTRY, v: 120 }])).toEqual([{ ...ROW, values: [120] }]);
  });

  test('is nothing where the engine had something else to do', async () => {
    const { foresight, asked } = setUp();
    const done = foresight.foresee(ENTRY);
    asked[0]?.answer(undefined);
    await done;
    expect(foresight.of([ENTRY])).toEqual([]);
  });
});
