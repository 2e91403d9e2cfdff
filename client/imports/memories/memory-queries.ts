import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { importMemoryListSchema, importMemorySchema } from '../../../shared/api/import-memories.ts';
import { apiRequest, nothingSchema } from '../../api/http.ts';

export const memoriesQuery = queryOptions({
  queryKey: ['imports', 'memories'],
  queryFn: ({ signal }) => apiRequest({ path: '/api/import-mappings', schema: importMemoryListSchema, signal }),
  select: ({ items }) => items,
});

const pathOf = (id: string) => `/api/import-mappings/${encodeURIComponent(id)}`;

/** An empty name takes the name away. */
export function useRenameMemory(id: string) {
  const refresh = useRefresh();
  return useMutation({
    networkMode: 'always',
    mutationFn: (name: string) =>
      apiRequest({ method: 'PATCH', path: pathOf(id), body: { name }, schema: importMemorySchema }),
    onSettled: refresh,
  });
}

export function useForgetMemory(id: string) {
  const refresh = useRefresh();
  return useMutation({
    networkMode: 'always',
    mutationFn: () => apiRequest({ method: 'DELETE', path: pathOf(id), schema: nothingSchema }),
    onSettled: refresh,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: memoriesQuery.queryKey });
}
