import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { alertSavedSchema, alertSchema, alertSignalSchema, type AlertInput } from '../../../shared/api/alerts.ts';
import { listOf } from '../../../shared/api/reference.ts';
import { apiRequest, nothingSchema } from '../../api/http.ts';

/** As often as the server judges. */
const EVERY_MS = 10_000;

export const alertsQuery = queryOptions({
  queryKey: ['alerts'],
  queryFn: ({ signal }) => apiRequest({ path: '/api/alerts', schema: listOf(alertSchema), signal }),
  select: ({ items }) => items,
  refetchInterval: EVERY_MS,
});

export const signalsQuery = queryOptions({
  queryKey: ['alerts', 'signals'],
  queryFn: ({ signal }) => apiRequest({ path: '/api/alerts/signals', schema: listOf(alertSignalSchema), signal }),
  select: ({ items }) => items,
  refetchInterval: EVERY_MS,
});

const trialSchema = z.object({ sent: z.boolean(), answer: z.string() });

/** Without `webhook` a change keeps the address there is. */
export type AlertChange = Omit<AlertInput, 'webhook'> & { webhook?: string | null };

export function useSaveAlert(id: string | undefined) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: AlertChange) =>
      apiRequest({
        method: id === undefined ? 'POST' : 'PATCH',
        path: id === undefined ? '/api/alerts' : `/api/alerts/${id}`,
        body: id === undefined ? { webhook: null, ...body } : body,
        schema: alertSavedSchema,
      }),
    onSuccess: refresh,
  });
}

export function useDeleteAlert(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => apiRequest({ method: 'DELETE', path: `/api/alerts/${id}`, schema: nothingSchema }),
    onSuccess: refresh,
  });
}

export function useTryWebhook(id: string) {
  return useMutation({
    mutationFn: () => apiRequest({ method: 'POST', path: `/api/alerts/${id}/test`, schema: trialSchema }),
  });
}

function useRefresh() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: alertsQuery.queryKey });
}
