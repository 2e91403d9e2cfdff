import { expect, it } from 'vitest';
import type { StoreDay } from '../../shared/api/store-days.ts';
import { isDayClosed } from './store-days.ts';

const day = (store: string, region: string, state: StoreDay['state'], today = true): StoreDay => ({
  store,
  name: store,
  region,
  day: '2026-11-20',
  today,
  state,
  revenue: 0,
  receipts: 0,
  tillTotals: 0,
  tillRevenue: null,
  tillReceipts: null,
  gap: null,
});

it('a scope is closed when all of its stores have closed the day under way', () => {
  const items = [
    day('M001', 'IDF', 'closed'),
    day('M002', 'IDF', 'closed'),
    day('M003', 'BRE', 'open'),
    day('M003', 'BRE', 'closed', false),
    day('M004', 'PAC', 'closing'),
  ];
  const scopes = ['company', 'region:IDF', 'store:M001', 'region:BRE', 'store:M003', 'store:M004', 'region:XXX'];
  expect(scopes.filter((scope) => isDayClosed(items, scope))).toEqual(['region:IDF', 'store:M001']);
});
