import { z } from 'zod';
import {
  loginRequestSchema,
  roleSchema,
  tokenRequestSchema,
  tokenResponseSchema,
  userResponseSchema,
  type User,
} from '../../shared/api/session.ts';
import { HttpError, tooManyRequests, unauthenticated } from '../http/errors.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { Queryable } from '../postgres/pool.ts';
import type { Limiter } from '../redis/limiter.ts';
import { verifyPassword } from './passwords.ts';
import type { Revocations } from './revocations.ts';
import type { Sessions } from './sessions.ts';
import { TOKEN_LIFETIME_SECONDS, type Tokens } from './tokens.ts';
import { findByEmail, listUsers, toUser } from './users.ts';

export interface AccountsDependencies {
  db: Queryable;
  sessions: Sessions;
  tokens: Tokens;
  revocations: Revocations;
  /** By account and address, and by address alone. */
  limits: { account: Limiter; address: Limiter };
  demo: boolean;
}

const wrongCredentials = () =>
  new HttpError(401, 'wrong_credentials', 'The address or the password is not right. Check both and try again.');

export function accountsRoutes(deps: AccountsDependencies): Route[] {
  const { db, sessions, tokens, revocations } = deps;

  async function limit(account: string, ip: string): Promise<void> {
    const wait = (await deps.limits.address(ip)) ?? (await deps.limits.account(`${account.toLowerCase()}|${ip}`));
    if (wait !== undefined) throw tooManyRequests(wait);
  }

  const login = defineRoute({
    method: 'post',
    path: '/api/auth/login',
    tag: 'Accounts',
    summary: 'Sign in; the session comes as a cookie',
    access: { kind: 'public' },
    body: loginRequestSchema,
    responses: { 200: { description: 'Signed in', schema: userResponseSchema } },
    async handle({ body: { email, password }, ip, secure, log, request }) {
      await limit(email, ip);
      const account = await findByEmail(db, email);
      if (!(await verifyPassword(account?.passwordHash, password)) || !account) {
        log.warn({ ip }, 'sign-in refused');
        throw wrongCredentials();
      }
      // The session this browser came with ends here; nobody else holds its token.
      const previous = await sessions.end(request.headers.cookie, secure);
      if (previous.sessionId) revocations.announce({ sessionId: previous.sessionId });
      const cookie = await sessions.create(account.id, secure);
      return { status: 200, headers: { 'Set-Cookie': cookie }, body: { user: toUser(account) } };
    },
  });

  const logout = defineRoute({
    method: 'post',
    path: '/api/auth/logout',
    tag: 'Accounts',
    summary: 'Sign out; every socket of the session closes',
    access: { kind: 'public' },
    responses: { 204: { description: 'Signed out' } },
    async handle({ request, secure }) {
      const { sessionId, cleared } = await sessions.end(request.headers.cookie, secure);
      if (sessionId) revocations.announce({ sessionId });
      return { status: 204, headers: { 'Set-Cookie': cleared } };
    },
  });

  const me = defineRoute({
    method: 'get',
    path: '/api/me',
    tag: 'Accounts',
    summary: 'Who is signed in',
    access: { kind: 'authenticated' },
    responses: { 200: { description: 'The user', schema: userResponseSchema } },
    handle({ principal }) {
      if (principal.kind !== 'user') throw unauthenticated();
      return { status: 200, body: { user: principal.user } };
    },
  });

  const token = defineRoute({
    method: 'post',
    path: '/api/auth/token',
    tag: 'Accounts',
    summary: 'Access token of a machine client',
    access: { kind: 'public' },
    body: tokenRequestSchema,
    responses: { 200: { description: 'A token', schema: tokenResponseSchema } },
    async handle({ body: { clientId, clientSecret }, ip, log }) {
      await limit(clientId, ip);
      const accessToken = await tokens.issue(clientId, clientSecret);
      if (!accessToken) {
        log.warn({ ip }, 'token refused');
        throw wrongCredentials();
      }
      return { status: 200, body: { accessToken, expiresIn: TOKEN_LIFETIME_SECONDS } };
    },
  });

  const open = defineRoute({
    method: 'get',
    path: '/api/public',
    tag: 'Accounts',
    summary: 'What the sign-in page shows: in a demo, the accounts one can try',
    access: { kind: 'public' },
    responses: {
      200: {
        description: 'Public facts',
        schema: z.object({
          demo: z.boolean(),
          logins: z.array(z.object({ email: z.string(), name: z.string(), role: roleSchema })),
        }),
      },
    },
    async handle() {
      const users = deps.demo ? await listUsers(db) : [];
      const logins = users.filter((user) => user.email.endsWith('@demo.example')).map(toLogin);
      return { status: 200, body: { demo: deps.demo, logins } };
    },
  });

  return [login, logout, me, token, open];
}

function toLogin({ email, name, role }: User) {
  return { email, name, role };
}
