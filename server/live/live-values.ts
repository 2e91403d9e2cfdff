import type { KpiValues } from '../../shared/api/kpi.ts';
import type { Landing, RankedStore } from '../../shared/api/live-board.ts';
import { scopeName } from '../../shared/api/scope.ts';
import { addSums, kpiValues, NO_SALES, type KpiSums } from '../../shared/measures/kpi-values.ts';
import { euros } from '../../shared/measures/money.ts';
import { isOpen, lastYearTo, objectiveTo } from './baseline.ts';
import type { Baselines } from './baseline-load.ts';
import type { LiveStore } from './directory.ts';
import type { Sums } from './hour-sums.ts';
import { landingOf, type StoreSoFar } from './landing.ts';

/** The second of a day that is over: all of it counts. */
export const END_OF_DAY = 86_400;

/** Values of some stores, each measured up to a second of its own day. */
export function valuesOf(
  stores: readonly LiveStore[],
  sumsOf: (store: LiveStore) => Sums,
  secondOf: (store: LiveStore) => number,
  baselines: Baselines,
): KpiValues {
  let total: KpiSums = NO_SALES;
  for (const store of stores) {
    const sums = sumsOf(store);
    const baseline = baselines.get(store.id);
    const second = secondOf(store);
    total = addSums(total, {
      ...sums,
      objectiveToDate: baseline ? objectiveTo(baseline, second) : 0,
      lastYearToTime: baseline ? lastYearTo(baseline, second) : 0,
    });
  }
  // Thousandths add up exactly; the division comes once, at the end.
  return kpiValues({ ...total, units: total.units / 1000 });
}

/** What the day of some stores is expected to end at; those that are not open yet, or no more, have none. */
export function landingOfStores(
  stores: readonly LiveStore[],
  sumsOf: (store: LiveStore) => Sums,
  secondOf: (store: LiveStore) => number,
  baselines: Baselines,
): Landing {
  return landingOf(
    stores.flatMap((store): StoreSoFar[] => {
      const baseline = baselines.get(store.id);
      const sold = sumsOf(store).revenueTtc;
      if (!baseline || (sold === 0 && !isOpen(store, baseline.day))) return [];
      return [{ courses: baseline.courses, sold, second: secondOf(store) }];
    }),
  );
}

/** Each store by its own values, in the order given. */
export function rankedStores(
  stores: readonly LiveStore[],
  sumsOf: (store: LiveStore) => Sums,
  secondOf: (store: LiveStore) => number,
  baselines: Baselines,
): RankedStore[] {
  return stores.map((store) => {
    const { revenueTtc, attainment, vsLastYear } = valuesOf([store], sumsOf, secondOf, baselines);
    return { scope: scopeName({ kind: 'store', code: store.code }), revenueTtc, attainment, vsLastYear };
  });
}

/** Revenue in euros by hour of the day, over some stores. */
export function revenueByHour(stores: readonly LiveStore[], hoursOf: (store: LiveStore) => readonly Sums[]): number[] {
  return hourTotals(stores, (store, hour) => hoursOf(store)[hour]?.revenueTtc ?? 0);
}

export function lastYearByHour(stores: readonly LiveStore[], baselines: Baselines): number[] {
  return hourTotals(stores, (store, hour) => {
    const baseline = baselines.get(store.id);
    return baseline ? lastYearTo(baseline, hour * 3600 + 3599) - lastYearTo(baseline, hour * 3600 - 1) : 0;
  });
}

export function objectiveByHour(stores: readonly LiveStore[], baselines: Baselines): number[] {
  return hourTotals(stores, (store, hour) => {
    const baseline = baselines.get(store.id);
    return baseline ? objectiveTo(baseline, (hour + 1) * 3600) - objectiveTo(baseline, hour * 3600) : 0;
  });
}

function hourTotals(stores: readonly LiveStore[], amount: (store: LiveStore, hour: number) => number): number[] {
  return Array.from({ length: 24 }, (_, hour) => {
    let sum = 0;
    for (const store of stores) sum += amount(store, hour);
    return euros(sum);
  });
}
