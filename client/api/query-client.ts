import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isStatus, isTransient } from './api-error.ts';
import { expireSession, SESSION_KEY } from './session-state.ts';

/** Any 401 of any request means the session is over: the sign-in form appears over the page, which keeps its state. */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (isStatus(error, 401)) client.setQueryData(SESSION_KEY, expireSession);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        // A refused password is a 401 too, and says nothing about the session.
        if (mutation.meta?.['signIn'] !== true) onError(error);
      },
    }),
    defaultOptions: {
      queries: { staleTime: 30_000, retry: (count, error) => isTransient(error) && count < 2 },
      mutations: { retry: false },
    },
  });
  return client;
}
