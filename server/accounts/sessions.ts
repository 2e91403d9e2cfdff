import { Lucia, TimeSpan } from 'lucia';
import { randomBytes } from 'node:crypto';
import type { Queryable } from '../postgres/pool.ts';
import { createSessionAdapter, hashToken, type SessionUserAttributes } from './session-adapter.ts';
import type { Principal } from './user.ts';
import { toUser } from './users.ts';

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Record<never, never>, SessionUserAttributes>;
    DatabaseUserAttributes: SessionUserAttributes;
    UserId: string;
  }
}

type UserPrincipal = Extract<Principal, { kind: 'user' }>;

export interface Sessions {
  /** A new session; returns the Set-Cookie header. Each sign-in gets a token of its own (no fixation). */
  create(userId: string, secure: boolean): Promise<string>;
  /** Who a Cookie header belongs to; `renewed` is the Set-Cookie header of a session that was prolonged. */
  read(
    cookieHeader: string | undefined,
    secure: boolean,
  ): Promise<{ principal: UserPrincipal; renewed?: string } | undefined>;
  /** Ends the session of a Cookie header; `sessionId` is its public name, undefined when there was none. */
  end(cookieHeader: string | undefined, secure: boolean): Promise<{ sessionId: string | undefined; cleared: string }>;
  endAllOf(userId: string): Promise<void>;
  deleteExpired(): Promise<void>;
}

const IDLE_LIFETIME = new TimeSpan(12, 'h');

/** The only file that knows lucia. The cookie is Secure, and then bound to its host by prefix, where the scheme is https. */
export function createSessions(db: Queryable): Sessions {
  const adapter = createSessionAdapter(db);
  const over = (secure: boolean) =>
    new Lucia(adapter, {
      sessionExpiresIn: IDLE_LIFETIME,
      sessionCookie: {
        name: secure ? '__Host-session' : 'session',
        // The database ends it. A socket prolongs a session but cannot renew a cookie: a wall screen would lose its own overnight.
        expires: false,
        attributes: { secure, sameSite: 'lax', path: '/' },
      },
      getUserAttributes: (attributes: SessionUserAttributes) => attributes,
    });
  const plain = over(false);
  const encrypted = over(true);
  const by = (secure: boolean) => (secure ? encrypted : plain);

  return {
    async create(userId, secure) {
      const token = randomBytes(32).toString('base64url');
      await by(secure).createSession(userId, {}, { sessionId: token });
      return by(secure).createSessionCookie(token).serialize();
    },
    async read(cookieHeader, secure) {
      const token = by(secure).readSessionCookie(cookieHeader ?? '');
      if (!token) return undefined;
      const { session, user } = await by(secure).validateSession(token);
      if (!session) return undefined;
      const principal: UserPrincipal = { kind: 'user', user: toUser(user), sessionId: hashToken(token) };
      return session.fresh ? { principal, renewed: by(secure).createSessionCookie(token).serialize() } : { principal };
    },
    async end(cookieHeader, secure) {
      const token = by(secure).readSessionCookie(cookieHeader ?? '');
      if (token) await by(secure).invalidateSession(token);
      return {
        sessionId: token ? hashToken(token) : undefined,
        cleared: by(secure).createBlankSessionCookie().serialize(),
      };
    },
    endAllOf: (userId) => plain.invalidateUserSessions(userId),
    deleteExpired: () => plain.deleteExpiredSessions(),
  };
}
