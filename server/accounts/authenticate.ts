import type { IncomingMessage } from 'node:http';
import type { Sessions } from './sessions.ts';
import type { Tokens } from './tokens.ts';
import type { Principal } from './user.ts';

export interface Authenticator {
  /** Who sent a request: the bearer token where one is given, else the session cookie. `renew` receives a prolonged cookie. */
  authenticate(
    request: IncomingMessage,
    secure: boolean,
    renew?: (cookie: string) => void,
  ): Promise<Principal | undefined>;
}

export function createAuthenticator(sessions: Sessions, tokens: Tokens): Authenticator {
  return {
    async authenticate(request, secure, renew) {
      const { authorization, cookie } = request.headers;
      // A call with an Authorization header skipped the origin check: its cookie must not count.
      if (authorization !== undefined) {
        return authorization.startsWith('Bearer ') ? tokens.verify(authorization.slice('Bearer '.length)) : undefined;
      }
      const session = await sessions.read(cookie, secure);
      if (session?.renewed) renew?.(session.renewed);
      return session?.principal;
    },
  };
}
