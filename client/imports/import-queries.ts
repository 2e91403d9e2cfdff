import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query';
import {
  importListSchema,
  importSchema,
  type Import,
  type ImportList,
  type ImportMapping,
  type ImportMessage,
} from '../../shared/api/imports.ts';
import { listOf, storeSchema } from '../../shared/api/reference.ts';
import { isStatus } from '../api/api-error.ts';
import { apiRequest } from '../api/http.ts';

const LIST_KEY = ['imports', 'list'] as const;
const keyOf = (id: string) => ['imports', 'one', id] as const;

export const importListQuery = infiniteQueryOptions({
  queryKey: LIST_KEY,
  queryFn: ({ pageParam, signal }) =>
    apiRequest({ path: '/api/imports', query: { before: pageParam }, schema: importListSchema, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
});

export function importQuery(id: string) {
  return queryOptions({
    queryKey: keyOf(id),
    queryFn: ({ signal }) =>
      apiRequest({ path: `/api/imports/${encodeURIComponent(id)}`, schema: importSchema, signal }),
  });
}

export const storesQuery = queryOptions({
  queryKey: ['stores'],
  queryFn: ({ signal }) => apiRequest({ path: '/api/stores', schema: listOf(storeSchema), signal }),
  select: (list) => list.items,
  staleTime: 5 * 60_000,
});

export type ImportAction = { kind: 'commit' | 'cancel' | 'revert' } | { kind: 'mapping'; mapping: ImportMapping };

/** Commit, cancel, revert or answer; the import as it then stands takes its place on the page. */
export function useImportAction(id: string) {
  const client = useQueryClient();
  return useMutation({
    // Offline, a click must fail now: kept and sent an hour later it would surprise.
    networkMode: 'always',
    mutationFn: (action: ImportAction) =>
      apiRequest({
        method: 'POST',
        path: `/api/imports/${encodeURIComponent(id)}/${action.kind}`,
        ...(action.kind === 'mapping' ? { body: action.mapping } : {}),
        schema: importSchema,
      }),
    onSuccess: (item) => {
      client.setQueryData(keyOf(id), item);
      return client.invalidateQueries({ queryKey: LIST_KEY });
    },
    onError: (error) => {
      if (isStatus(error, 409)) void client.invalidateQueries({ queryKey: keyOf(id) });
    },
  });
}

/** Takes a message of the live feed into what was loaded; only a new status has more to tell, and is read in full. */
export function applyMessage(client: QueryClient, message: ImportMessage): void {
  const { id, status, progress } = message;
  const before = client.getQueryData<Import>(keyOf(id));
  if (before !== undefined) {
    if (before.status !== status) {
      // A read that is under way may be older than this message: it is started again.
      void client.invalidateQueries({ queryKey: keyOf(id) }, { cancelRefetch: true });
    } else if (before.progress < progress) {
      client.setQueryData<Import>(keyOf(id), { ...before, progress });
    }
  }
  const list = client.getQueryData<InfiniteData<ImportList>>(LIST_KEY);
  if (list === undefined) return;
  const known = list.pages.flatMap((page) => page.items).find((item) => item.id === id);
  if (known?.status !== status) void client.invalidateQueries({ queryKey: LIST_KEY }, { cancelRefetch: true });
  else client.setQueryData(LIST_KEY, withProgress(list, message));
}

/** After a time without the feed anything may have moved. */
export function refreshAll(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['imports'] });
}

function withProgress(list: InfiniteData<ImportList>, { id, progress }: ImportMessage): InfiniteData<ImportList> {
  const items = (page: ImportList) =>
    page.items.map((item) => (item.id === id ? { ...item, progress: Math.max(item.progress, progress) } : item));
  return { ...list, pages: list.pages.map((page) => ({ ...page, items: items(page) })) };
}
