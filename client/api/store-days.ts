import { queryOptions } from '@tanstack/react-query';
import { addDays, type LocalDate } from '../../shared/calendar/local-date.ts';
import { listOf } from '../../shared/api/reference.ts';
import { storeDaySchema, type StoreDay } from '../../shared/api/store-days.ts';
import { apiRequest } from './http.ts';

/** Whatever somebody does to a day makes all of them stale. */
export const STORE_DAYS_KEY = ['days'] as const;

export const storeDaysSchema = listOf(storeDaySchema);

/** By the clock of the machine. */
export function localToday(): LocalDate {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

export function storeDaysQuery(range: { from: string; to: string; scope?: string | undefined }) {
  return queryOptions({
    queryKey: [...STORE_DAYS_KEY, range],
    queryFn: ({ signal }) => apiRequest({ path: '/api/store-days', query: range, schema: storeDaysSchema, signal }),
    select: (list) => list.items,
    // Till totals and sales arrive by themselves, closings end by themselves: asked again while somebody looks.
    refetchInterval: ({ state }) => (state.data?.items.some((item) => item.state === 'closing') ? 3_000 : 30_000),
  });
}

/** The day under way of all stores one may see, wherever on earth they are. */
export function todayQuery(today: LocalDate) {
  return storeDaysQuery({ from: addDays(today, -1), to: addDays(today, 1) });
}

/** Whether the day under way is closed in all stores of a scope. */
export function isDayClosed(items: readonly StoreDay[], scope: string): boolean {
  const stores = items.filter(
    ({ today, store, region }) =>
      today && (scope === 'company' || scope === `region:${region}` || scope === `store:${store}`),
  );
  return stores.length > 0 && stores.every(({ state }) => state === 'closed');
}
