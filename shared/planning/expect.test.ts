import { expect, test } from 'vitest';
import { createEngine } from './engine.ts';
import { bytes, eachSeed, hierarchy, MEASURES, randomPlan } from './testing/random-edits.ts';
import { editAt, randomBase } from './testing/random-plan.ts';
import { createRandom } from './testing/random.ts';
import type { Edit } from './edit.ts';
import type { Engine } from './engine.ts';

const CELL = 'ca_ttc|*|*|2027-03';

/** A value on the cell in place of all there are. */
function replacing(engine: Engine, cell: string, v: number, at: number): Edit {
  const over = engine.live(cell).map(({ id }) => id);
  return { id: `over ${at}`, cell, op: 'set', v, by: 'ada', at, over };
}

test('a value that was expected costs one edit, whatever it takes the place of', () => {
  const random = createRandom(1);
  const base = randomBase(random, hierarchy, 0);
  const others = Array.from({ length: 100 }, (_, n) => editAt(random, n + 2, { cell: CELL, op: 'pct', v: 0.001 }));
  const first = editAt(random, 1, { cell: 'ca_ttc|M:M001|*|2027', op: 'set', v: 50_000 });
  const engine = createEngine({ hierarchy, base, edits: [first, ...others] });
  const late = editAt(random, 200, { cell: CELL, op: 'pct', v: 0.01 });
  engine.expect(first.cell);
  expect(engine.prepare(60)).toBe(true);
  // Others go on meanwhile.
  engine.append([late]);
  const value = replacing(engine, first.cell, 60_000, 201);
  expect(engine.prepare(1_000)).toBe(false);
  expect(engine.append([value]).replayed).toBe(2);
  expect(bytes(engine)).toBe(bytes(createEngine({ hierarchy, base, edits: [first, ...others, late, value] })));
});

test('what is expected changes nothing that can be read, and what comes of it is a full replay to the bit', () => {
  let kept = 0;
  eachSeed(12, (random) => {
    const { base, edits } = randomPlan(random, 160, MEASURES, 0.05);
    const engine = createEngine({ hierarchy, base, edits });
    const all = [...edits];
    for (let n = 0; n < 25; n++) {
      const { cell } = random.pick(edits);
      if (random.chance(0.5)) engine.value(cell);
      const before = random.chance(0.5) ? bytes(engine) : undefined;
      engine.expect(cell);
      engine.prepare(random.int(300));
      if (before !== undefined) expect(bytes(engine)).toBe(before);
      const at = 1_000 + n * 10;
      const between = random.chance(0.5) ? [editAt(random, at, { cell: CELL, op: 'pct', v: 0.01 })] : [];
      const other = random.chance(0.3) ? [replacing(engine, random.pick(edits).cell, 70_000, at + 1)] : [];
      engine.append([...between, ...other]);
      const value = replacing(engine, cell, (engine.value(cell) ?? 0) * 1.1, at + 2);
      const { replayed } = engine.append([value]);
      if (replayed <= 1 + between.length && value.over.length > 0) kept += 1;
      all.push(...between, ...other, value);
      if (n % 5 === 4) expect(bytes(engine)).toBe(bytes(createEngine({ hierarchy, base, edits: all })));
    }
  });
  expect(kept).toBeGreaterThan(100);
});
