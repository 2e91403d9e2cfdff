import { describe, expect, it } from 'vitest';
import type { StoreDay } from '../../shared/api/store-days.ts';
import { groupByDay, isMatching, shownOf } from './day-groups.ts';

function day(given: Partial<StoreDay> = {}): StoreDay {
  return {
    store: 'M001',
    name: 'Paris',
    region: 'IDF',
    day: '2026-11-20',
    today: false,
    state: 'open',
    revenue: 10,
    receipts: 1,
    tillTotals: 1,
    tillRevenue: 10,
    tillReceipts: 1,
    gap: 0,
    ...given,
  };
}
const unsent = { tillTotals: 0, tillRevenue: null, tillReceipts: null, gap: null };

describe('days grouped', () => {
  it('keep their order, and add up what is known, to the cent', () => {
    const items = [
      day({ day: '2026-11-21', revenue: 0.1, tillRevenue: 0.4, gap: -0.3, state: 'closed' }),
      day({ day: '2026-11-21', revenue: 0.2, tillRevenue: 0.1, gap: 0.1 }),
      day({ day: '2026-11-21', revenue: 0.7, tillRevenue: 0.5, gap: 0.2 }),
      day({ revenue: 5, ...unsent }),
    ];
    expect(groupByDay(items).map(({ items: all, ...sums }) => ({ ...sums, stores: all.length }))).toEqual([
      { day: '2026-11-21', closed: 1, gaps: 3, revenue: 1, tillRevenue: 1, gap: 0, stores: 3 },
      { day: '2026-11-20', closed: 0, gaps: 0, revenue: 5, tillRevenue: null, gap: null, stores: 1 },
    ]);
  });
});

describe('what is shown', () => {
  const gap = day({ gap: -1, tillRevenue: 11 });
  const shut = day({ revenue: 0, receipts: 0, ...unsent });
  const today = day({ today: true });
  const closed = day({ state: 'closed' });
  const half = day({ state: 'closing' });

  it('gaps: only where a till said something else, closed or not', () => {
    expect(shownOf([gap, shut, today, closed, day(unsent)], 'gaps')).toEqual([gap]);
  });

  it('to close: what is over, not closed, and was a day of sales', () => {
    expect(shownOf([gap, shut, today, closed, half], 'open')).toEqual([gap, half]);
  });

  it('offers for closing what is over and agrees', () => {
    expect([gap, shut, today, closed, half, day(), day(unsent)].filter(isMatching)).toEqual([half, day()]);
  });
});
