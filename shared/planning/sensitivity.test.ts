import { describe, expect, test, vi } from 'vitest';
import { createEngine } from './engine.ts';
import { actualsOf, bytes, eachSeed, hierarchy, MEASURES, randomPlan } from './testing/random-edits.ts';
import { editAt, randomCell } from './testing/random-plan.ts';
import { entry, smallBase, smallHierarchy } from './testing/small-plan.ts';
import type { Edit } from './edit.ts';

vi.setConfig({ testTimeout: 60_000 });

const plan = (edits: readonly Edit[]) => createEngine({ hierarchy: smallHierarchy, base: smallBase(), edits });

describe('sensitivity', () => {
  test('is what entering each change by hand gives, and leaves no trace', () => {
    let possible = 0;
    let impossible = 0;
    eachSeed(30, (random) => {
      const { base, edits, closed } = randomPlan(random, 30);
      const actuals = actualsOf(base, closed);
      const engine = createEngine({ hierarchy, base, actuals, edits });
      const inputs = Array.from({ length: 5 }, () => randomCell(random, hierarchy, random.pick(MEASURES)));
      const output = `${random.pick(['resultat', 'marge', 'taux_marque'])}|*|*|2027`;
      const x = 0.01 + random.next() * 1.1;
      const before = bytes(engine);
      const bars = engine.sensitivity(inputs, output, x);
      expect(bytes(engine)).toBe(before);
      expect(bars.map(({ cell }) => cell).toSorted()).toEqual(inputs.toSorted());
      for (const { cell, low, high, impossible: why } of bars) {
        for (const [v, told, reason] of [
          [-x, low, why?.low],
          [x, high, why?.high],
        ] as const) {
          const edit = editAt(random, 1000, { cell, op: 'pct', v });
          const byHand = createEngine({ hierarchy, base, actuals, edits: [...edits, edit] });
          if (byHand.status(edit) === 'counts') {
            expect([told, reason]).toEqual([byHand.value(output), undefined]);
            possible++;
          } else {
            expect([told, reason === undefined]).toEqual([null, false]);
            impossible++;
          }
        }
      }
      const spreads = bars.map(({ spread }) => spread);
      expect(spreads).toEqual(spreads.toSorted((a, b) => b - a));
    });
    expect(possible).toBeGreaterThan(100);
    expect(impossible).toBeGreaterThan(20);
  });

  test('parts what is possible on one side only, and inputs that cannot be changed', () => {
    const hold = entry(1, 'set', 'ca_ttc|M:M1|*|2027', 900, { lock: true });
    const inputs = ['marge|*|*|2027', 'charges:loyer|*|*|2027', 'ca_ttc|R:IDF|*|2027', 'charges:energie|*|*|2027'];
    const bars = plan([hold]).sensitivity(inputs, 'resultat|*|*|2027', 0.6);
    expect(bars.map(({ cell }) => cell)).toEqual([inputs[1], inputs[2], inputs[0], inputs[3]]);
    expect(bars[0]?.spread).toBeCloseTo(1.2 * 3600, 6);
    expect(bars[1]).toMatchObject({ low: null, impossible: { low: { reason: 'held', holds: [{ cell: hold.cell }] } } });
    expect(bars[1]?.high).toBeGreaterThan(0 + bars[0]!.low! - 2 * 3600);
    expect(bars[2]).toMatchObject({
      low: null,
      high: null,
      spread: 0,
      impossible: { low: { kind: 'measure_read_only' }, high: { kind: 'measure_read_only' } },
    });
    expect(structuredClone(bars)).toEqual(bars);
  });

  test.each([0, -0.1, Number.NaN, Infinity])('refuses a fraction of %d', (x) => {
    expect(() => plan([]).sensitivity([], 'qte|*|*|2027', x)).toThrow('bad_fraction');
  });

  test('names an unknown cell', () => {
    expect(() => plan([]).sensitivity(['qte|M:NOPE|*|2027'], 'qte|*|*|2027', 0.1)).toThrow('unknown_org');
    expect(() => plan([]).sensitivity([], 'qte|M:NOPE|*|2027', 0.1)).toThrow('unknown_org');
  });
});
