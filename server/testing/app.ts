import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accountsRoutes, type AccountsDependencies } from '../accounts/accounts.routes.ts';
import { createAuthenticator } from '../accounts/authenticate.ts';
import { createRevocations, type Revocation } from '../accounts/revocations.ts';
import { createSessions } from '../accounts/sessions.ts';
import { createTokens } from '../accounts/tokens.ts';
import { createApp } from '../http/app.ts';
import type { Route } from '../http/route.ts';
import { createLog } from '../log.ts';
import type { Queryable } from '../postgres/pool.ts';
import { createBus } from '../redis/bus.ts';
import { createLimiter } from '../redis/limiter.ts';

export interface TestApp {
  url: string;
  /** Every line logged, as text. */
  logged: string[];
  revoked: Revocation[];
  close(): Promise<void>;
}

/** The real HTTP surface on a free port: accounts plus the routes under test, or all routes made around these accounts. */
export async function startTestApp(
  db: Queryable,
  routes: Route[] | ((accounts: AccountsDependencies) => Route[]) = [],
  options: { trustProxy?: number } = {},
): Promise<TestApp> {
  const logged: string[] = [];
  const log = createLog('debug', { write: (line) => void logged.push(line) });
  const sessions = createSessions(db);
  const tokens = await createTokens(db);
  const revocations = createRevocations(createBus(undefined, log));
  const revoked: Revocation[] = [];
  revocations.onRevoked((revocation) => revoked.push(revocation));
  const { authenticate } = createAuthenticator(sessions, tokens);
  const limit = (name: string, attempts: number) => createLimiter({ name, attempts, seconds: 60 }, undefined);
  const limits = { account: limit('account', 10), address: limit('address', 1_000) };
  const accounts = { db, sessions, tokens, revocations, limits, demo: false };
  const app = createApp({
    routes: typeof routes === 'function' ? routes(accounts) : [...accountsRoutes(accounts), ...routes],
    log,
    allowedOrigins: [],
    trustProxy: options.trustProxy ?? 0,
    clientFolder: undefined,
    authenticate: (request) => authenticate(request, request.secure),
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, logged, revoked, close: () => new Promise((resolve) => void server.close(() => resolve())) };
}

export async function postJson(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** Signs in and returns the headers that a browser on the same origin would send from then on. */
export async function signIn(app: TestApp, email: string, password: string): Promise<Record<string, string>> {
  const response = await postJson(`${app.url}/api/auth/login`, { email, password });
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (response.status !== 200 || !cookie) throw new Error(`sign-in of ${email} answered ${response.status}`);
  return { Cookie: cookie, Origin: app.url };
}
