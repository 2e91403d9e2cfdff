import { expect, test } from 'vitest';
import { buildActuals } from './actuals.ts';
import { baseFault } from './base.ts';
import { createEngine } from './engine.ts';
import { entry, smallBase, smallHierarchy } from './testing/small-plan.ts';
import type { MonthlyActual } from './actual-leaves.ts';

const hierarchy = smallHierarchy;
const sale = (store: string, month: string, units: number, price = 4): MonthlyActual => ({
  store,
  category: 'TEX',
  month,
  units,
  revenueTtc: units * price,
  cost: units,
});
const FIRST = ['2027-01', '2027-02', '2027-03'].map((month) => sale('M1', month, 5));

test('the months that are over and sold are closed; a store that sold nothing there has nothing', () => {
  const { closed, leaves } = buildActuals(hierarchy, FIRST, [], '2027-02');
  expect(closed).toBe(2);
  expect(baseFault(hierarchy, leaves)).toBe(null);
  const engine = createEngine({ hierarchy, base: smallBase(), actuals: { ...leaves, closed } });
  expect(engine.value('qte|*|*|2027-02')).toBe(5);
  expect(engine.value('qte|M:M2|*|2027-02')).toBe(0);
  expect(engine.value('qte|M:M2|*|2027-03')).toBe(20);
  engine.append([entry(1, 'set', 'qte|M:M1|*|2027-Q1', 105)]);
  expect([1, 2, 3].map((month) => engine.value(`qte|M:M1|*|2027-0${month}`))).toEqual([5, 5, 95]);
});

test('a month nobody sold in is open, and so are those after it', () => {
  const gap = FIRST.filter(({ month }) => month !== '2027-02');
  expect(buildActuals(hierarchy, gap, [], '2027-12').closed).toBe(1);
  expect(buildActuals(hierarchy, [], [], '2027-12').closed).toBe(0);
  expect(buildActuals(hierarchy, FIRST, [], '2026-12').closed).toBe(0);
});

test('charges count in closed months, and net returns start at 0 and are told', () => {
  const charges = ['2027-01', '2027-03'].map((month) => ({ store: 'M1', kind: 'loyer', month, amount: 70 }));
  const returned = sale('M2', '2027-01', -2);
  const { leaves, leftOut, closed } = buildActuals(hierarchy, [...FIRST, returned], charges, '2027-02');
  const engine = createEngine({ hierarchy, base: smallBase(), actuals: { ...leaves, closed } });
  expect(engine.value('charges:loyer|M:M1|*|2027-01')).toBe(70);
  expect(engine.value('charges:loyer|M:M1|*|2027-03')).toBe(100);
  expect(engine.value('qte|M:M2|*|2027-01')).toBe(0);
  expect(leftOut).toEqual([returned]);
});
