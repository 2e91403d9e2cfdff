import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RedisClient } from './redis.ts';

export interface LimiterOptions {
  /** Prefix of the keys; one per purpose. */
  name: string;
  /** Attempts allowed within `seconds`. */
  attempts: number;
  seconds: number;
}

/** Resolves undefined when the attempt is allowed, else the seconds to wait. Never throws, never opens when Redis is away. */
export type Limiter = (key: string) => Promise<number | undefined>;

/** Counts in Redis where there is one, so that several servers share the count; while it is away each counts by itself. */
export function createLimiter(options: LimiterOptions, redis: RedisClient | undefined): Limiter {
  const limits = { keyPrefix: options.name, points: options.attempts, duration: options.seconds };
  const local = new RateLimiterMemory(limits);
  const limiter = redis ? new RateLimiterRedis({ ...limits, storeClient: redis, insuranceLimiter: local }) : local;
  return async (key) => {
    try {
      await limiter.consume(key);
      return undefined;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      throw refusal;
    }
  };
}
