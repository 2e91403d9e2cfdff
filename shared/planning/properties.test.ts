import { describe, expect, test, vi } from 'vitest';
import { mustParseCell } from '../hierarchy/address.ts';
import { boxOf } from '../hierarchy/box.ts';
import { MONTHS } from '../hierarchy/hierarchy.ts';
import { compareEdits } from './edit.ts';
import { createEngine } from './engine.ts';
import { literalReplay } from './testing/literal-replay.ts';
import { actualsOf, bytes, eachSeed, hierarchy, MEASURES, randomPlan, withUndos } from './testing/random-edits.ts';
import { editAt, randomBase, randomCell } from './testing/random-plan.ts';
import { toleranceOf } from './tolerance.ts';
import type { Base } from './base.ts';
import type { Edit } from './edit.ts';
import type { Engine } from './engine.ts';

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
    check: (edit: Edit, before: Base, engine: Engine, closed: number, possible: boolean) => void,
  ): void {
    eachSeed(runs, (random) => {
      const { base, edits, closed } = randomPlan(random, 50);
      const engine = createEngine({ hierarchy, base, actuals: actualsOf(base, closed) });
      for (const edit of edits) {
        const before = engine.toBase();
        // Replacing an entry replays the past, where other edits may move too: here every edit comes on top.
        engine.append([
          {
            ...edit,
            over: [],
            op: edit.op === 'set' && engine.live(edit.cell).length > 0 ? 'pct' : edit.op,
            v: edit.op === 'set' && engine.live(edit.cell).length > 0 ? 0.07 : edit.v,
          },
        ]);
        check(engine.live(edit.cell).at(-1)!, before, engine, closed, engine.status(edit) === 'counts');
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
      if (cell.measure === 'charges') return expect(after.q).toEqual(before.q);
      const allowed = [
        boxOf(hierarchy, cell),
        ...engine.holds().map((hold) => boxOf(hierarchy, mustParseCell(hierarchy, hold.cell))),
      ];
      for (let i = 0; i < after.q.length; i++) {
        if (after.q[i] === before.q[i] && after.p[i] === before.p[i] && after.k[i] === before.k[i]) continue;
        const [s, c, k] = [Math.floor(i / MONTHS / 3), Math.floor(i / MONTHS) % 3, i % MONTHS];
        expect(k).toBeGreaterThanOrEqual(closed);
        expect(allowed.some((b) => s >= b.s0 && s < b.s1 && c >= b.c0 && c < b.c1 && k >= b.k0 && k < b.k1)).toBe(true);
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
      const width = hierarchy.categories.length * MONTHS;
      for (const array of ['q', 'p', 'k'] as const) {
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

  test('proportions between free leaves are kept', () => {
    eachSeed(20, (random) => {
      const base = randomBase(random, hierarchy, 0.25);
      const engine = createEngine({ hierarchy, base });
      const cell = randomCell(random, hierarchy, 'ca_ttc');
      const value = engine.value(cell)!;
      if (value === 0) return;
      engine.append([editAt(random, 1, { cell, op: 'set', v: value * 1.37 })]);
      const { q } = engine.toBase();
      for (const [i, units] of q.entries()) {
        if (units !== base.q[i]) expect(units / base.q[i]!).toBeCloseTo(1.37, 9);
      }
    });
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
        const add = (rows: number[][]) => rows.reduce((sum, next) => sum.map((value, i) => value + next[i]!));
        const regionRows = hierarchy.regions.map((_region, r) => row(1 + r, 0));
        expect(row(0, 0)).toEqual(add(regionRows));
        for (const [r, { from, to }] of hierarchy.regions.entries()) {
          const stores = Array.from({ length: to - from }, (_, s) => row(1 + hierarchy.regions.length + from + s, 0));
          expect(row(1 + r, 0)).toEqual(add(stores));
        }
        const [year, q1, q2, q3, q4, jan, feb, mar] = row(4, 1) as [
          number,
          number,
          number,
          number,
          number,
          number,
          number,
          number,
        ];
        expect([year, q1]).toEqual([q1 + q2 + q3 + q4, jan + feb + mar]);
      }
    });
  });
});
