import { describe, expect, test, vi } from 'vitest';
import { createEngine } from './engine.ts';
import { MAX_TRIES, seekTolerance } from './seek.ts';
import { actualsOf, bytes, eachSeed, hierarchy, MEASURES, randomPlan, withUndos } from './testing/random-edits.ts';
import { randomCell } from './testing/random-plan.ts';
import { entry, smallBase, smallHierarchy } from './testing/small-plan.ts';
import type { Edit } from './edit.ts';
import type { Engine } from './engine.ts';

vi.setConfig({ testTimeout: 60_000 });

const plan = (edits: readonly Edit[], closed = 0) =>
  createEngine({
    hierarchy: smallHierarchy,
    base: smallBase(),
    edits,
    actuals: closed > 0 ? { ...smallBase(), closed } : undefined,
  });

/** A value entered as the interface would enter it. */
function setting(engine: Engine, cell: string, v: number): Edit {
  const live = engine.live(cell);
  const over = live.map(({ id }) => id);
  return entry(1e6, 'set', cell, v, { over, ...(live.some(({ lock }) => lock) && { lock: true as const }) });
}

/** What the output would be, by entering the input; null where it is undefined, undefined where it is not possible. */
function outputAt(engine: Engine, input: string, v: number, output: string): number | null | undefined {
  return engine.tryOut([setting(engine, input, v)], ({ value }, [tried]) =>
    tried?.status === 'counts' ? value(output) : undefined,
  );
}

