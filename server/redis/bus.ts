import { EventEmitter } from 'node:events';
import type { Log } from '../log.ts';
import type { RedisClient } from './redis.ts';

/** Messages to every server, this one included. At most once: a listener must be able to find out by itself what it missed. */
export interface Bus {
  publish(channel: string, message: string): void;
  /** Returns the function that ends the subscription. */
  subscribe(channel: string, listener: (message: string) => void): () => void;
  close(): Promise<void>;
}

/** Over Redis where there is one, else inside the process. This server always hears itself, also while Redis is away. */
export function createBus(redis: RedisClient | undefined, log: Log): Bus {
  const local = new EventEmitter();
  local.setMaxListeners(0);
  if (!redis) {
    return {
      publish: (channel, message) => void local.emit(channel, message),
      subscribe: (channel, listener) => listen(local, channel, listener),
      close: async () => void local.removeAllListeners(),
    };
  }
  const self = crypto.randomUUID();
  // A connection that subscribes can do nothing else. Its queue holds the subscriptions until it is connected.
  const subscriber = redis.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null });
  subscriber.on('error', (error: Error) => log.debug({ err: error }, 'redis subscriber'));
  subscriber.on('message', (channel: string, packet: string) => {
    const separator = packet.indexOf(' ');
    if (packet.slice(0, separator) !== self) local.emit(channel, packet.slice(separator + 1));
  });
  return {
    publish(channel, message) {
      local.emit(channel, message);
      redis.publish(channel, `${self} ${message}`).catch((error: Error) => {
        log.debug({ err: error, channel }, 'a message to the other servers was lost');
      });
    },
    subscribe(channel, listener) {
      subscriber.subscribe(channel).catch((error: Error) => log.debug({ err: error }, 'redis subscription'));
      return listen(local, channel, listener);
    },
    async close() {
      local.removeAllListeners();
      subscriber.disconnect();
    },
  };
}

function listen(local: EventEmitter, channel: string, listener: (message: string) => void): () => void {
  local.on(channel, listener);
  return () => void local.off(channel, listener);
}
