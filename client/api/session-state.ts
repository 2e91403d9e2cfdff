import type { User } from '../../shared/api/session.ts';

/** `expired` keeps the user, so that his page and his unsaved work stay while he signs in again. */
export type SessionState =
  | { readonly status: 'signedOut' }
  | { readonly status: 'signedIn'; readonly user: User }
  | { readonly status: 'expired'; readonly user: User };

export const SESSION_KEY = ['session'] as const;

/** The state after the server no longer knew the session. */
export function expireSession(state: SessionState | undefined): SessionState {
  return state === undefined || state.status === 'signedOut'
    ? { status: 'signedOut' }
    : { status: 'expired', user: state.user };
}
