import { once } from 'node:events';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createLog } from '../log.ts';
import { createBus } from './bus.ts';
import { createLimiter } from './limiter.ts';
import { connectRedis, type RedisClient } from './redis.ts';
import { freePort, killRedis, redisInstalled as installed, startRedis, stopAllRedis } from './testing/redis-server.ts';

const log = createLog('silent');
const clients: RedisClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect();
  await stopAllRedis();
});

async function client(port: number): Promise<RedisClient> {
  const redis = connectRedis(`redis://127.0.0.1:${port}`, log);
  clients.push(redis);
  if (redis.status !== 'ready') await once(redis, 'ready');
  return redis;
}

const OPTIONS = { name: 'login', attempts: 2, seconds: 60 };

describe.each([['in the process'], ['over redis']])('the limiter %s', (where) => {
  test.skipIf(where === 'over redis' && !installed)(
    'lets so many attempts through, then says how long to wait',
    async () => {
      const port = await freePort();
      if (where === 'over redis') await startRedis(port);
      const limiter = createLimiter(OPTIONS, where === 'over redis' ? await client(port) : undefined);
      expect([await limiter('a'), await limiter('a')]).toEqual([undefined, undefined]);
      expect(await limiter('a')).toBeGreaterThan(0);
      expect(await limiter('b')).toBeUndefined();
    },
  );
});

describe.skipIf(!installed)('with redis', () => {
  test('two servers share the count of attempts', async () => {
    const port = await freePort();
    await startRedis(port);
    const [one, other] = [createLimiter(OPTIONS, await client(port)), createLimiter(OPTIONS, await client(port))];
    await one('a');
    await other('a');
    expect(await one('a')).toBeGreaterThan(0);
  });

  test('without redis the limiter goes on counting by itself: slower, never open', async () => {
    const port = await freePort();
    const server = await startRedis(port);
    const limiter = createLimiter(OPTIONS, await client(port));
    await limiter('a');
    await killRedis(server);
    const attempts = [await limiter('a'), await limiter('a'), await limiter('a')];
    expect(attempts.at(-1)).toBeGreaterThan(0);
  });

  test('a message reaches the other servers once and its own server once', async () => {
    const port = await freePort();
    await startRedis(port);
    const one = createBus(await client(port), log);
    const other = createBus(await client(port), log);
    const heard: string[] = [];
    one.subscribe('news', (message) => heard.push(`one ${message}`));
    other.subscribe('news', (message) => heard.push(`other ${message}`));
    await vi.waitFor(async () => {
      const [, subscribers] = (await (await client(port)).pubsub('NUMSUB', 'news')) as [string, number];
      expect(Number(subscribers)).toBe(2);
    });
    one.publish('news', 'a b');
    await vi.waitFor(() => expect(heard.toSorted()).toEqual(['one a b', 'other a b']));
    await Promise.all([one.close(), other.close()]);
  });

  test('a server hears itself while redis is away, and the others again once it is back', async () => {
    const port = await freePort();
    const server = await startRedis(port);
    const one = createBus(await client(port), log);
    const other = createBus(await client(port), log);
    const heard: string[] = [];
    one.subscribe('news', (message) => heard.push(`one ${message}`));
    other.subscribe('news', (message) => heard.push(`other ${message}`));
    await killRedis(server);
    one.publish('news', 'lost');
    expect(heard).toEqual(['one lost']);
    await startRedis(port);
    await vi.waitFor(
      () => {
        one.publish('news', 'back');
        expect(heard).toContain('other back');
      },
      { timeout: 10_000, interval: 100 },
    );
    await Promise.all([one.close(), other.close()]);
  }, 20_000);
});
