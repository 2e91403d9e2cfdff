import { expect, test } from 'vitest';
import { addDays } from '../../shared/calendar/local-date.ts';
import { PRODUCTS } from './catalogue.ts';
import { CATEGORIES } from './categories.ts';
import { demoStores, REGIONS, type DemoStore } from './company.ts';
import { demandOf, discountsOn, isOpen } from './demand.ts';
import { receiptsOf, type DemoReceipt } from './receipts.ts';

const stores = demoStores('2026-11-22');

function store(name: string): DemoStore {
  const found = stores.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
}

function revenueOf(receipts: readonly DemoReceipt[]): number {
  return receipts.flatMap(({ lines }) => lines).reduce((sum, line) => sum + (line.quantity * line.unitPrice) / 100, 0);
}

function partOf(code: string, name: string, date: string): number {
  return demandOf(store(name), date)?.mix[CATEGORIES.findIndex((category) => category.code === code)] ?? 0;
}

test('the shares of the categories add up, and every region has a store', () => {
  expect(CATEGORIES.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  expect(CATEGORIES.every(({ season }) => season.length === 12)).toBe(true);
  expect([...new Set(stores.map(({ region }) => region))].toSorted()).toEqual(REGIONS.map(({ code }) => code));
  expect(new Set(PRODUCTS.map(({ sku }) => sku)).size).toBe(400);
});

test.each([
  ['2026-05-01', 'Paris Bastille', false],
  ['2026-12-25', 'Paris Bastille', false],
  ['2026-07-14', 'Paris Bastille', true],
  ['2026-04-03', 'Strasbourg Kléber', false],
  ['2026-04-03', 'Nancy', true],
  ['2026-12-26', 'Metz Muse', false],
  ['2026-11-15', 'Nancy', false],
  ['2026-11-15', 'Paris Bastille', true],
  ['2026-12-13', 'Nancy', true],
  ['2026-03-27', 'Roubaix', true],
  ['2026-03-28', 'Roubaix', false],
  ['2026-06-03', 'Vannes', false],
  ['2026-06-04', 'Vannes', true],
])('on %s the store %s: open %s', (date, name, open) => {
  expect(isOpen(store(name), date)).toBe(open);
  expect(receiptsOf(store(name), date, { kind: 'full' }).length > 0).toBe(open);
});

test('toys sell before Christmas, school things in September, soldes cut the prices of textiles', () => {
  expect(partOf('JOUE', 'Nancy', '2026-12-15')).toBeGreaterThan(2.5 * partOf('JOUE', 'Nancy', '2026-03-17'));
  expect(partOf('PAPE', 'Nancy', '2026-09-01')).toBeGreaterThan(2 * partOf('PAPE', 'Nancy', '2026-03-17'));
  const textile = CATEGORIES.findIndex(({ code }) => code === 'TEXT');
  expect(discountsOn('2026-01-14')[textile]).toBeCloseTo(0.4);
  expect(discountsOn('2026-03-17')[textile]).toBe(0);
});

test('receipts come in order of time within opening hours', () => {
  const receipts = receiptsOf(store('Paris Bastille'), '2026-11-21', { kind: 'full' });
  expect(receipts.length).toBeGreaterThan(25);
  expect(receipts.map(({ seconds }) => seconds)).toEqual(
    receipts.map(({ seconds }) => seconds).toSorted((a, b) => a - b),
  );
  expect(receipts.every(({ seconds }) => seconds >= 9 * 3600 && seconds < 20 * 3600)).toBe(true);
  expect(receipts.map(({ number }) => number)).toEqual(
    receipts.map((_, index) => `20261121-${String(index + 1).padStart(4, '0')}`),
  );
});

test('a summed day makes the revenue of a full one, in all and by category', () => {
  const days = Array.from({ length: 364 }, (_, day) => addDays('2025-11-22', day));
  const total = { demand: 0, full: 0, summed: 0 };
  const byCategory = CATEGORIES.map(() => ({ demand: 0, summed: 0 }));
  for (const one of ['Nancy', 'Annecy', 'Créteil Soleil'].map(store)) {
    for (const date of days) {
      const demand = demandOf(one, date);
      if (demand === undefined) continue;
      const summed = receiptsOf(one, date, { kind: 'summed', receipts: 2 });
      total.demand += demand.revenue;
      total.full += revenueOf(receiptsOf(one, date, { kind: 'full' }));
      total.summed += revenueOf(summed);
      for (const [index, part] of demand.mix.entries()) {
        const sums = byCategory[index];
        if (sums !== undefined) sums.demand += part * demand.revenue;
      }
      for (const line of summed.flatMap(({ lines }) => lines)) {
        const sums = byCategory[PRODUCTS[line.product]?.category ?? -1];
        if (sums !== undefined) sums.summed += (line.quantity * line.unitPrice) / 100;
      }
    }
  }
  expect(total.full / total.demand).toBeCloseTo(1, 1);
  expect(total.summed / total.demand).toBeCloseTo(1, 1);
  const gaps = byCategory.map(({ demand, summed }) => Math.abs(summed / demand - 1));
  expect(Math.max(...gaps)).toBeLessThan(0.12);
});
