import { describe, expect, test } from 'vitest';
import { createEngine } from '../../../shared/planning/engine.ts';
import { createRandom } from '../../../shared/planning/testing/random.ts';
import { createRowAnswers } from './row-answers.ts';
import { smallBase, smallHierarchy } from '../testing.ts';
import type { RowAnswer } from './row-answer.ts';
import type { Edit } from '../../../shared/planning/edit.ts';

const hierarchy = smallHierarchy();
const edit = (n: number, cell: string, fields: Partial<Edit> = {}): Edit => ({
  id: `e${n}`,
  cell,
  op: 'pct',
  v: 0.1,
  over: [],
  by: 'lea',
  at: n,
  ...fields,
});

function setUp() {
  const engine = createEngine({ hierarchy, base: smallBase(hierarchy) });
  const answer = createRowAnswers(hierarchy, 0);
  return { engine, ask: (row: string, stamp?: number) => answer(engine, { measure: 'ca_ttc', row, stamp }) };
}

describe('row answers', () => {
  test('leave out what the asker has', () => {
    const { engine, ask } = setUp();
    const first = ask('R:BRE|*');
    expect(first.values).toHaveLength(17);
    expect(ask('R:BRE|*', first.stamp)).toEqual({ stamp: first.stamp });
    engine.append([edit(1, 'ca_ttc|R:IDF|*|2027')]);
    expect(ask('R:BRE|*', first.stamp)).toEqual({ stamp: first.stamp });
    engine.append([edit(2, 'ca_ttc|R:BRE|*|2027')]);
    expect(ask('R:BRE|*', first.stamp)).toMatchObject({ values: expect.any(Array), states: expect.any(Array) });
  });

  test('are whole for an asker who has another answer, or none', () => {
    const { ask } = setUp();
    const { stamp } = ask('R:BRE|*');
    expect(ask('R:BRE|*', stamp + 1).states).toHaveLength(17);
    expect(ask('R:BRE|*').states).toHaveLength(17);
  });

  test('put together, they are what the engine says', () => {
    const seed = 20270102;
    const random = createRandom(seed);
    const { engine, ask } = setUp();
    const rows = ['*|*', 'R:BRE|*', 'M:M001|C:EPI', 'R:IDF|C:TEX'];
    const held = new Map<string, RowAnswer>();
    for (let n = 1; n <= 300; n++) {
      const [org, category] = random.pick(rows).split('|');
      const cell = `ca_ttc|${org}|${category}|${random.pick(hierarchy.periods)}`;
      const set = random.chance(0.5);
      engine.append([
        edit(n, cell, {
          ...(set && {
            op: 'set',
            v: random.int(10_000),
            over: random.chance(0.5) ? engine.live(cell).map(({ id }) => id) : [],
          }),
          ...(set && random.chance(0.2) && { lock: true }),
        }),
      ]);
      const row = random.pick(rows);
      const before = held.get(row);
      const now = { ...before, ...ask(row, before?.stamp) };
      held.set(row, now);
      const [at, to] = row.split('|');
      const parts = { org: hierarchy.orgIndex.get(at ?? '') ?? 0, category: hierarchy.catIndex.get(to ?? '') ?? 0 };
      const measure = { measure: 'ca_ttc', charge: -1 } as const;
      expect(now.values, `seed ${seed}, edit ${n}`).toEqual(engine.row(measure, parts.org, parts.category));
      const states = hierarchy.periods.map((_, period) => engine.state({ ...measure, ...parts, period }));
      expect(now.states, `seed ${seed}, edit ${n}`).toEqual(states);
    }
  });
});
