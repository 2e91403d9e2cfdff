import { queryOptions } from '@tanstack/react-query';
import { landingSchema } from '../../../shared/api/scenarios.ts';
import { apiRequest } from '../../api/http.ts';

const EVERY_MS = 30_000;
/** A page that stays open over New Year finds its year under way. */
const NOT_UNDER_WAY_MS = 3_600_000;

/** What is sold of the month under way; asked again while the page is visible. */
export function landingQuery(id: string) {
  return queryOptions({
    queryKey: ['scenarios', 'landing', id] as const,
    queryFn: ({ signal }) =>
      apiRequest({ path: `/api/scenarios/${encodeURIComponent(id)}/landing`, schema: landingSchema, signal }),
    refetchInterval: ({ state }) => (state.data?.month === null ? NOT_UNDER_WAY_MS : EVERY_MS),
  });
}
