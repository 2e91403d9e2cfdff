import { queryOptions } from '@tanstack/react-query';
import { listOf } from '../../shared/api/reference.ts';
import { scenarioSchema } from '../../shared/api/scenarios.ts';
import { apiRequest } from './http.ts';

/** The scenarios the user may open, newest first as the server sends them. */
export const scenariosQuery = queryOptions({
  queryKey: ['scenarios', 'list'],
  queryFn: ({ signal }) => apiRequest({ path: '/api/scenarios', schema: listOf(scenarioSchema), signal }),
  select: (list) => list.items,
});
