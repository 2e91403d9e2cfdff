import { describe, expect, test, vi } from 'vitest';
import { mustParseCell } from '../hierarchy/address.ts';
import { boxOf, isInside } from '../hierarchy/box.ts';
import { MONTHS } from '../hierarchy/hierarchy.ts';
import { isRate } from '../hierarchy/measure.ts';
import { compareEdits } from './edit.ts';
import { createEngine } from './engine.ts';
import { literalReplay } from './testing/literal-replay.ts';
import { actualsOf, bytes, eachSeed, hierarchy, MEASURES, randomPlan, withUndos } from './testing/random-edits.ts';
import { editAt, randomBase, randomCell } from './testing/random-plan.ts';
import { toleranceOf } from './tolerance.ts';
import type { Box } from '../hierarchy/box.ts';
import type { Region } from '../hierarchy/hierarchy.ts';
import type { Base } from './base.ts';
import type { Edit } from './edit.ts';
import type { Engine } from './engine.ts';
import type { HoldView } from './hold.ts';

// Seconds on a quiet machine; what these show does not depend on how long they take.
vi.setConfig({ testTimeout: 60_000 });

describe('a replay', () => {
  test('[E3] is bit-identical whatever the order and the portions in which edits arrive', () => {
    eachSeed(40, (random) => {
      const { base, edits: plain, closed } = randomPlan(random, 60);
      const edits = withUndos(random, plain);
      const actuals = actualsOf(base, closed);
      const whole = bytes(createEngine({ hierarchy, base, actuals, edits }));
      for (let round = 0; round < 3; round++) {
        const engine = createEngine({ hierarchy, base, actuals });
        const shuffled = random.shuffle(edits);
        while (shuffled.length > 0) engine.append(shuffled.splice(0, 1 + random.int(12)));
        expect(bytes(engine)).toBe(whole);
      }
    });
  });

  test('one edit at a time, in order, gives the same bits as all of them at once', () => {
    eachSeed(4, (random) => {
      // Long enough for checkpoints to be taken, thinned and gone back to.
      const { base, edits: plain } = randomPlan(random, 450, MEASURES, 0.02);
      const edits = withUndos(random, plain);
      const engine = createEngine({ hierarchy, base });
      for (const edit of edits) {
        engine.append([edit]);
        engine.value('ca_ttc|*|*|2027');
      }
      expect(bytes(engine)).toBe(bytes(createEngine({ hierarchy, base, edits })));
    });
  });

  test('sums again whatever going back to the past has changed, however little is replayed from there', () => {
    eachSeed(20, (random) => {
      const base = randomBase(random, hierarchy, 0);
      const wide = editAt(random, 1, { cell: 'ca_ttc|*|*|2027', op: 'pct', v: 0.1 });
      const small = editAt(random, 2, { cell: randomCell(random, hierarchy, 'ca_ttc'), op: 'pct', v: 0.1 });
      const engine = createEngine({ hierarchy, base, edits: [wide, small] });
      bytes(engine);
      const undo = editAt(random, 3, { cell: wide.cell, op: 'undo', over: [wide.id] });
      engine.append([undo]);
      expect(bytes(engine)).toBe(bytes(createEngine({ hierarchy, base, edits: [wide, small, undo] })));
    });
  });

  test('agrees with the rules carried out literally', () => {
    let impossible = 0;
    let held = 0;
    eachSeed(25, (random) => {
      // The literal rules know neither profiles nor rates over closed months: example tests cover those.
      const rates = random.chance(0.5);
      const additive = ['ca_ttc', 'ca_ttc', 'qte', 'ca_ht'];
      const drawn = randomPlan(random, 25, rates ? [...additive, 'prix', 'cout_u'] : additive);
      const { base } = drawn;
      const closed = rates ? 0 : drawn.closed;
      const plain = drawn.edits.map(({ like: _like, ...edit }) => edit);
      const engine = createEngine({ hierarchy, base, actuals: actualsOf(base, closed), edits: plain });
      const counting = plain.filter((edit) => ['counts', 'impossible'].includes(engine.status(edit)));
      const literal = literalReplay(hierarchy, base, counting, closed);
      const { q, p, k } = engine.toBase();
      expect(engine.impossible().map(({ edit }) => edit.id)).toEqual(literal.impossible);
      for (const [i, leaf] of literal.leaves.entries()) {
        expect(Math.abs(q[i]! - leaf.q), `q of leaf ${i}`).toBeLessThanOrEqual(1e-7 * Math.max(1, leaf.q));
        expect(Math.abs(p[i]! - leaf.p), `p of leaf ${i}`).toBeLessThanOrEqual(1e-7 * Math.max(1, leaf.p));
        expect(Math.abs(k[i]! - leaf.cost), `k of leaf ${i}`).toBeLessThanOrEqual(1e-7 * Math.max(1, leaf.cost));
      }
      impossible += literal.impossible.length;
      held += literal.holds.length;
    });
    expect(impossible).toBeGreaterThan(20);
    expect(held).toBeGreaterThan(20);
  });
});

