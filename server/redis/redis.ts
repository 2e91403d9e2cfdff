import { Redis } from 'ioredis';
import type { Log } from '../log.ts';

export type RedisClient = Redis;

/**
 * Redis is an accelerator and a messenger, never the truth: commands fail at once while it is away, and every caller has a
 * fallback. The `error` listener is what keeps an outage from ending the process.
 */
export function connectRedis(url: string, log: Log): RedisClient {
  const client = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 500,
    connectTimeout: 2_000,
    retryStrategy: (attempt) => Math.min(100 * attempt, 2_000),
  });
  let reported = false;
  client.on('error', (error: Error) => {
    if (!reported) log.warn({ err: error }, 'redis is away: going on without it');
    reported = true;
  });
  client.on('ready', () => {
    if (reported) log.info('redis is back');
    reported = false;
  });
  return client;
}
