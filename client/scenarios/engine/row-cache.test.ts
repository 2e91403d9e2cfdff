import { describe, expect, test } from 'vitest';
import { createRowCache } from './row-cache.ts';
import type { RowAnswer, RowRequest } from './row-answer.ts';

interface Asked {
  readonly rows: readonly RowRequest[];
  readonly answer: (answers: readonly RowAnswer[]) => void;
}

const full = (stamp: number, value: number): RowAnswer => ({ stamp, values: [value], states: [{ readOnly: false }] });

/** The far end of the cache in our hands: it decides when, and in which order, answers come. */
function setUp() {
  let version = 0;
  const asked: Asked[] = [];
  const told: { rows: string[]; waited: boolean }[] = [];
  const cache = createRowCache({
    engine: {
      version: () => version,
      rows: (rows) =>
        new Promise<RowAnswer[]>((resolve) => {
          asked.push({ rows, answer: (answers) => resolve([...answers]) });
        }),
    },
    onRows: (rows, waited) => told.push({ rows: [...rows], waited }),
  });
  const show = (ahead: Readonly<Record<string, number>>): void =>
    cache.show(Object.entries(ahead).map(([row, value]) => ({ measure: 'ca_ttc', row, values: [value] })));
  const change = (now: boolean, ahead?: Readonly<Record<string, number>>): void => {
    version += 1;
    if (ahead) show(ahead);
    cache.changed(now);
  };
  /** Shown, and not read again yet. */
  const foreseen = (ahead: Readonly<Record<string, number>>): void => {
    version += 1;
    show(ahead);
  };
  const value = (row: string): number | null | undefined => cache.row('ca_ttc', row)?.values[0];
  return { cache, asked, told, change, foreseen, value };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve();
}

