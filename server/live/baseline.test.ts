import { describe, expect, it } from 'vitest';
import { daysOf } from '../../shared/calendar/month.ts';
import { zoneClock } from '../../shared/calendar/zone-clock.ts';
import { buildBaseline, companyShape, lastYearTo, objectiveTo, type StoreHistory } from './baseline.ts';
import type { LiveStore } from './directory.ts';

const FRIDAY = '2026-11-20';

const shop: LiveStore = {
  id: 1,
  code: 'M001',
  name: 'Paris',
  region: 'IDF',
  clock: zoneClock('Europe/Paris'),
  opened: null,
  closed: null,
  yearlyObjective: 365_000,
  scopes: [],
};

/** Sells `open` per hour from 10 to 19 h, every day but Sunday. */
function history(overrides: Partial<StoreHistory> = {}, open = 1): StoreHistory {
  const day = Array.from({ length: 24 }, (_, hour) => (hour >= 10 && hour < 20 ? open : 0));
  return {
    week: Array.from({ length: 7 }, (_, index) => (index === 6 ? day.map(() => 0) : day)),
    months: Array.from({ length: 12 }, () => 1),
    monthObjective: undefined,
    like: 'weekday',
    likeDays: [],
    lastYear: [],
    ...overrides,
  };
}

const none = history({}, 0);
const nothing = companyShape([]);

function objective(day: string, own: StoreHistory, company = nothing, store = shop): number {
  return buildBaseline(store, day, own, company).objective;
}

describe('the objective of a day', () => {
  it('adds up to the objective of the month, by weekday', () => {
    const own = history({ monthObjective: 30_000 });
    const days = daysOf('2026-11').map((day) => objective(day, own));
    expect(days.reduce((sum, day) => sum + day, 0)).toBeCloseTo(30_000, 6);
    expect(objective('2026-11-22', own)).toBe(0);
    expect(objective(FRIDAY, own)).toBeCloseTo(30_000 / 25, 6);
  });

  it('spreads the yearly objective by the months of last year where no plan is published', () => {
    const months = Array.from({ length: 12 }, (_, index) => (index === 11 ? 2 : 1));
    const own = history({ months });
    const year = Array.from({ length: 12 }, (_, m) => daysOf(`2026-${String(m + 1).padStart(2, '0')}`)).flat();
    expect(year.reduce((sum, day) => sum + objective(day, own), 0)).toBeCloseTo(365_000, 4);
    const december = daysOf('2026-12').reduce((sum, day) => sum + objective(day, own), 0);
    expect(december).toBeCloseTo((365_000 * 2) / 13, 4);
  });

  it('borrows the seasons of the company where a store was not open all of last year', () => {
    const young = history({ months: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1] });
    const company = companyShape([history()]);
    expect(objective('2026-02-13', young, company)).toBeGreaterThan(0);
    expect(objective('2026-02-13', young, company)).toBeCloseTo(objective('2026-02-13', history(), company), 6);
  });

  it('is even over days and months without any history, and nothing before the opening and after the closing', () => {
    expect(objective('2026-11-22', none)).toBeCloseTo(365_000 / 12 / 30, 6);
    expect(objective(FRIDAY, none, nothing, { ...shop, opened: '2026-11-21' })).toBe(0);
    expect(objective(FRIDAY, none, nothing, { ...shop, closed: '2026-11-19' })).toBe(0);
    expect(objective(FRIDAY, none, nothing, { ...shop, opened: FRIDAY, closed: FRIDAY })).toBeGreaterThan(0);
  });
});

describe('the part of it that is due by now', () => {
  it('follows the hours in which the store sells', () => {
    const baseline = buildBaseline(shop, FRIDAY, history({ monthObjective: 25_000 }), nothing);
    expect(objectiveTo(baseline, 10 * 3600)).toBe(0);
    expect(objectiveTo(baseline, 15 * 3600)).toBe(5_000_000);
    expect(objectiveTo(baseline, 23 * 3600)).toBe(10_000_000);
    expect(objectiveTo(baseline, -1)).toBe(0);
  });

  it('takes any day, then the company, where this weekday never sold', () => {
    const own = history({ monthObjective: 30_000 });
    expect(buildBaseline(shop, '2026-11-22', own, nothing).profile[12]).toBeGreaterThan(0);
    const company = companyShape([history({}, 7)]);
    expect(buildBaseline(shop, FRIDAY, none, company).profile[12]).toBe(7);
    expect(objectiveTo(buildBaseline(shop, FRIDAY, none, nothing), 43_200)).toBeCloseTo(
      (365_000 / 12 / 30 / 2) * 10_000,
      -1,
    );
  });
});

describe('last year at the same time', () => {
  it('counts receipts up to the second', () => {
    const lastYear = [
      { second: 36_000, amount: 100_000 },
      { second: 36_005, amount: -20_000 },
      { second: 50_000, amount: 5 },
    ];
    const baseline = buildBaseline(shop, FRIDAY, history({ lastYear }), nothing);
    const at = (second: number) => lastYearTo(baseline, second);
    expect([at(-1), at(35_999), at(36_000), at(36_004), at(36_005), at(86_400)]).toEqual([
      0, 0, 100_000, 100_000, 80_000, 80_005,
    ]);
  });
});
