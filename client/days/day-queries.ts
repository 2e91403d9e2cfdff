import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { listOf } from '../../shared/api/reference.ts';
import {
  salesWriterSchema,
  storedTillTotalSchema,
  type DayKey,
  type StoreDay,
  type TillTotalCorrection,
} from '../../shared/api/store-days.ts';
import { apiRequest } from '../api/http.ts';
import { STORE_DAYS_KEY, storeDaysSchema } from '../api/store-days.ts';
import { keyOf } from './day-groups.ts';

/** Days the server takes in one call. */
const AT_ONCE = 1_000;

export type DayAction = { kind: 'close' | 'cancel' } | { kind: 'reopen'; reason: string };

export function useDayAction() {
  const client = useQueryClient();
  return useMutation({
    // Offline, a click must fail now: kept and sent an hour later it would surprise.
    networkMode: 'always',
    mutationFn: async ({ action, days }: { action: DayAction; days: readonly DayKey[] }): Promise<StoreDay[]> => {
      const done: StoreDay[] = [];
      for (let from = 0; from < days.length; from += AT_ONCE) {
        const part = days.slice(from, from + AT_ONCE).map(({ store, day }) => ({ store, day }));
        const body = { days: part, ...(action.kind === 'reopen' ? { reason: action.reason } : {}) };
        const { items } = await apiRequest({
          method: 'POST',
          path: `/api/store-days/${action.kind}`,
          body,
          schema: storeDaysSchema,
        });
        done.push(...items);
      }
      return done;
    },
    onSuccess: (done) => {
      const changed = new Map(done.map((item) => [keyOf(item), item]));
      client.setQueriesData<{ items: StoreDay[] }>({ queryKey: STORE_DAYS_KEY }, (list) =>
        list === undefined ? list : { ...list, items: list.items.map((item) => changed.get(keyOf(item)) ?? item) },
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey: STORE_DAYS_KEY }),
  });
}

const storedTotalsSchema = listOf(storedTillTotalSchema);

/** Under the key of the days: whatever is done to one makes its totals stale too. */
export function storedTotalsQuery({ store, day }: DayKey) {
  return queryOptions({
    queryKey: [...STORE_DAYS_KEY, 'totals', store, day],
    queryFn: ({ signal }) =>
      apiRequest({ path: '/api/till-totals', query: { store, day }, schema: storedTotalsSchema, signal }),
    select: (list) => list.items,
  });
}

const salesWritersSchema = listOf(salesWriterSchema);

export function salesWritersQuery() {
  return queryOptions({
    queryKey: ['sales-writers'],
    queryFn: ({ signal }) => apiRequest({ path: '/api/store-days/writers', schema: salesWritersSchema, signal }),
    select: (list) => list.items,
    refetchInterval: 5_000,
  });
}

export function useCorrection() {
  const client = useQueryClient();
  return useMutation({
    networkMode: 'always',
    mutationFn: (body: TillTotalCorrection) =>
      apiRequest({ method: 'POST', path: '/api/till-totals/correct', body, schema: storedTotalsSchema }),
    onSettled: () => client.invalidateQueries({ queryKey: STORE_DAYS_KEY }),
  });
}
