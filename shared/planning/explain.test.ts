import { describe, expect, test, vi } from 'vitest';
import { createEngine } from './engine.ts';
import { actualsOf, eachSeed, hierarchy, MEASURES, randomPlan, withUndos } from './testing/random-edits.ts';
import { randomCell } from './testing/random-plan.ts';
import { entry, smallBase, smallHierarchy } from './testing/small-plan.ts';
import type { Edit } from './edit.ts';

vi.setConfig({ testTimeout: 60_000 });

const plan = (edits: readonly Edit[]) => createEngine({ hierarchy: smallHierarchy, base: smallBase(), edits });
const READ_ONLY = ['cout', 'marge', 'taux_marque', 'resultat'];

/** Rates and results that one category has none of are asked for all of them. */
function anyCell(random: Parameters<typeof randomCell>[0]): string {
  const measure = random.pick([...MEASURES, ...READ_ONLY]);
  const cell = randomCell(random, hierarchy, measure);
  return measure === 'resultat' ? cell.replace(/C:\w+/, '*') : cell;
}

describe('explain', () => {
  test('the amounts add up to the value less the base value, for any cell of any plan', () => {
    let contributions = 0;
    let rates = 0;
    eachSeed(40, (random) => {
      const { base, edits, closed } = randomPlan(random, 60);
      const actuals = actualsOf(base, closed);
      const engine = createEngine({ hierarchy, base, actuals, edits: withUndos(random, edits) });
      const untouched = createEngine({ hierarchy, base, actuals });
      for (let n = 0; n < 12; n++) {
        const cell = anyCell(random);
        const told = engine.explain(cell);
        // The same bits, and not only the same number: both add in one order.
        expect([cell, told.base, told.value]).toEqual([cell, untouched.value(cell), engine.value(cell)]);
        const due = (told.value ?? 0) - (told.base ?? 0);
        const within = 2e-9 * Math.max(1, Math.abs(told.value ?? 0), Math.abs(told.base ?? 0));
        const sum = told.contributions.reduce((total, { amount }) => total + amount, 0);
        const bridge = told.byAuthor.reduce((total, { amount }) => total + amount, 0);
        expect(Math.abs(sum - due), `${cell}`).toBeLessThanOrEqual(within);
        expect(Math.abs(bridge - due), `${cell}`).toBeLessThanOrEqual(within);
        for (const { edit, before, after } of told.contributions) {
          expect(engine.status(edit)).toBe('counts');
          expect(before).not.toBe(after);
          rates += before === null || after === null ? 1 : 0;
        }
        contributions += told.contributions.length;
      }
    });
    expect(contributions).toBeGreaterThan(1000);
    expect(rates).toBeGreaterThan(0);
  });

  test('a contribution is what the value was before and after the edit', () => {
    eachSeed(10, (random) => {
      const { base, edits, closed } = randomPlan(random, 30);
      const actuals = actualsOf(base, closed);
      const engine = createEngine({ hierarchy, base, actuals, edits });
      const cell = anyCell(random);
      const counting = engine.log().filter(({ status }) => status === 'counts' || status === 'impossible');
      for (const { edit, after } of engine.explain(cell).contributions) {
        const upTo = counting.findIndex((item) => item.edit.id === edit.id);
        // Without undos and replacements a replay up to here is a replay of these entries.
        const entries = counting.slice(0, upTo + 1).map((item) => ({ ...item.edit, over: [] }));
        const then = createEngine({ hierarchy, base, actuals, edits: entries });
        if (then.conflicts().length === 0) expect(after).toBe(then.value(cell));
      }
    });
  });

  test('leaves out what has no effect on the cell, and parts the amounts by author', () => {
    const region = entry(1, 'pct', 'ca_ttc|R:IDF|*|2027', 0.1, { by: 'lea' });
    const store = entry(2, 'add', 'ca_ttc|M:M1|*|2027', -56, { by: 'bob' });
    const other = entry(3, 'pct', 'ca_ttc|M:M3|*|2027', 0.5, { by: 'bob' });
    const again = entry(4, 'add', 'ca_ttc|M:M2|*|2027', 4, { by: 'lea' });
    const blocked = entry(5, 'add', 'ca_ttc|M:M1|*|2027', -5000, { by: 'bob' });
    const told = plan([region, store, other, again, blocked]).explain('ca_ttc|R:IDF|*|2027');
    expect(told.contributions.map(({ edit, amount }) => [edit.id, Math.round(amount * 1e6) / 1e6])).toEqual([
      ['e1', 192],
      ['e2', -56],
      ['e4', 4],
    ]);
    expect(told.byAuthor.map(({ by, edits }) => [by, edits])).toEqual([
      ['lea', 2],
      ['bob', 1],
    ]);
    expect(told.byAuthor[0]?.amount).toBeCloseTo(196, 6);
    expect(structuredClone(told)).toEqual(told);
  });

  test('a hold that is restored shows where the amount came from', () => {
    const hold = entry(1, 'set', 'ca_ttc|R:IDF|*|2027', 2000, { lock: true });
    const store = entry(2, 'set', 'ca_ttc|M:M1|*|2027', 1500);
    const engine = plan([hold, store]);
    expect(engine.explain('ca_ttc|R:IDF|*|2027').contributions.map(({ edit }) => edit.id)).toEqual(['e1']);
    expect(engine.explain('ca_ttc|M:M2|*|2027').contributions.map(({ amount }) => Math.round(amount))).toEqual([
      40, -500,
    ]);
  });

  test('a rate that ends counts as 0 from there', () => {
    const told = plan([
      entry(1, 'set', 'prix|M:M1|*|2027', 6),
      entry(2, 'set', 'qte|M:M1|*|2027', 0),
      entry(3, 'set', 'qte|M:M1|*|2027-Q1', 10),
    ]).explain('prix|M:M1|*|2027');
    expect(told).toMatchObject({ base: 4, value: 6 });
    expect(told.contributions.map(({ before, after }) => [before, after])).toEqual([
      [4, 6],
      [6, null],
      [null, 6],
    ]);
    expect(told.contributions.map(({ amount }) => amount)).toEqual([2, -6, 6]);
  });

  test('in a reforecast the base value holds the actuals of the closed months', () => {
    const actuals = { ...smallBase(), closed: 3 };
    actuals.q.fill(20);
    const edits = [entry(1, 'set', 'ca_ttc|M:M1|*|2027', 2000)];
    const told = createEngine({ hierarchy: smallHierarchy, base: smallBase(), actuals, edits }).explain(
      'ca_ttc|M:M1|*|2027',
    );
    expect(told.base).toBe(3 * 160 + 9 * 80);
    expect(told.contributions.map(({ amount }) => Math.round(amount))).toEqual([800]);
  });
});
