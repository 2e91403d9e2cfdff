import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ensureDemo } from '../db/demo/demo.ts';
import { startEmbedded } from '../db/embedded.ts';
import { DbError } from '../db/error.ts';
import { migrate } from '../db/migrate.ts';
import { createAuthenticator } from './accounts/authenticate.ts';
import { hashPassword, verifyPassword } from './accounts/passwords.ts';
import { createRevocations } from './accounts/revocations.ts';
import { createSessions } from './accounts/sessions.ts';
import { createTokens } from './accounts/tokens.ts';
import { createAlertWatch } from './alerts/alert-watch.ts';
import { createAlerts } from './alerts/alerts.ts';
import { createRests } from './alerts/rests.ts';
import { callWebhook } from './alerts/webhook.ts';
import { banner, localAddress } from './banner.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { createClosingWatch } from './days/closing-watch.ts';
import { createStoreDays } from './days/store-days.ts';
import { createTillCorrections } from './days/till-corrections.ts';
import { createTillTotals } from './days/till-totals.ts';
import { LOOKS } from './days/writers.ts';
import { createTills } from './demo/tills.ts';
import { createApp } from './http/app.ts';
import { listen, ListenError } from './http/listen.ts';
import { isSecure } from './http/secure.ts';
import { routeUpgrades } from './http/upgrade.ts';
import { createFolderWatch, ImportFolderUnusable } from './imports/folder/folder-watch.ts';
import { createImports } from './imports/imports.ts';
import { createMasterImports, REFERENCE_CHANNEL } from './imports/master/master-imports.ts';
import { createLiveGateway } from './live/live-gateway.ts';
import { createLive, type Live } from './live/live.ts';
import { realSchedule } from './live/schedule.ts';
import { createLog, type Log } from './log.ts';
import { createMetrics, serveMetrics } from './metrics.ts';
import { connect, DatabaseUnreachable } from './postgres/connect.ts';
import { createPool } from './postgres/pool.ts';
import { createBus } from './redis/bus.ts';
import { createLimiter } from './redis/limiter.ts';
import { connectRedis } from './redis/redis.ts';
import { createReference } from './reference/reference.ts';
import { createSales } from './sales/sales.ts';
import { createPresenceExchange } from './sync/presence-exchange.ts';
import { createSyncGateway } from './sync/sync-gateway.ts';
import { createSync, JOURNAL_CHANNEL } from './sync/sync.ts';
import { apiRoutes } from './routes.ts';
import { startPlanThreads } from './scenarios/plan-threads.ts';
import { createScenarios } from './scenarios/scenarios.ts';
import { createShutdown, type Shutdown } from './shutdown.ts';

const CLIENT_FOLDER = fileURLToPath(new URL('../client', import.meta.url));
const SESSION_SWEEP_MS = 3_600_000;

/** Faults of the installation: one line on stderr, exit 1. Anything else is ours and keeps its stack. */
const OPERATOR_ERRORS = [ConfigError, ListenError, DatabaseUnreachable, DbError, ImportFolderUnusable];

