import { z } from 'zod';

/** A setting of the environment that cannot be used; `message` is the one line shown to the operator. */
export class ConfigError extends Error {}

const port = z.coerce
  .number('must be a port number, 0 to 65535')
  .int('must be a port number, 0 to 65535')
  .min(0, 'must be a port number, 0 to 65535')
  .max(65535, 'must be a port number, 0 to 65535');
const flag = z.enum(['0', '1'], 'must be 1 (yes) or 0 (no)').transform((value) => value === '1');
const url = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be a URL starting with ${protocols.join(' or ')}//`,
  });

/** The only list of what the environment may say. An empty variable counts as unset. */
const environmentSchema = z.object({
  PORT: port.default(8000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  DATABASE_REPLICA_URL: url(['postgres:', 'postgresql:']).optional(),
  IMPORT_FOLDER: z.string().optional(),
  DAYS_CLOSE_AFTER: z.coerce
    .number('must be a number of days, 1 to 366')
    .int('must be a number of days, 1 to 366')
    .min(1, 'must be a number of days, 1 to 366')
    .max(366, 'must be a number of days, 1 to 366')
    .optional(),
  REDIS_URL: url(['redis:', 'rediss:']).optional(),
  METRICS_PORT: port.default(9464),
  DEMO: flag.optional(),
  DEMO_PASSWORD: z.string().min(8, 'must have at least 8 characters').max(200).optional(),
  DEMO_LIVE: flag.default(true),
  ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((value) =>
      value
        .split(',')
        .map((origin) => origin.trim())
        .filter(Boolean),
    )
    .refine((origins) => origins.every((o) => URL.canParse(o) && new URL(o).origin === o), {
      message: 'must be a comma-separated list of origins such as https://epm.example.fr (no path, no trailing slash)',
    }),
  TRUST_PROXY: z.coerce
    .number('must be the number of proxies in front (0, 1, 2…)')
    .int('must be the number of proxies in front (0, 1, 2…)')
    .min(0)
    .max(10)
    .default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  /** Unset: the embedded PostgreSQL. */
  databaseUrl: string | undefined;
  databaseReplicaUrl: string | undefined;
  /** Files of sales put there are imported; unset: none is watched. */
  importFolder: string | undefined;
  /** Days so many days past are closed by themselves where till totals and receipts agree; unset: none is. */
  daysCloseAfter: number | undefined;
  redisUrl: string | undefined;
  /** 0: no metrics endpoint. */
  metricsPort: number;
  demo: boolean;
  demoPassword: string;
  demoLive: boolean;
  allowedOrigins: readonly string[];
  /** Number of reverse proxies whose X-Forwarded-* headers count. */
  trustProxy: number;
  logLevel: string;
}

export const DEFAULT_DEMO_PASSWORD = 'demo-epm-retail';

/** @throws ConfigError naming the variable, its value's fault and what would be right. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`${String(issue?.path[0])}: ${issue?.message}`);
  }
  const env = parsed.data;
  const demo = env.DEMO ?? env.DATABASE_URL === undefined;
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    databaseReplicaUrl: env.DATABASE_REPLICA_URL,
    importFolder: env.IMPORT_FOLDER,
    daysCloseAfter: env.DAYS_CLOSE_AFTER,
    redisUrl: env.REDIS_URL,
    metricsPort: env.METRICS_PORT,
    demo,
    demoPassword: env.DEMO_PASSWORD ?? DEFAULT_DEMO_PASSWORD,
    demoLive: demo && env.DEMO_LIVE,
    allowedOrigins: env.ALLOWED_ORIGINS,
    trustProxy: env.TRUST_PROXY,
    logLevel: env.LOG_LEVEL,
  };
}
