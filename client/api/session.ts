import { queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { userResponseSchema, type LoginRequest, type User } from '../../shared/api/session.ts';
import { isStatus } from './api-error.ts';
import { apiRequest, nothingSchema } from './http.ts';
import { expireSession, SESSION_KEY, type SessionState } from './session-state.ts';

function sessionQuery(client: QueryClient) {
  return queryOptions({
    queryKey: SESSION_KEY,
    queryFn: async ({ signal }): Promise<SessionState> => {
      try {
        const { user } = await apiRequest({ path: '/api/me', schema: userResponseSchema, signal });
        return { status: 'signedIn', user };
      } catch (error) {
        if (isStatus(error, 401)) return expireSession(client.getQueryData<SessionState>(SESSION_KEY));
        throw error;
      }
    },
    staleTime: 60_000,
    refetchOnWindowFocus: true,
    // Unknown is not signed out: asked again until the server answers.
    refetchInterval: (query) => (query.state.status === 'error' ? 3_000 : false),
  });
}

export function useSession() {
  return useQuery(sessionQuery(useQueryClient()));
}

/** The signed-in user. Only below the shell, which renders nothing without one. */
export function useUser(): User {
  const session = useSession().data;
  if (session === undefined || session.status === 'signedOut') throw new Error('useUser needs a signed-in user');
  return session.user;
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    meta: { signIn: true },
    mutationFn: (body: LoginRequest) =>
      apiRequest({ method: 'POST', path: '/api/auth/login', body, schema: userResponseSchema }),
    onSuccess: ({ user }) => {
      const before = client.getQueryData<SessionState>(SESSION_KEY);
      // Another person's data must not stay on the screen, nor in any cache.
      if (before?.status === 'expired' && before.user.id !== user.id) return location.reload();
      const session: SessionState = { status: 'signedIn', user };
      client.setQueryData(SESSION_KEY, session);
      return client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== SESSION_KEY[0] });
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => apiRequest({ method: 'POST', path: '/api/auth/logout', schema: nothingSchema }),
    onSuccess: () => {
      // The session first: pages below the shell must be gone before their data are.
      const session: SessionState = { status: 'signedOut' };
      client.setQueryData(SESSION_KEY, session);
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION_KEY[0] });
    },
  });
}
