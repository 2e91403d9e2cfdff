import { expect, test } from 'vitest';
import { leftOutTotal } from './left-out-total.ts';

const leaf = (store: string, units: number, revenueTtc: number, cost: number) => ({
  store,
  category: 'TEX',
  month: '2027-03',
  units,
  revenueTtc,
  cost,
});

test('what was left out is told in totals, each store once', () => {
  const items = [leaf('M001', -2, -40, -16), leaf('M001', -1, -20, -8), leaf('M002', 0, -5.5, 0)];
  expect(leftOutTotal(items)).toEqual({ leaves: 3, stores: 2, units: -3, revenueTtc: -65.5, cost: -24 });
});

test('nothing is nothing', () => {
  expect(leftOutTotal([])).toEqual({ leaves: 0, stores: 0, units: 0, revenueTtc: 0, cost: 0 });
});
