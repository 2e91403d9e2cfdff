import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeBase } from '../../../shared/planning/base-binary.ts';
import { smallBase, smallEngine, smallHierarchy } from '../testing.ts';
import type { PlanEngine } from './engine.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

const STORE = 'ca_ttc|M:M001|*|2027-03';
let engine: PlanEngine;

function entry(id: string, at: number, changes: Partial<Edit>): Edit {
  return { id, at, by: 'lea', cell: STORE, op: 'set', over: [], ...changes };
}

beforeEach(() => {
  engine = smallEngine();
});

afterEach(() => engine.close());

describe('an entry somebody is typing', () => {
  const ROWS = ['*|*', 'R:BRE|*', 'M:M001|*', 'M:M001|C:EPI', 'R:IDF|C:TEX'].map((row) => ({ measure: 'ca_ttc', row }));
  const valuesOf = async (): Promise<unknown> => (await engine.rows(ROWS)).map(({ values }) => values);

  test('shows beforehand what it will make of the rows, to the bit, in place of others too', async () => {
    const region = 'ca_ttc|R:BRE|*|2027-03';
    const changes = Array.from({ length: 100 }, (_, n) => entry(`p${n}`, n + 2, { op: 'pct', v: 0.001 }));
    void engine.append([entry('a', 1, { cell: region, v: 700 }), ...changes]);
    const before = await valuesOf();
    const typed = [
      entry('b', 200, { cell: region, v: 900, over: ['a'] }),
      entry('c', 201, { cell: 'ca_ttc|*|*|2027', op: 'pct', v: 0.1 }),
      entry('d', 202, { cell: region, v: 1_200, over: ['b'] }),
    ];
    for (const one of typed) {
      const foreseen = await engine.foresee(one, ROWS);
      expect(foreseen).not.toEqual(await valuesOf());
      void engine.append([one]);
      expect(await valuesOf()).toEqual(foreseen);
    }
    const plain = smallEngine();
    void plain.append([entry('a', 1, { cell: region, v: 700 }), ...changes, ...typed]);
    expect(await engine.value(STORE)).toBe(await plain.value(STORE));
    expect(before).not.toEqual(await valuesOf());
    plain.close();
  });

  test('of a colleague is the same whether the engine was ready for it or not', async () => {
    const changes = Array.from({ length: 100 }, (_, n) => entry(`p${n}`, n + 2, { op: 'pct', v: 0.001 }));
    const all = [entry('a', 1, { v: 700 }), ...changes];
    const typed = entry('b', 200, { by: 'max', v: 900, over: ['a'] });
    void engine.append(all);
    await engine.expect(STORE);
    void engine.append([typed]);
    const plain = smallEngine();
    void plain.append([...all, typed]);
    expect(await valuesOf()).toEqual((await plain.rows(ROWS)).map(({ values }) => values));
    plain.close();
  });

  test('is forgotten when the plan changes, or another is typed', async () => {
    const typed = entry('a', 1, { v: 900 });
    const before = engine.foresee(typed, ROWS);
    void engine.append([entry('b', 2, { op: 'pct', v: 0.5 })]);
    expect(await before).toBeUndefined();
    const started = engine.foresee(typed, ROWS);
    void engine.restart([]);
    expect(await started).toBeUndefined();
    const other = engine.foresee(typed, ROWS);
    const last = engine.foresee(entry('c', 3, { v: 901 }), ROWS);
    expect(await other).toBeUndefined();
    expect(await last).toHaveLength(ROWS.length);
  });

  test('on a cell the plan does not have moves nothing', async () => {
    const before = await valuesOf();
    expect(await engine.foresee(entry('a', 1, { cell: 'ca_ttc|M:gone|*|2027', v: 1, over: ['x'] }), ROWS)).toEqual(
      before,
    );
  });
});

describe('what panels ask the engine on its thread', () => {
  test('how a value came about, and what became of each entry', async () => {
    void engine.append([
      entry('a', 1, { cell: 'ca_ttc|R:BRE|*|2027-03', op: 'pct', v: 0.5 }),
      entry('b', 2, { by: 'max', v: 700 }),
      entry('c', 3, { v: 900, over: ['b'] }),
    ]);
    const { base, value, contributions, byAuthor } = await engine.explain(STORE);
    expect([base, value]).toEqual([400, expect.closeTo(900, 6)]);
    expect(contributions.map(({ edit, amount }) => [edit.id, Math.round(amount)])).toEqual([
      ['a', 200],
      ['c', 300],
    ]);
    expect(byAuthor).toMatchObject([{ by: 'lea', edits: 2 }]);
    const history = await engine.history(STORE);
    expect(history.map(({ edit, status, supersededBy }) => [edit.id, status, supersededBy?.id])).toEqual([
      ['b', 'superseded', 'c'],
      ['c', 'counts', undefined],
    ]);
    expect((await engine.log()).map(({ edit }) => edit.id)).toEqual(['a', 'b', 'c']);
  });

  test('rows of the plan beside those of a reference, which stays as it is', async () => {
    const hierarchy = smallHierarchy();
    const rows = ['*|*', 'R:BRE|*'];
    expect(await engine.referenceValues('h', 'ca_ttc', rows)).toBeUndefined();
    await engine.refer('h', encodeBase(smallBase(hierarchy)).buffer);
    void engine.append([entry('a', 1, { cell: 'ca_ttc|R:BRE|*|2027', v: 1_000 })]);
    const plan = await engine.values('ca_ttc', rows);
    const reference = await engine.referenceValues('h', 'ca_ttc', rows);
    expect(plan[17]).toBeCloseTo(1_000, 6);
    // 2 stores × 2 categories × 12 months × 10 units at 20 €.
    expect(reference?.[17]).toBeCloseTo(9_600, 6);
    expect((plan[0] ?? 0) - (reference?.[0] ?? 0)).toBeCloseTo(1_000 - 9_600, 6);
    expect(await engine.referenceValues('other', 'ca_ttc', rows)).toBeUndefined();
  });

  test('leaves of another hierarchy are no reference', async () => {
    const base = smallBase(smallHierarchy());
    const bytes = encodeBase({ ...base, stores: ['M001', 'M002', 'M009'] }).buffer;
    await expect(engine.refer('h', bytes)).rejects.toMatchObject({ name: 'UnreadableLeaves' });
  });
});
