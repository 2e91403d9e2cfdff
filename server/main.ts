import { existsSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import { startEmbedded } from '../db/embedded.ts';
import { DbError } from '../db/error.ts';
import { migrate } from '../db/migrate.ts';
import { accountsRoutes } from './accounts/accounts.routes.ts';
import { createAuthenticator } from './accounts/authenticate.ts';
import { createRevocations } from './accounts/revocations.ts';
import { createSessions } from './accounts/sessions.ts';
import { createTokens } from './accounts/tokens.ts';
import { banner } from './banner.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { createApp } from './http/app.ts';
import { healthRoutes } from './http/health.routes.ts';
import { listen, ListenError } from './http/listen.ts';
import { createLog } from './log.ts';
import { createMetrics, serveMetrics } from './metrics.ts';
import { connect, DatabaseUnreachable } from './postgres/connect.ts';
import { createPool } from './postgres/pool.ts';
import { createBus } from './redis/bus.ts';
import { createLimiter } from './redis/limiter.ts';
import { connectRedis } from './redis/redis.ts';
import { createShutdown } from './shutdown.ts';

const CLIENT_FOLDER = fileURLToPath(new URL('../client', import.meta.url));
const SESSION_SWEEP_MS = 3_600_000;

/** Faults of the installation: one line on stderr, exit 1. Anything else is ours and keeps its stack. */
const OPERATOR_ERRORS = [ConfigError, ListenError, DatabaseUnreachable, DbError];

async function main(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const shutdown = createShutdown(log);
  stopOnSignals(shutdown.run);
  try {
    await run(config, log, shutdown);
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

async function run(config: Config, log: ReturnType<typeof createLog>, shutdown: ReturnType<typeof createShutdown>) {
  // The port is taken first: a second process must not touch the data of the first.
  let answer: RequestListener = (_request, response) => {
    response.writeHead(503, { 'Content-Type': 'application/json', 'Retry-After': '2' });
    response.end('{"error":{"code":"starting","message":"The server is starting. Try again in a moment."}}');
  };
  const server = createServer((request, response) => answer(request, response));
  server.on('clientError', (_error, socket) => socket.destroy());
  const port = await listen(server, config.host, config.port);
  shutdown.add('http', () => closeServer(server));

  const databaseUrl = await openDatabase(config, log, shutdown);
  const pool = createPool(databaseUrl, log.child({ part: 'postgres' }));
  shutdown.add('postgres', () => pool.end());

  const redis = config.redisUrl ? connectRedis(config.redisUrl, log.child({ part: 'redis' })) : undefined;
  if (redis) shutdown.add('redis', () => redis.disconnect());
  const bus = createBus(redis, log.child({ part: 'redis' }));
  shutdown.add('bus', () => bus.close());

  const { registry, observeRequest } = createMetrics();
  if (config.metricsPort !== 0) {
    const metrics = await serveMetrics(registry, config.host, config.metricsPort).catch((error: Error) => {
      log.warn({ err: error }, 'metrics are off: METRICS_PORT is taken');
    });
    if (metrics) shutdown.add('metrics', () => closeServer(metrics));
  }

  const sessions = createSessions(pool);
  const tokens = await createTokens(pool);
  const revocations = createRevocations(bus);
  const { authenticate } = createAuthenticator(sessions, tokens);
  const sweep = setInterval(() => {
    sessions.deleteExpired().catch((error: Error) => log.warn({ err: error }, 'expired sessions stay for now'));
  }, SESSION_SWEEP_MS);
  shutdown.add('session sweep', () => clearInterval(sweep));

  const routes = [
    ...healthRoutes({ database: async () => void (await pool.query('select 1')) }),
    ...accountsRoutes({
      db: pool,
      sessions,
      tokens,
      revocations,
      limits: {
        account: createLimiter({ name: 'login-account', attempts: 10, seconds: 60 }, redis),
        address: createLimiter({ name: 'login-address', attempts: 100, seconds: 60 }, redis),
      },
      demo: config.demo,
    }),
  ];

  answer = createApp({
    routes,
    log: log.child({ part: 'http' }),
    allowedOrigins: config.allowedOrigins,
    trustProxy: config.trustProxy,
    clientFolder: existsSync(CLIENT_FOLDER) ? CLIENT_FOLDER : undefined,
    authenticate: (request) =>
      authenticate(request, request.secure, (cookie) => request.res?.appendHeader('Set-Cookie', cookie)),
    onRequest: observeRequest,
  });
  process.stdout.write(banner(config, port));
}

async function openDatabase(
  config: Config,
  log: ReturnType<typeof createLog>,
  shutdown: ReturnType<typeof createShutdown>,
) {
  const dbLog = log.child({ part: 'db' });
  let url = config.databaseUrl;
  if (url === undefined) {
    const embedded = await startEmbedded({ dataDir: config.dataDir, log: dbLog });
    shutdown.add('embedded postgres', () => embedded.stop());
    url = embedded.url;
  } else {
    await connect(url);
  }
  await migrate(url, { log: dbLog });
  return url;
}

function closeServer(server: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // Keep-alive connections and sockets that linger would hold the stop for minutes.
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
  });
}

function stopOnSignals(stop: () => Promise<boolean>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void stop().then((clean) => process.exit(clean ? 0 : 1)));
  }
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