describe('a row cache', () => {
  test('asks once for all rows read in one task', async () => {
    const { asked, told, value } = setUp();
    expect([value('a'), value('b'), value('a')]).toEqual([undefined, undefined, undefined]);
    await settled();
    expect(asked.map(({ rows }) => rows.map(({ row }) => row))).toEqual([['a', 'b']]);
    asked[0]?.answer([full(1, 10), full(2, 20)]);
    await settled();
    expect([value('a'), value('b')]).toEqual([10, 20]);
    expect(told).toEqual([{ rows: ['a', 'b'], waited: false }]);
    await settled();
    expect(asked).toHaveLength(1);
  });

  test('asks for the rows read last when something changes, and shows the old value until the new one is there', async () => {
    const { asked, change, value } = setUp();
    value('a');
    await settled();
    asked[0]?.answer([full(1, 10)]);
    await settled();
    change(true);
    expect(asked[1]?.rows).toEqual([{ measure: 'ca_ttc', row: 'a', stamp: 1 }]);
    expect(value('a')).toBe(10);
    asked[1]?.answer([full(2, 11)]);
    await settled();
    expect(value('a')).toBe(11);
    expect(asked).toHaveLength(2);
  });

  test('drops an answer that a newer one has overtaken', async () => {
    const { asked, change, value } = setUp();
    value('a');
    await settled();
    change(true);
    change(true);
    asked[2]?.answer([full(3, 12)]);
    await settled();
    asked[1]?.answer([full(2, 11)]);
    asked[0]?.answer([full(1, 10)]);
    await settled();
    expect(value('a')).toBe(12);
  });

  test('tells only of rows that are others now', async () => {
    const { cache, asked, told, change, value } = setUp();
    value('a');
    value('b');
    await settled();
    asked[0]?.answer([full(1, 10), full(2, 20)]);
    await settled();
    const revision = cache.revision();
    change(true);
    asked[1]?.answer([{ stamp: 2 }, { stamp: 3, values: [11] }]);
    await settled();
    expect(told.at(-1)).toEqual({ rows: ['a'], waited: false });
    expect([value('a'), value('b')]).toEqual([11, 20]);
    expect(cache.revision()).toBe(revision + 1);
  });

  test('reads once more after a burst of others, not once for each', async () => {
    const { asked, told, change, value } = setUp();
    value('a');
    await settled();
    asked[0]?.answer([full(1, 10)]);
    await settled();
    for (let edit = 0; edit < 5; edit++) change(false);
    expect(asked).toHaveLength(2);
    asked[1]?.answer([full(2, 11)]);
    await settled();
    expect(asked).toHaveLength(3);
    asked[2]?.answer([full(3, 15)]);
    await settled();
    expect(value('a')).toBe(15);
    expect(told.slice(1).map(({ waited }) => waited)).toEqual([true, true]);
    expect(asked).toHaveLength(3);
  });

  test('a row that is read no more is left out, however few there are', async () => {
    const { asked, change, value } = setUp();
    value('a');
    value('gone');
    await settled();
    asked[0]?.answer([full(1, 10), full(2, 20)]);
    await settled();
    for (let edit = 1; edit <= 2; edit++) {
      value('a');
      change(true);
      asked[edit]?.answer(asked[edit]?.rows.map(() => full(edit * 10, edit)) ?? []);
      await settled();
    }
    value('a');
    change(true);
    expect(asked[3]?.rows.map(({ row }) => row)).toEqual(['a']);
    value('gone');
    await settled();
    expect(asked[4]?.rows.map(({ row }) => row)).toEqual(['gone']);
  });

  test('a row that was out of view is read anew when it comes back', async () => {
    const { asked, change, value } = setUp();
    value('far');
    await settled();
    asked[0]?.answer([full(1, 10)]);
    await settled();
    for (let row = 0; row < 200; row++) value(`near ${row}`);
    await settled();
    change(true);
    expect(asked[2]?.rows.some(({ row }) => row === 'far')).toBe(false);
    value('far');
    await settled();
    expect(asked[3]?.rows.map(({ row }) => row)).toEqual(['far']);
  });

  describe('with rows that are known ahead', () => {
    async function opened() {
      const it = setUp();
      it.value('a');
      it.value('b');
      await settled();
      it.asked[0]?.answer([full(1, 10), full(2, 20)]);
      await settled();
      return it;
    }

    test('shows them at once, and draws nothing again when the engine says the same', async () => {
      const { cache, asked, told, change, value } = await opened();
      change(true, { a: 11, b: 20 });
      expect([value('a'), value('b')]).toEqual([11, 20]);
      expect(told.at(-1)).toEqual({ rows: ['a'], waited: false });
      const { length } = told;
      const revision = cache.revision();
      asked[1]?.answer([{ stamp: 2 }, { stamp: 3, values: [11] }]);
      await settled();
      expect([value('a'), value('b')]).toEqual([11, 20]);
      expect([told.length, cache.revision()]).toEqual([length, revision]);
    });

    test('shows what the engine says instead where that is another, or what was there before', async () => {
      const { asked, told, change, value } = await opened();
      change(true, { a: 11, b: 21 });
      asked[1]?.answer([{ stamp: 2 }, { stamp: 3, values: [12] }]);
      await settled();
      expect([value('a'), value('b')]).toEqual([12, 20]);
      expect(told.at(-1)?.rows).toEqual(['b', 'a']);
    });

    test('tells when states are others although the values were known', async () => {
      const { asked, told, change } = await opened();
      change(true, { a: 11 });
      asked[1]?.answer([{ stamp: 2 }, { ...full(3, 11), states: [{ readOnly: true }] }]);
      await settled();
      expect(told.at(-1)?.rows).toEqual(['a']);
    });

    test('is not put off by an answer without the change', async () => {
      const { asked, change, value } = await opened();
      change(true);
      change(true, { a: 11 });
      asked[1]?.answer([full(5, 5), full(6, 6)]);
      await settled();
      expect(value('a')).toBe(11);
      asked[2]?.answer([full(7, 20), full(8, 11)]);
      await settled();
      expect(value('a')).toBe(11);
    });

    test('asks the engine for them when it is told of the change, not when they are drawn', async () => {
      const { asked, foreseen, value, cache } = await opened();
      foreseen({ a: 11, b: 21 });
      expect([value('a'), value('b')]).toEqual([11, 21]);
      await settled();
      expect(asked).toHaveLength(1);
      cache.changed(true);
      expect(asked[1]?.rows.map(({ row }) => row)).toEqual(['b', 'a']);
    });

    test('asks for them once they are drawn although they have left the view since they were worked out', async () => {
      const { cache, asked, foreseen, value } = await opened();
      for (let row = 0; row < 200; row++) value(`near ${row}`);
      await settled();
      foreseen({ a: 11 });
      cache.changed(true);
      expect(asked[2]?.rows.some(({ row }) => row === 'a')).toBe(true);
      asked[2]?.answer(asked[2].rows.map(({ row }, at) => (row === 'a' ? full(900, 12) : full(at, 0))));
      await settled();
      cache.changed(true);
      expect(asked[3]?.rows.some(({ row }) => row === 'a')).toBe(false);
      expect(value('a')).toBe(12);
    });

    test('leaves out what was never read', async () => {
      const { change, value, told } = await opened();
      const { length } = told;
      change(true, { far: 3 });
      expect(told).toHaveLength(length);
      expect(value('far')).toBeUndefined();
    });
  });
});