describe('after every edit', () => {
  /** Appends edits one by one, with the engine before and after each. */
  function eachStep(
    runs: number,
    check: (
      edit: Edit,
      before: Base,
      engine: Engine,
      closed: number,
      possible: boolean,
      heldBefore: readonly HoldView[],
    ) => void,
  ): void {
    eachSeed(runs, (random) => {
      const { base, edits, closed } = randomPlan(random, 50);
      const engine = createEngine({ hierarchy, base, actuals: actualsOf(base, closed) });
      for (const edit of edits) {
        const before = engine.toBase();
        const held = engine.holds();
        // Replacing an entry replays the past, where other edits may move too: here every edit comes on top.
        engine.append([
          {
            ...edit,
            over: [],
            op: edit.op === 'set' && engine.live(edit.cell).length > 0 ? 'pct' : edit.op,
            v: edit.op === 'set' && engine.live(edit.cell).length > 0 ? 0.07 : edit.v,
          },
        ]);
        check(engine.live(edit.cell).at(-1)!, before, engine, closed, engine.status(edit) === 'counts', held);
      }
    });
  }

  test('the block of an additive edit equals its target, and every hold its own', () => {
    let seen = 0;
    eachStep(30, (edit, before, engine, _closed, possible) => {
      for (const { cell, target } of engine.holds()) {
        expect(Math.abs(engine.value(cell)! - target)).toBeLessThanOrEqual(2 * toleranceOf(target));
      }
      if (!possible || /^(prix|cout_u)/.test(edit.cell)) return;
      const value = createEngine({ hierarchy, base: before }).value(edit.cell)!;
      const v = edit.v!;
      const target = edit.op === 'set' ? v : edit.op === 'pct' ? value * (1 + v) : value + v;
      expect(Math.abs(engine.value(edit.cell)! - target)).toBeLessThanOrEqual(2 * toleranceOf(target));
      seen++;
    });
    expect(seen).toBeGreaterThan(300);
  });

  test('an impossible edit has changed nothing at all', () => {
    let seen = 0;
    eachStep(20, (_edit, before, engine, _closed, possible) => {
      if (possible) return;
      expect(engine.toBase()).toEqual(before);
      seen++;
    });
    expect(seen).toBeGreaterThan(20);
  });

  test('only the block and the holds around it have moved, and never a closed month', () => {
    eachStep(20, (edit, before, engine, closed) => {
      const after = engine.toBase();
      const cell = mustParseCell(hierarchy, edit.cell);
      if (cell.measure === 'charges') {
        return expect([after.q, after.p, after.k]).toEqual([before.q, before.p, before.k]);
      }
      expect(after.charges).toEqual(before.charges);
      const allowed = [
        boxOf(hierarchy, cell),
        ...engine.holds().map((hold) => boxOf(hierarchy, mustParseCell(hierarchy, hold.cell))),
      ];
      for (let i = 0; i < after.q.length; i++) {
        if (after.q[i] === before.q[i] && after.p[i] === before.p[i] && after.k[i] === before.k[i]) continue;
        expect(i % MONTHS).toBeGreaterThanOrEqual(closed);
        expect(allowed.some((box) => isIn(i, box))).toBe(true);
      }
    });
  });

  test("an edit of one region never moves another region's leaves", () => {
    eachStep(20, (edit, before, engine) => {
      const { org } = mustParseCell(hierarchy, edit.cell);
      if (org === 0) return;
      const { s0 } = boxOf(hierarchy, mustParseCell(hierarchy, edit.cell));
      const region = hierarchy.regions[hierarchy.stores[s0]!.region]!;
      const after = engine.toBase();
      for (const array of ['q', 'p', 'k', 'charges'] as const) {
        const width = before[array].length / hierarchy.stores.length;
        const [old, now] = [before[array], after[array]];
        expect(now.subarray(0, region.from * width)).toEqual(old.subarray(0, region.from * width));
        expect(now.subarray(region.to * width)).toEqual(old.subarray(region.to * width));
      }
    });
  });

  test('every leaf stays finite and not negative', () => {
    eachStep(20, (_edit, _before, engine) => {
      const { q, p, k, charges } = engine.toBase();
      for (const array of [q, p, k, charges]) expect(array.every((value) => value >= 0 && value <= 1e30)).toBe(true);
    });
  });

  test('what is free in the block keeps its proportions: neither actuals nor held, nor moved again for a hold around it', () => {
    let seen = 0;
    eachStep(30, (edit, before, engine, closed, possible, held) => {
      const cell = mustParseCell(hierarchy, edit.cell);
      if (!possible || edit.like || cell.measure === 'charges' || isRate(cell.measure)) return;
      const block = boxOf(hierarchy, cell);
      const inner = held
        .filter((hold) => hold.cell !== edit.cell && !hold.cell.startsWith('charges'))
        .map((hold) => boxOf(hierarchy, mustParseCell(hierarchy, hold.cell)))
        .filter((box) => isInside(box, block));
      const after = engine.toBase();
      const factors: number[] = [];
      for (const [i, units] of after.q.entries()) {
        const free = isIn(i, block) && i % MONTHS >= closed && !inner.some((box) => isIn(i, box));
        if (free && before.q[i]! > 1e-6) factors.push(units / before.q[i]!);
        if (isIn(i, block) && !free) expect(units).toBe(before.q[i]);
      }
      if (factors.length < 2) return;
      for (const factor of factors) expect(Math.abs(factor - factors[0]!)).toBeLessThanOrEqual(1e-9 * factors[0]!);
      seen++;
    });
    expect(seen).toBeGreaterThan(200);
  });
});

