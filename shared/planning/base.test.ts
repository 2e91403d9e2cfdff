import { describe, expect, test } from 'vitest';
import { decodeBase, encodeBase } from './base-binary.ts';
import { buildLastYearBase } from './base-from-actuals.ts';
import { baseFault } from './base.ts';
import { createEngine } from './engine.ts';
import { smallBase, smallHierarchy } from './testing/small-plan.ts';
import type { MonthlyActual, MonthlyCharge } from './actual-leaves.ts';
import type { LastYearInput } from './base-from-actuals.ts';

const hierarchy = smallHierarchy;
const MONTH_NAMES = hierarchy.periods.slice(-12).map((period) => period.slice(5));
const sale = (store: string, category: string, month: string, units: number, price = 4, cost = 2): MonthlyActual => ({
  store,
  category,
  month,
  units,
  revenueTtc: units * price,
  cost: units * cost,
});
const build = (actuals: MonthlyActual[], more: Partial<LastYearInput> = {}) =>
  buildLastYearBase({ hierarchy, actuals, charges: [], lastComplete: '2026-10', profiles: {}, ...more });
const twoYears = ['2025', '2026'].flatMap((year) =>
  MONTH_NAMES.flatMap((month) =>
    ['M1', 'M2', 'M3'].map((store) => sale(store, 'TEX', `${year}-${month}`, +year - 2000)),
  ),
);

describe('the base of last year', () => {
  test('made in November has January to October of this year and the rest of the one before', () => {
    const { base, sources } = build(twoYears);
    expect(sources[0]).toEqual({ month: '2027-01', source: '2026-01' });
    expect(sources[9]).toEqual({ month: '2027-10', source: '2026-10' });
    expect(sources[10]).toEqual({ month: '2027-11', source: '2025-11' });
    const engine = createEngine({ hierarchy, base });
    expect(engine.value('qte|M:M1|C:TEX|2027-10')).toBe(26);
    expect(engine.value('qte|M:M1|C:TEX|2027-11')).toBe(25);
    expect(baseFault(hierarchy, base)).toBeNull();
  });

  test('adds rows of one leaf, ignores unknown codes, and says where a month has no source', () => {
    const { base, sources } = build([
      sale('M1', 'TEX', '2026-03', 5, 4),
      sale('M1', 'TEX', '2026-03', 15, 8),
      sale('MX', 'TEX', '2026-04', 1),
    ]);
    const engine = createEngine({ hierarchy, base });
    expect(engine.value('qte|M:M1|*|2027')).toBe(20);
    expect(engine.value('prix|M:M1|C:TEX|2027-03')).toBe(7);
    expect(sources[4]).toEqual({ month: '2027-05', source: null });
  });

  test('starts net returns at 0 with the price of the category and reports what is left out', () => {
    const returned = sale('M1', 'TEX', '2026-03', -3, 5);
    const { base, leftOut } = build([
      returned,
      sale('M2', 'TEX', '2026-03', 10, 6, 3),
      sale('M1', 'ALI', '2026-03', 4),
    ]);
    expect(leftOut).toEqual([{ ...returned, month: '2027-03' }]);
    const engine = createEngine({ hierarchy, base });
    expect(engine.value('qte|M:M1|C:TEX|2027-03')).toBe(0);
    engine.append([{ id: 'e', op: 'set', cell: 'ca_ttc|M:M1|C:TEX|2027-03', v: 60, over: [], by: 'ada', at: 1 }]);
    expect(engine.value('qte|M:M1|C:TEX|2027-03')).toBeCloseTo(10, 9);
    expect(engine.value('cout_u|M:M1|C:TEX|2027-03')).toBeCloseTo(3, 9);
  });

  test('gives a store without history the profile named for it', () => {
    const { base, copied } = build([sale('M3', 'TEX', '2026-03', 8, 9)], { profiles: { M1: 'M3' } });
    expect(copied).toEqual([
      { store: 'M1', from: { kind: 'store', code: 'M3' } },
      { store: 'M2', from: { kind: 'nothing' } },
    ]);
    expect(createEngine({ hierarchy, base }).value('ca_ttc|M:M1|*|2027')).toBe(72);
  });

  test('or else the average of its region, with its charges', () => {
    const charges: MonthlyCharge[] = [{ store: 'M2', kind: 'loyer', month: '2026-03', amount: 500 }];
    const { base, copied } = build([sale('M2', 'TEX', '2026-03', 8, 9)], { charges });
    expect(copied[0]).toEqual({ store: 'M1', from: { kind: 'region', code: 'IDF', stores: 1 } });
    const engine = createEngine({ hierarchy, base });
    expect(engine.value('ca_ttc|M:M1|*|2027')).toBe(72);
    expect(engine.value('charges:loyer|R:IDF|*|2027')).toBe(1000);
  });
});

describe('a base as bytes', () => {
  const bytes = encodeBase(smallBase());

  test('comes back as it was, also from the middle of a buffer', () => {
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeBase(shifted.subarray(3))).toEqual({ ok: true, base: smallBase() });
    expect(encodeBase(smallBase())).toEqual(bytes);
  });

  test.each([
    ['not_a_base', new Uint8Array(4)],
    ['not_a_base', new Uint8Array(64)],
    ['unknown_version', bytes.with(4, 9)],
    ['damaged', bytes.subarray(0, -8)],
    ['damaged', bytes.with(8, 255).with(10, 255)],
    ['damaged', bytes.with(12, 0xff)],
  ])('%s', (kind, broken) => {
    expect(decodeBase(broken)).toEqual({ ok: false, kind });
  });

  test('is refused by another hierarchy and with impossible values', () => {
    const base = smallBase();
    base.p[7] = Number.NaN;
    expect(baseFault(hierarchy, base)).toMatchObject({ kind: 'bad_value', array: 'p', index: 7 });
    expect(baseFault(hierarchy, { ...smallBase(), stores: ['M1', 'M2'] })).toEqual({
      kind: 'other_hierarchy',
      axis: 'stores',
    });
    expect(baseFault(hierarchy, { ...smallBase(), q: new Float64Array(3) })).toMatchObject({
      kind: 'bad_length',
      array: 'q',
    });
  });
});
