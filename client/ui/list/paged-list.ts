import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';

type Pages<T> = Pick<
  UseInfiniteQueryResult<InfiniteData<{ items: T[] }>>,
  'data' | 'error' | 'fetchStatus' | 'refetch' | 'hasNextPage' | 'fetchNextPage' | 'isFetchingNextPage'
>;

/** The pages read so far as one list, and the way to the next one under `label`: the `query` and `more` of a `ListTable`. */
export function pagedList<T>(pages: Pages<T>, label: string) {
  const { data, error, fetchStatus, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = pages;
  return {
    query: { data: data?.pages.flatMap(({ items }) => items), error, fetchStatus, refetch },
    more: hasNextPage ? { label, loading: isFetchingNextPage, load: () => void fetchNextPage() } : undefined,
  };
}
