import { queryOptions } from '@tanstack/react-query';
import { hourCurveSchema, watchableScopeSchema } from '../../shared/api/kpi.ts';
import { liveReceiptsSchema, rankingSchema } from '../../shared/api/live-board.ts';
import { listOf } from '../../shared/api/reference.ts';
import { apiRequest } from './http.ts';

/** Company, regions, stores: what the user may watch. Screens take it through useScopes. */
export const scopesQuery = queryOptions({
  queryKey: ['live', 'scopes'],
  queryFn: ({ signal }) => apiRequest({ path: '/api/live/scopes', schema: listOf(watchableScopeSchema), signal }),
  staleTime: 5 * 60_000,
});

/** Revenue by hour of a scope on the running day; `day` only tells one day's answer from the next one's. */
export function curveQuery(scope: string, day: string) {
  return queryOptions({
    queryKey: ['live', 'curve', scope, day],
    queryFn: ({ signal }) => apiRequest({ path: '/api/live/curve', query: { scope }, schema: hourCurveSchema, signal }),
    staleTime: 5 * 60_000,
  });
}

/** The stores of a scope with what they are ranked by. Asked for again when the scope's values move. */
export function rankingQuery(scope: string) {
  return queryOptions({
    queryKey: ['live', 'ranking', scope],
    queryFn: ({ signal }) => apiRequest({ path: '/api/live/ranking', query: { scope }, schema: rankingSchema, signal }),
  });
}

/** The last receipts of a scope, the newest first. Asked for again when the scope's values move. */
export function receiptsQuery(scope: string) {
  return queryOptions({
    queryKey: ['live', 'receipts', scope],
    queryFn: ({ signal }) =>
      apiRequest({ path: '/api/live/receipts', query: { scope }, schema: liveReceiptsSchema, signal }),
  });
}