/** Whether a leaf of sales lies in a box. */
function isIn(leaf: number, { s0, s1, c0, c1, k0, k1 }: Box): boolean {
  const columns = hierarchy.categories.length;
  const [s, c, k] = [Math.floor(leaf / MONTHS / columns), Math.floor(leaf / MONTHS) % columns, leaf % MONTHS];
  return s >= s0 && s < s1 && c >= c0 && c < c1 && k >= k0 && k < k1;
}

test('closed months are the actuals to the bit, whatever is entered, undone or tried, in any order', () => {
  eachSeed(20, (random) => {
    const { base, edits } = randomPlan(random, 60);
    const actuals = { ...randomBase(random, hierarchy, 0.2), closed: 1 + random.int(11) };
    const engine = createEngine({ hierarchy, base, actuals });
    for (const edit of random.shuffle(withUndos(random, edits))) {
      engine.append([edit]);
      engine.preview([{ ...edit, id: random.uuid(), op: 'pct', v: 0.2 }]);
    }
    const now = engine.toBase();
    for (const array of ['q', 'p', 'k', 'charges'] as const) {
      const closed = (values: Float64Array) => values.filter((_value, i) => i % MONTHS < actuals.closed);
      expect(closed(now[array])).toEqual(closed(actuals[array]));
    }
  });
});

describe('totals', () => {
  test('are the sums of their children in code order', () => {
    eachSeed(10, (random) => {
      const { base, edits } = randomPlan(random, 40);
      const engine = createEngine({ hierarchy, base, edits: edits.toSorted(compareEdits) });
      for (const code of ['qte', 'ca_ttc', 'ca_ht', 'cout'] as const) {
        const row = (org: number, category: number) =>
          engine.row({ measure: code, charge: -1 }, org, category).map(Number);
        const regionRows = hierarchy.regions.map((_region, r) => row(1 + r, 0));
        expect(row(0, 0)).toEqual(sumRows(regionRows));
        for (const [r, { from, to }] of hierarchy.regions.entries()) {
          const stores = Array.from({ length: to - from }, (_, s) => row(1 + hierarchy.regions.length + from + s, 0));
          expect(row(1 + r, 0)).toEqual(sumRows(stores));
        }
        // Months first, then categories, then stores: the year of a sum is the sum of years, not of its own quarters.
        for (const s of hierarchy.stores.keys()) {
          const rows = hierarchy.categories.map((_category, c) => row(1 + hierarchy.regions.length + s, 1 + c));
          rows.forEach(expectPeriods);
          expect(row(1 + hierarchy.regions.length + s, 0)).toEqual(sumRows(rows));
        }
      }
      const spent = (org: number) => engine.row({ measure: 'charges', charge: 1 }, org, 0).map(Number);
      const stores = ({ from, to }: Region) =>
        hierarchy.stores.slice(from, to).map((_store, s) => spent(1 + hierarchy.regions.length + from + s));
      expect(spent(0)).toEqual(sumRows(hierarchy.regions.map((_region, r) => spent(1 + r))));
      for (const [r, region] of hierarchy.regions.entries()) expect(spent(1 + r)).toEqual(sumRows(stores(region)));
      for (const s of hierarchy.stores.keys()) expectPeriods(spent(1 + hierarchy.regions.length + s));
    });
  });
});

const sumRows = (rows: readonly number[][]): number[] =>
  rows.reduce((sum, next) => sum.map((value, i) => value + next[i]!));

function expectPeriods(row: readonly number[]): void {
  const [year, ...rest] = row as [number, ...number[]];
  const [q1, q2, q3, q4] = rest as [number, number, number, number];
  const month = (n: number): number => row[5 + n]!;
  expect(year).toBe(q1 + q2 + q3 + q4);
  for (const [n, quarter] of [q1, q2, q3, q4].entries()) {
    expect(quarter).toBe(month(3 * n) + month(3 * n + 1) + month(3 * n + 2));
  }
}
