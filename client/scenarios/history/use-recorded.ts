import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { historySchema } from '../../../shared/api/scenarios.ts';
import { COMMONS } from '../../../shared/scenario/document.ts';
import { apiRequest } from '../../api/http.ts';
import { mayBeIncomplete } from './recorded.ts';
import type { HistoryItem, Scenario } from '../../../shared/api/scenarios.ts';

/** The largest page the server gives: most of it is in the documents too. */
const PAGE = '500';

/** The history as the server keeps it, read page by page. */
export interface Recorded {
  /** Newest first, as far as they were read. */
  readonly items: readonly HistoryItem[];
  /** `waiting`: there may be more, ask with `readOn`. `complete`: the documents and `items` are all there is. */
  readonly state: 'complete' | 'waiting' | 'reading' | 'failed';
  /** Reads the next page, after a failure too. */
  readonly readOn: () => void;
}

/** Asked only where a document may have dropped entries, shared by all that show it. */
export function useRecorded({ id, sheets }: Scenario): Recorded {
  const planned = sheets.filter((sheet) => sheet.id !== COMMONS);
  const query = useInfiniteQuery({
    // A document that was rebuilt has dropped others.
    queryKey: ['scenarios', 'history', id, planned.map(({ epoch }) => epoch).join()],
    queryFn: ({ pageParam, signal }) =>
      apiRequest({
        path: `/api/scenarios/${encodeURIComponent(id)}/history`,
        query: { before: pageParam, limit: PAGE },
        schema: historySchema,
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    enabled: false,
    staleTime: Infinity,
  });
  const { data, isFetching, isError, fetchNextPage } = query;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const over = data ? data.pages.at(-1)?.next === undefined : !mayBeIncomplete(planned);
  const readOn = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]);
  return { items, state: stateOf(over, isFetching, isError), readOn };
}

function stateOf(over: boolean, reading: boolean, failed: boolean): Recorded['state'] {
  if (over) return 'complete';
  if (reading) return 'reading';
  return failed ? 'failed' : 'waiting';
}
