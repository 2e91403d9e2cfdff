import { describe, expect, test } from 'vitest';
import { createClock } from '../../../shared/scenario/clock.ts';
import { createEngine } from '../../../shared/planning/engine.ts';
import { createCommands } from './commands.ts';
import { smallBase, smallHierarchy } from '../testing.ts';
import type { Edit } from '../../../shared/planning/edit.ts';
import type { Commands } from './commands.ts';

const MARCH = 'ca_ttc|R:BRE|*|2027-03';
const APRIL = 'ca_ttc|R:IDF|*|2027-04';
const YEAR = 'ca_ttc|*|*|2027';

/** Two people on one log: what either posts, both have. */
function desk() {
  const hierarchy = smallHierarchy();
  const engine = createEngine({ hierarchy, base: smallBase(hierarchy) });
  const posted: Edit[][] = [];
  let now = 1_000;
  let ids = 0;
  const as = (by: string): Commands =>
    createCommands({
      author: {
        by,
        clock: createClock(() => (now += 1)),
        newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
      },
      hierarchy,
      live: (cell) => Promise.resolve(engine.live(cell)),
      post: (entries) => {
        posted.push([...entries]);
        engine.append(entries);
      },
    });
  return { engine, posted, lea: as('lea'), max: as('max'), value: (cell: string) => engine.value(cell) };
}

const set = (cell: string, v: number) => ({ cell, kind: 'enter', intent: { op: 'set', v } }) as const;

describe('commands', () => {
  test('a gesture on several cells is one group, undone and redone as one', async () => {
    const { lea, value, posted } = desk();
    const before = [value(MARCH), value(APRIL)];
    await lea.apply([set(MARCH, 5_000), set(APRIL, 6_000)]);
    expect(new Set(posted[0]?.map(({ group }) => group)).size).toBe(1);
    expect([value(MARCH), value(APRIL)]).toEqual([5_000, 6_000]);
    await lea.undo();
    expect([value(MARCH), value(APRIL)]).toEqual(before);
    await lea.redo();
    expect([value(MARCH), value(APRIL)]).toEqual([5_000, 6_000]);
    await lea.undo();
    expect([value(MARCH), value(APRIL)]).toEqual(before);
  });

  test('undo goes back one value at a time, over sheets', async () => {
    const { lea, value } = desk();
    const before = value(MARCH);
    await lea.apply([set(MARCH, 100)]);
    await lea.apply([set(YEAR, 50_000)]);
    await lea.apply([set(MARCH, 300)]);
    await lea.undo();
    expect(value(YEAR)).toBeCloseTo(50_000);
    await lea.undo();
    expect(value(MARCH)).toBeCloseTo(100);
    await lea.undo();
    expect(value(MARCH)).toBe(before);
    expect(await lea.undo()).toBeUndefined();
  });

  test('[E5] an undo leaves a later value of a colleague, and says so', async () => {
    const { lea, max, value } = desk();
    await lea.apply([set(MARCH, 100)]);
    await max.apply([set(MARCH, 200)]);
    const told = await lea.undo();
    expect(told?.stays.map(({ by, v }) => [by, v])).toEqual([['max', 200]]);
    expect(value(MARCH)).toBeCloseTo(200);
    await max.undo();
    expect(value(MARCH)).not.toBeCloseTo(100);
  });

  test('an undo that has its effect says nothing of others', async () => {
    const { lea, max } = desk();
    await max.apply([set(MARCH, 200)]);
    await lea.apply([set(MARCH, 100)]);
    expect((await lea.undo())?.stays).toEqual([]);
  });

  test('gestures in quick succession name each other, so that none is in conflict', async () => {
    const { lea, engine } = desk();
    await Promise.all([1, 2, 3].map((v) => lea.apply([set(MARCH, v)])));
    expect(engine.conflicts()).toEqual([]);
    expect(engine.value(MARCH)).toBeCloseTo(3);
  });

  test('a held total keeps its value, until it is released', async () => {
    const { lea, engine, value } = desk();
    const held = value(MARCH) ?? 0;
    await lea.apply([{ cell: MARCH, kind: 'hold', value: held }]);
    await lea.apply([set('ca_ttc|R:BRE|*|2027', 100_000)]);
    expect(value(MARCH)).toBeCloseTo(held);
    expect(engine.holds().map(({ cell }) => cell)).toEqual([MARCH]);
    await lea.apply([{ cell: MARCH, kind: 'release', value: held }]);
    expect(engine.holds()).toEqual([]);
    expect(value(MARCH)).toBeCloseTo(held);
  });

  test('clearing a cell nobody typed in writes nothing', async () => {
    const { lea, posted } = desk();
    await lea.apply([{ cell: MARCH, kind: 'clear' }]);
    expect(posted).toEqual([]);
    expect(await lea.undo()).toBeUndefined();
  });
});
