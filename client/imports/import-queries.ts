import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
  type QueryKey,
} from '@tanstack/react-query';
import {
  importListSchema,
  importSchema,
  type Import,
  type ImportGroup,
  type ImportList,
  type ImportMapping,
  type ImportMessage,
} from '../../shared/api/imports.ts';
import { listOf, storeSchema } from '../../shared/api/reference.ts';
import { isStatus } from '../api/api-error.ts';
import { apiRequest } from '../api/http.ts';

const LIST_KEY = ['imports', 'list'] as const;
const keyOf = (id: string) => ['imports', 'one', id] as const;

/** Which imports of the log are shown: all, without a group; `text` is part of a file's name or an author's. */
export interface LogFilter {
  readonly group?: ImportGroup | undefined;
  readonly text: string;
}

export function importListQuery({ group, text }: LogFilter) {
  const filtered = group === undefined && text === '' ? [] : [group ?? '', text];
  return infiniteQueryOptions({
    queryKey: [...LIST_KEY, ...filtered],
    queryFn: ({ pageParam, signal }) =>
      apiRequest({
        path: '/api/imports',
        query: { before: pageParam, group, text: text === '' ? undefined : text },
        schema: importListSchema,
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

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

/**
 * Takes a message of the live feed into what was loaded. Only a new status has more to tell than the progress, and is read in
 * full; `moved` says that this message is the first with its status.
 */
export function applyMessage(client: QueryClient, message: ImportMessage, moved: boolean): void {
  const { id, status, progress } = message;
  if (moved) {
    // A read that is under way may be older than this message: it is started again. Once per status, lest messages that
    // come faster than answers keep cancelling each other's reads.
    void client.invalidateQueries({ queryKey: keyOf(id) }, { cancelRefetch: true });
    void client.invalidateQueries({ queryKey: LIST_KEY }, { cancelRefetch: true });
  }
  const grows = (item: Import) => item.id === id && item.status === status && item.progress < progress;
  const one = client.getQueryData<Import>(keyOf(id));
  if (one !== undefined && grows(one) && isCurrent(client, keyOf(id))) {
    client.setQueryData<Import>(keyOf(id), { ...one, progress });
  }
  for (const [key, list] of client.getQueriesData<InfiniteData<ImportList>>({ queryKey: LIST_KEY })) {
    if (list?.pages.some((page) => page.items.some(grows)) !== true || !isCurrent(client, key)) continue;
    const items = (page: ImportList) => page.items.map((item) => (grows(item) ? { ...item, progress } : item));
    const pages = list.pages.map((page) => ({ ...page, items: items(page) }));
    client.setQueryData<InfiniteData<ImportList>>(key, { ...list, pages });
  }
}

/** Writing into data that wait to be read again would make them pass for fresh. */
function isCurrent(client: QueryClient, key: QueryKey): boolean {
  return client.getQueryState(key)?.isInvalidated === false;
}

/** After a time without the feed anything may have moved. */
export function refreshAll(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['imports'] });
}