async function main(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const shutdown = createShutdown(log);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void shutdown.run().then((clean) => process.exit(clean ? 0 : 1)));
  }
  try {
    await serve(config, log, shutdown);
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

/** Starts every part in the order of its needs; each registers how it stops, and all stop in reverse. */
async function serve(config: Config, log: Log, shutdown: Shutdown): Promise<void> {
  // The port is taken first: a second process must not touch the data of the first.
  let answer: RequestListener = notYet;
  const server = createServer((request, response) => answer(request, response));
  server.on('clientError', (_error, socket) => socket.destroy());
  const port = await listen(server, config.host, config.port);
  shutdown.add('http', () => closeServer(server));

  const databaseUrl = await openDatabase(config, log.child({ part: 'db' }), shutdown);
  const pool = createPool(databaseUrl, log.child({ part: 'postgres' }));
  shutdown.add('postgres', () => pool.end());
  const replicaUrl = config.databaseReplicaUrl;
  const replica = replicaUrl ? createPool(replicaUrl, log.child({ part: 'replica' })) : pool;
  if (replica !== pool) shutdown.add('replica', () => replica.end());
  if (config.demo) {
    const password = config.demoPassword;
    await ensureDemo(pool, {
      now: new Date(),
      password,
      hashPassword,
      verifyPassword,
      log: log.child({ part: 'demo' }),
    });
  }

  const redisLog = log.child({ part: 'redis' });
  const redis = config.redisUrl ? connectRedis(config.redisUrl, redisLog) : undefined;
  if (redis) shutdown.add('redis', () => redis.disconnect());
  const bus = createBus(redis, redisLog);
  shutdown.add('bus', () => bus.close());

  const { registry, observeRequest } = createMetrics();
  if (config.metricsPort !== 0) {
    const metrics = await serveMetrics(registry, config.host, config.metricsPort).catch((error: Error) => {
      log.warn({ err: error }, 'metrics are off: METRICS_PORT cannot be listened on');
    });
    if (metrics) shutdown.add('metrics', () => closeServer(metrics));
  }

  const sessions = createSessions(pool);
  const tokens = await createTokens(pool);
  const revocations = createRevocations(bus);
  const authenticator = createAuthenticator(sessions, tokens);
  const ofSocket = (request: IncomingMessage) =>
    authenticator.authenticate(request, isSecure(request, config.trustProxy));
  const sweep = setInterval(() => {
    sessions.deleteExpired().catch((error: Error) => log.warn({ err: error }, 'expired sessions stay for now'));
  }, SESSION_SWEEP_MS);
  shutdown.add('session sweep', () => clearInterval(sweep));

  const syncLog = log.child({ part: 'sync' });
  const exchange = createPresenceExchange({ bus, server: randomUUID(), log: syncLog });
  const sync = createSync({ pool, log: syncLog, registry, exchange });
  // One connection listens for all.
  const bells = { [JOURNAL_CHANNEL]: sync.ring, [REFERENCE_CHANNEL]: () => live.reference.ring() };
  const live: Live = createLive({ pool, databaseUrl, log: log.child({ part: 'live' }), registry, bells });
  await live.start();
  shutdown.add('live', () => live.stop());
  const rests = createRests(live.directory);
  const alertWatch = createAlertWatch({
    pool,
    rests,
    look(scope) {
      const seen = live.now(scope);
      return seen && { ...seen, ...seen.values };
    },
    call: callWebhook,
    clock: Date.now,
    schedule: realSchedule,
    log: log.child({ part: 'alerts' }),
  });
  alertWatch.start();
  shutdown.add('alerts', () => alertWatch.stop());

  const planThreads = startPlanThreads(log.child({ part: 'plans' }));
  shutdown.add('plans', async () => void (await Promise.all(planThreads.map((thread) => thread.stop()))));

  const imports = createImports({
    pool,
    log: log.child({ part: 'imports' }),
    dataDir: config.dataDir,
    now: () => new Date(),
    registry,
  });
  await imports.start();
  shutdown.add('imports', () => imports.close());
  const master = createMasterImports({
    pool,
    log: log.child({ part: 'imports' }),
    dataDir: config.dataDir,
    now: () => new Date(),
  });
  await master.start();
  shutdown.add('master imports', () => master.close());
  const closings = createClosingWatch({
    pool,
    now: () => new Date(),
    closeAfter: config.daysCloseAfter,
    schedule: realSchedule,
    log: log.child({ part: 'days' }),
  });
  closings.start();
  shutdown.add('closings', () => closings.stop());
  if (config.importFolder !== undefined) {
    const watch = createFolderWatch({
      folder: config.importFolder,
      imports,
      log: log.child({ part: 'import folder' }),
      now: () => new Date(),
    });
    await watch.start();
    shutdown.add('import folder', () => watch.stop());
  }

  const liveGateway = createLiveGateway({
    live,
    log: log.child({ part: 'live' }),
    registry,
    authenticate: ofSocket,
    verifyToken: tokens.verify,
    onRevoked: revocations.onRevoked,
    onImport: imports.events.onProgress,
  });
  shutdown.add('live sockets', () => liveGateway.stop());

  const syncGateway = createSyncGateway({
    sync,
    log: syncLog,
    authenticate: ofSocket,
    onRevoked: revocations.onRevoked,
  });
  shutdown.add('sync', () => syncGateway.stop());

  routeUpgrades(server, [liveGateway.target, syncGateway.target], {
    allowedOrigins: config.allowedOrigins,
    log: log.child({ part: 'http' }),
  });
  const limit = (name: string, attempts: number, seconds = 60) => createLimiter({ name, attempts, seconds }, redis);
  answer = createApp({
    routes: apiRoutes({
      health: {
        database: async () => void (await pool.query('select 1')),
        live: live.health,
        journal: sync.health,
      },
      accounts: {
        db: pool,
        sessions,
        tokens,
        revocations,
        limits: { account: limit('login-account', 10), address: limit('login-address', 100) },
        demo: config.demo,
      },
      reference: createReference({ db: pool }),
      sales: createSales({ pool, registry, now: () => new Date() }),
      tillCorrections: createTillCorrections({ pool, now: () => new Date() }),
      tillTotals: createTillTotals({ pool, now: () => new Date() }),
      storeDays: createStoreDays({
        pool,
        now: () => new Date(),
        patience: { wait: sleep, looks: LOOKS },
        closeAfter: config.daysCloseAfter,
      }),
      live,
      trials: limit('alert-trials', 6),
      alerts: createAlerts({ pool, rests, call: callWebhook, clock: Date.now }),
      imports,
      master,
      scenarios: createScenarios({ pool, replica, sync, threads: planThreads, forks: limit('forks', 20, 3_600) }),
    }),
    log: log.child({ part: 'http' }),
    allowedOrigins: config.allowedOrigins,
    trustProxy: config.trustProxy,
    clientFolder: existsSync(CLIENT_FOLDER) ? CLIENT_FOLDER : undefined,
    authenticate: (request) =>
      authenticator.authenticate(request, request.secure, (cookie) => request.res?.appendHeader('Set-Cookie', cookie)),
    onRequest: observeRequest,
  });
  // The address stays taken until the end, the parts that answer do not.
  shutdown.add('requests', () => {
    answer = noMore;
  });
  if (config.demoLive) {
    const tills = createTills({
      baseUrl: localAddress(config.host, port),
      clientId: 'caisse-demo',
      clientSecret: config.demoPassword,
      log: log.child({ part: 'tills' }),
    });
    tills.start();
    shutdown.add('tills', () => tills.stop());
  }
  process.stdout.write(banner(config, port));
}

const notYet = unavailable('starting', 'The server is starting. Try again in a moment.');
const noMore = unavailable('stopping', 'The server is stopping. Try again in a moment.');

function unavailable(code: string, message: string): RequestListener {
  return (_request, response) => {
    response.writeHead(503, { 'Content-Type': 'application/json', 'Retry-After': '2', Connection: 'close' });
    response.end(JSON.stringify({ error: { code, message } }));
  };
}

/** The database of DATABASE_URL or an embedded one, migrated. @throws DatabaseUnreachable, DbError */
async function openDatabase(config: Config, log: Log, shutdown: Shutdown): Promise<string> {
  let url = config.databaseUrl;
  if (url === undefined) {
    const embedded = await startEmbedded({ dataDir: config.dataDir, log });
    shutdown.add('embedded postgres', () => embedded.stop());
    url = embedded.url;
  } else {
    await connect(url);
  }
  await migrate(url, { log });
  return url;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // Keep-alive connections and sockets that linger would hold the stop for minutes.
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
  });
}

async function start(): Promise<void> {
  try {
    await main(readConfig());
  } catch (error) {
    const known = OPERATOR_ERRORS.some((kind) => error instanceof kind);
    process.stderr.write(`${known ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
    process.exit(1);
  }
}

await start();
