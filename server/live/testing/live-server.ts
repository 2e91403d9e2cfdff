import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import { io, type Socket } from 'socket.io-client';
import type { ImportMessage } from '../../../shared/api/imports.ts';
import type { KpiMessage } from '../../../shared/api/kpi.ts';
import { createAuthenticator } from '../../accounts/authenticate.ts';
import { createRevocations, type Revocations } from '../../accounts/revocations.ts';
import { createSessions, type Sessions } from '../../accounts/sessions.ts';
import { createTokens } from '../../accounts/tokens.ts';
import { createApp } from '../../http/app.ts';
import { routeUpgrades } from '../../http/upgrade.ts';
import { createLog } from '../../log.ts';
import { createPool, type Pool } from '../../postgres/pool.ts';
import { createBus } from '../../redis/bus.ts';
import { createLiveGateway } from '../live-gateway.ts';
import { createLive, type Live } from '../live.ts';
import { liveRoutes } from '../live.routes.ts';
import { realSchedule } from '../schedule.ts';

export interface LiveServer {
  url: string;
  live: Live;
  pool: Pool;
  sessions: Sessions;
  revocations: Revocations;
  logged: string[];
  announceImport(message: ImportMessage): void;
  /** Lets time pass for the gateway, whose rounds are a hundred times as frequent as in reality. */
  pass(ms: number): void;
  close(): Promise<void>;
}

/** The day that tests play on: it begins at noon when the server starts, so that no midnight falls into a test. */
export const TEST_DAY = '2026-11-20';
const NOON = Date.parse('2026-11-20T12:00:00+01:00');

/** The live feed as main.ts wires it, with real sessions, on a free port. */
export async function startLiveServer(databaseUrl: string): Promise<LiveServer> {
  const started = Date.now();
  const clock = () => NOON + Date.now() - started;
  const logged: string[] = [];
  const log = createLog('debug', { write: (line) => void logged.push(line) });
  const pool = createPool(databaseUrl, log);
  const registry = new Registry();
  const sessions = createSessions(pool);
  const tokens = await createTokens(pool);
  const bus = createBus(undefined, log);
  const revocations = createRevocations(bus);
  const { authenticate } = createAuthenticator(sessions, tokens);
  let passed = 0;
  const importListeners = new Set<(message: ImportMessage) => void>();

  const live = createLive({ pool, databaseUrl, log, registry, clock });
  await live.start();
  const gateway = createLiveGateway({
    live,
    log,
    registry,
    authenticate: (request) => authenticate(request, false),
    verifyToken: (token) => tokens.verify(token),
    onRevoked: revocations.onRevoked,
    onImport(listener) {
      importListeners.add(listener);
      return () => importListeners.delete(listener);
    },
    clock: () => Date.now() + passed,
    schedule: (work, ms) => realSchedule(work, ms / 100),
  });
  const server = createServer(
    createApp({
      routes: liveRoutes(live),
      log,
      allowedOrigins: [],
      trustProxy: 0,
      clientFolder: undefined,
      authenticate: (request) => authenticate(request, false),
    }),
  );
  routeUpgrades(server, [gateway.target], { allowedOrigins: [], log });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    live,
    pool,
    sessions,
    revocations,
    logged,
    pass: (ms) => void (passed += ms),
    announceImport: (message) => importListeners.forEach((listener) => listener(message)),
    async close() {
      await gateway.stop();
      await new Promise((resolve) => server.close(resolve));
      await live.stop();
      await pool.end();
      await bus.close();
    },
  };
}

/** Cookie header of a new session of a user. */
export async function signIn({ pool, sessions }: LiveServer, email: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>('select id from utilisateurs where courriel = $1', [email]);
  const cookie = await sessions.create(rows[0]?.id ?? '', false);
  return cookie.split(';')[0] ?? '';
}

export interface LiveTestClient {
  socket: Socket;
  /** In the order they came. */
  kpis: KpiMessage[];
  subscribe(scope: string, curve?: boolean): Promise<KpiMessage & { error?: { code: string } }>;
  /** Resolves with the first message of a scope that fits, also one that came before. */
  kpi(scope: string, fits: (message: KpiMessage) => boolean): Promise<KpiMessage>;
  close(): void;
}

/** A Socket.IO client as a browser has it, cookie and origin included. */
export function connectClient({ url }: LiveServer, cookie: string | undefined, auth: object = {}): LiveTestClient {
  const socket = io(url, {
    path: '/live',
    transports: ['websocket'],
    forceNew: true,
    auth,
    reconnectionDelay: 10,
    extraHeaders: cookie === undefined ? {} : { cookie, origin: url },
  });
  const kpis: KpiMessage[] = [];
  let waiting: (() => void)[] = [];
  socket.on('kpi', (message: KpiMessage) => {
    kpis.push(message);
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  });
  return {
    socket,
    kpis,
    subscribe: (scope, curve) => socket.timeout(5_000).emitWithAck('subscribe', { scope, ...(curve ? { curve } : {}) }),
    async kpi(scope, fits) {
      for (;;) {
        const found = kpis.find((message) => message.scope === scope && fits(message));
        if (found) return found;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    close: () => void socket.disconnect(),
  };
}
