import type { User } from '../../shared/api/session.ts';

export type ClientScope = 'sales' | 'imports' | 'read';

/** Who acts: a person with a session, or a machine client with an access token. */
export type Principal =
  | { kind: 'user'; user: User; sessionId: string }
  | { kind: 'client'; clientId: string; scopes: readonly ClientScope[] };

/** Id of a person, or of a client behind a prefix no person's id has: whose something is. */
export function principalId(principal: Principal): string {
  return principal.kind === 'user' ? principal.user.id : `client:${principal.clientId}`;
}

/** Stable name for logs and the audit trail. */
export function principalName(principal: Principal): string {
  return principal.kind === 'user' ? principal.user.email : `client:${principal.clientId}`;
}