describe('goal seek', () => {
  test('reaches what an input gives, to the bit as entering it would; else no input on the way gives it', () => {
    let reached = 0;
    let refused = 0;
    eachSeed(60, (random) => {
      const { base, edits, closed } = randomPlan(random, 30);
      const actuals = actualsOf(base, closed);
      const engine = createEngine({ hierarchy, base, actuals, edits: withUndos(random, edits) });
      const before = bytes(engine);
      for (let n = 0; n < 6; n++) {
        const input = randomCell(random, hierarchy, random.pick(MEASURES));
        const measure = random.pick([...MEASURES, 'marge', 'taux_marque', 'cout', 'resultat']);
        const output = randomCell(random, hierarchy, measure).replace(measure === 'resultat' ? /C:\w+/ : /^$/, '*');
        const start = engine.value(input) ?? 0;
        const solution = start * (0.3 + random.next() * 3);
        const given = outputAt(engine, input, solution, output);
        const target =
          random.chance(0.7) && typeof given === 'number' ? given : (engine.value(output) ?? 1) * random.next() * 4;
        const told = engine.goalSeek({ input, output, target });
        expect(bytes(engine)).toBe(before);
        const near = (y: number | null | undefined): boolean =>
          typeof y === 'number' && Math.abs(y - target) <= seekTolerance(target, engine.value(output));
        if (told.ok) {
          reached++;
          expect(told.tries).toBeLessThanOrEqual(MAX_TRIES);
          expect(near(told.result)).toBe(true);
          expect(outputAt(engine, input, told.v, output)).toBe(told.result);
          continue;
        }
        refused++;
        if (told.kind === 'input_closed' || told.kind === 'bad_target') continue;
        expect(['no_effect', 'out_of_reach', 'blocked']).toContain(told.kind);
        expect(near(given), `${JSON.stringify([input, output, solution, target, told])}`).toBe(false);
        const ys = Array.from({ length: 60 }, (_, i) => outputAt(engine, input, start * (i / 20), output));
        for (const [i, y] of ys.entries()) {
          const next = ys[i + 1];
          if (typeof y !== 'number' || typeof next !== 'number') continue;
          const crossed = y < target !== next < target && !near(y) && !near(next);
          expect(crossed, `${JSON.stringify([input, output, i, y, next, target, told])}`).toBe(false);
        }
      }
    });
    expect(reached).toBeGreaterThan(80);
    expect(refused).toBeGreaterThan(80);
  });

  test.each([
    ['a sum of itself', 'ca_ttc|R:IDF|*|2027', 'ca_ttc|*|*|2027', 3000],
    ['a price for a revenue', 'prix|M:M1|C:TEX|2027', 'ca_ttc|R:IDF|*|2027', 2000],
    ['a unit cost for a margin rate', 'cout_u|*|*|2027', 'taux_marque|*|*|2027', 0.25],
    ['units for a result', 'qte|*|*|2027', 'resultat|*|*|2027', 0],
    ['charges for a result', 'charges:loyer|*|*|2027', 'resultat|R:IDF|*|2027', -100],
    ['a mix for a margin rate', 'ca_ttc|*|C:ALI|2027', 'taux_marque|*|*|2027', 0.43],
  ])('%s', (_what, input, output, target) => {
    const engine = plan([]);
    const told = engine.goalSeek({ input, output, target });
    if (!told.ok) throw new Error(told.kind);
    expect(told.result).toBeCloseTo(target, 6);
    expect(told.tries).toBeLessThanOrEqual(15);
    engine.append([setting(engine, input, told.v)]);
    expect(engine.value(output)).toBe(told.result);
    expect(structuredClone(told)).toEqual(told);
  });

  test('takes the place of what stands on the input, and goes on holding it', () => {
    const held = entry(1, 'set', 'ca_ttc|R:IDF|*|2027', 2000, { lock: true });
    const later = entry(2, 'pct', 'ca_ttc|*|*|2027', 0.1);
    const engine = plan([held, later]);
    const told = engine.goalSeek({ input: held.cell, output: 'marge|*|*|2027', target: 2000 });
    if (!told.ok) throw new Error(told.kind);
    engine.append([setting(engine, held.cell, told.v)]);
    expect(engine.value('marge|*|*|2027')).toBe(told.result);
    expect(engine.holds()[0]?.target).toBeCloseTo(told.v, 6);
  });

  test('works on the months that are still open', () => {
    const told = plan([], 6).goalSeek({ input: 'ca_ttc|M:M1|*|2027', output: 'qte|M:M1|*|2027-12', target: 40 });
    expect(told).toMatchObject({ ok: true, v: expect.closeTo(480 + 960, 6) });
  });

  const hold = entry(1, 'set', 'ca_ttc|R:IDF|*|2027', 2000, { lock: true });
  test.each([
    [
      'bad_cell',
      { input: 'ca_ttc|M:NOPE|*|2027', output: 'qte|*|*|2027', target: 1 },
      { fault: { kind: 'unknown_org' } },
    ],
    ['bad_cell', { input: 'qte|*|*|2027', output: 'ca|*|*|2027', target: 1 }, { fault: { kind: 'unknown_measure' } }],
    ['bad_target', { input: 'qte|*|*|2027', output: 'qte|*|*|2027', target: Number.NaN }, {}],
    ['input_computed', { input: 'marge|*|*|2027', output: 'qte|*|*|2027', target: 1 }, { measure: 'marge' }],
    ['input_closed', { input: 'qte|*|*|2027-Q1', output: 'qte|*|*|2027', target: 1 }, {}],
    ['no_effect', { input: 'qte|M:M3|*|2027', output: 'ca_ttc|M:M1|*|2027', target: 1 }, { result: 1000 }],
    ['no_effect', { input: 'qte|M:M1|*|2027-12', output: hold.cell, target: 2500 }, { result: 2000 }],
    ['out_of_reach', { input: 'qte|M:M3|*|2027-Q4', output: 'qte|*|*|2027', target: 1 }, { nearest: { v: 0 } }],
    [
      'blocked',
      { input: 'ca_ttc|M:M1|*|2027', output: 'ca_ttc|M:M1|*|2027', target: 2500 },
      { reason: 'unmet_hold', holds: [{ cell: hold.cell }], nearest: { v: expect.closeTo(1760, 1) } },
    ],
  ])('%s: %o', (kind, goal, more) => {
    expect(plan([hold], 3).goalSeek(goal)).toMatchObject({ ok: false, kind, ...more });
  });

  test('a rate without sales has no input at all', () => {
    const engine = plan([entry(1, 'set', 'qte|M:M1|*|2027', 0)]);
    const goal = { input: 'prix|M:M1|*|2027', output: 'ca_ttc|M:M1|*|2027', target: 10 };
    expect(engine.goalSeek(goal)).toEqual({ ok: false, kind: 'blocked', reason: 'no_value', holds: [], nearest: null });
  });
});
