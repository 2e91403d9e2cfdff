import { expect, test, vi } from 'vitest';
import { createEngine } from './engine.ts';
import { MAX_HOLDS, MAX_HOLDS_OF_ONE } from './hold.ts';
import { bytes, eachSeed } from './testing/random-edits.ts';
import { editAt, gridHierarchy, randomBase, randomCell } from './testing/random-plan.ts';
import type { Edit } from './edit.ts';
import type { Random } from './testing/random.ts';

vi.setConfig({ testTimeout: 60_000 });

const hierarchy = gridHierarchy({ regions: 2, stores: 12, categories: 5 });
/** Every leaf by its address: 720, none of which shares anything with another. */
const leaves = hierarchy.stores.flatMap(({ code }) =>
  hierarchy.cats
    .slice(1)
    .flatMap((category) => hierarchy.periods.slice(-12).map((month) => `qte|M:${code}|${category}|${month}`)),
);

/** Of three people, who use up all together and none alone. */
const hold = (random: Random, at: number, cell: string, by = `u${at % 3}`): Edit =>
  editAt(random, at, { cell, op: 'set', v: at, lock: true, by });

test('[E9] the hold beyond the limit has no effect and says why, and counts once one before it is released', () => {
  eachSeed(2, (random) => {
    const cells = random.shuffle(leaves).slice(0, MAX_HOLDS + 2);
    const edits = cells.map((cell, n) => hold(random, n + 1, cell));
    const [first, late, last] = [edits[0]!, edits[MAX_HOLDS]!, edits[MAX_HOLDS + 1]!];
    const base = randomBase(random, hierarchy, 0);
    const before = createEngine({ hierarchy, base });
    const engine = createEngine({ hierarchy, base, edits });
    expect(engine.holds()).toHaveLength(MAX_HOLDS);
    expect(engine.impossible()).toEqual([late, last].map((edit) => ({ edit, reason: 'too_many_holds', holds: [] })));
    expect(engine.value(late.cell)).toBe(before.value(late.cell));
    // A change of what is held already needs no room, nor does a value that holds nothing.
    engine.append([
      editAt(random, 900, { cell: first.cell, op: 'pct', v: 0.1, lock: true }),
      editAt(random, 901, { cell: last.cell, op: 'add', v: 5 }),
    ]);
    expect(engine.impossible()).toHaveLength(2);
    expect(engine.value(last.cell)).toBeCloseTo(before.value(last.cell)! + 5, 6);
    engine.append([
      editAt(random, 902, { cell: first.cell, op: 'set', v: 7, over: engine.live(first.cell).map(({ id }) => id) }),
    ]);
    expect(engine.status(late)).toBe('counts');
    expect(engine.value(late.cell)).toBeCloseTo(late.v!, 6);
    expect(engine.status(last)).toBe('impossible');
  });
});

test('[E9] one person holds half of them: his next one says so, and those of others count', () => {
  eachSeed(2, (random) => {
    const cells = random.shuffle(leaves).slice(0, MAX_HOLDS_OF_ONE + 3);
    const edits = cells.map((cell, n) => hold(random, n + 1, cell, 'lea'));
    const [first, late] = [edits[0]!, edits[MAX_HOLDS_OF_ONE - 1]!];
    const charge = hold(random, 0, 'charges:loyer|*|*|2027', 'lea');
    const other = hold(random, 801, cells.pop()!, 'max');
    edits.pop();
    const engine = createEngine({
      hierarchy,
      base: randomBase(random, hierarchy, 0),
      edits: [...edits, charge, other],
    });
    const beyond = edits.slice(MAX_HOLDS_OF_ONE - 1);
    expect(engine.impossible()).toEqual(beyond.map((edit) => ({ edit, reason: 'too_many_own_holds', holds: [] })));
    expect(engine.status(other)).toBe('counts');
    // Somebody else who takes the value over has the hold from then on.
    engine.append([
      editAt(random, 900, { cell: first.cell, op: 'set', v: 7, lock: true, by: 'max', over: [first.id] }),
    ]);
    expect(engine.status(late)).toBe('counts');
    expect(engine.status(beyond[1]!)).toBe('impossible');
  });
});

test('[E3] [E9] beyond the limit too the same entries give the same bits, in any order and portions', () => {
  eachSeed(2, (random) => {
    const base = randomBase(random, hierarchy, 0);
    const edits = leaves.map((cell, n) => hold(random, n + 1, cell));
    for (let at = 1; at <= 25; at++) {
      const cell = randomCell(random, hierarchy, random.pick(['qte', 'ca_ttc', 'charges:loyer']));
      const over = random.chance(0.4) ? [random.pick(edits).id] : [];
      edits.push(
        editAt(random, random.int(1_000), {
          cell,
          op: random.pick(['pct', 'add']),
          v: 0.02,
          ...(random.chance(0.3) && { lock: true as const }),
        }),
      );
      if (over.length > 0)
        edits.push(
          editAt(random, random.int(1_000), { cell: edits.find(({ id }) => id === over[0])!.cell, op: 'clear', over }),
        );
    }
    const whole = createEngine({ hierarchy, base, edits });
    expect(whole.holds().length).toBeLessThanOrEqual(MAX_HOLDS);
    expect(whole.impossible().filter(({ reason }) => reason === 'too_many_holds').length).toBeGreaterThan(50);
    for (let round = 0; round < 2; round++) {
      const engine = createEngine({ hierarchy, base });
      const shuffled = random.shuffle(edits);
      while (shuffled.length > 0) engine.append(shuffled.splice(0, 1 + random.int(300)));
      expect(bytes(engine)).toBe(bytes(whole));
    }
  });
});
