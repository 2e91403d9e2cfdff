import { randomBytes } from 'node:crypto';
import pgListen, { type Subscriber } from 'pg-listen';
import type { Log } from '../log.ts';
import type { Queryable } from '../postgres/pool.ts';
import type { Schedule } from './schedule.ts';

export interface Listener {
  /** Never rejects: a database that is away is waited for. */
  start(): void;
  stop(): Promise<void>;
  /** Undefined: notifications arrive. */
  fault(): string | undefined;
}

export interface ListenerOptions {
  connectionString: string;
  /** Per channel what to do when it rang, or when we connected anew: notifications of a disconnection are gone, so look. */
  bells: Readonly<Record<string, () => void>>;
  /** Sends the probe: over another connection than the one that listens. */
  db: Queryable;
  schedule: Schedule;
  log: Log;
}

type State = 'starting' | 'listening' | 'reconnecting' | 'deaf' | 'stopped';

const FAULTS: Record<State, string | undefined> = {
  starting: 'the listener is starting',
  listening: undefined,
  reconnecting: 'the listener is reconnecting',
  deaf: 'notifications do not arrive: DATABASE_URL must lead to PostgreSQL itself or to a pooler in session mode',
  stopped: 'the listener is stopped',
};

const PROBE_TIMEOUT_MS = 2_000;
const PROBE_EVERY_MS = 15_000;
const RETRY_MS = 250;
const RECREATE_MS = 1_000;
const CLOSE_LIMIT_MS = 1_000;

/**
 * One LISTEN connection. pg-listen reconnects without limit; what it does not survive by itself (an error while it listens
 * again, a half-open connection, a pooler that swallows LISTEN) is found by a probe on a channel of its own, sent from
 * another connection, and answered by starting over.
 */
export function createListener(options: ListenerOptions): Listener {
  const { bells, db, schedule, log } = options;
  const channels = Object.keys(bells);
  const probeChannel = `sonde_${randomBytes(8).toString('hex')}`;
  let state: State = 'stopped';
  let subscriber: Subscriber | undefined;
  let cancelTimer: (() => void) | undefined;
  let probeHeard: (() => void) | undefined;
  let probes = 0;

  function set(next: State): void {
    // Deaf stays deaf, and is said once, until a probe is heard.
    if (state === next || state === 'stopped' || (state === 'deaf' && next === 'reconnecting')) return;
    if (next === 'deaf') log.error({ channels }, FAULTS.deaf);
    else if (next === 'listening') log.info({ channels, before: state }, 'listening to the database');
    else log.warn({ channels }, FAULTS[next]);
    state = next;
  }

  async function open(): Promise<void> {
    const mine: Subscriber = pgListen.default(
      // A half-open connection answers no query: the limits turn its silence into an error that pg-listen acts on.
      {
        connectionString: options.connectionString,
        application_name: 'epm-retail listener',
        connectionTimeoutMillis: 5_000,
        query_timeout: 5_000,
      },
      { retryTimeout: 0, retryInterval: () => retryOf(mine), paranoidChecking: 10_000, parse: (text: string) => text },
    );
    subscriber = mine;
    let listening = false;
    const begin = () => {
      // Whatever rang before LISTEN was in force has not been heard.
      for (const ring of Object.values(bells)) ring();
      later(() => void probe(mine), 0);
    };
    for (const [channel, ring] of Object.entries(bells)) mine.notifications.on(channel, ring);
    mine.notifications.on(probeChannel, () => probeHeard?.());
    mine.events.on('reconnect', () => {
      if (!current(mine)) return;
      probes++;
      set('reconnecting');
    });
    mine.events.on('connected', () => {
      if (!current(mine)) close(mine);
      else if (listening) begin();
    });
    mine.events.on('error', (error: Error) => {
      if (current(mine)) restart(mine, error);
    });
    try {
      await mine.connect();
      for (const channel of [...channels, probeChannel]) await mine.listenTo(channel);
      listening = true;
      if (current(mine)) begin();
    } catch (error) {
      if (current(mine)) restart(mine, error);
    }
  }

  const current = (candidate: Subscriber) => candidate === subscriber && state !== 'stopped';

  /** pg-listen goes on retrying after close(): only a throw ends its loop. */
  function retryOf(candidate: Subscriber): number {
    if (!current(candidate)) throw new Error('closed');
    return RETRY_MS;
  }

  function restart(broken: Subscriber, cause: unknown): void {
    probes++;
    set('reconnecting');
    log.debug({ err: cause }, 'the listener starts over');
    subscriber = undefined;
    close(broken);
    later(() => void open(), RECREATE_MS);
  }

  function close(old: Subscriber): void {
    old.close().catch((error: Error) => log.debug({ err: error }, 'closing a listener'));
  }

  async function probe(mine: Subscriber): Promise<void> {
    const number = ++probes;
    const answer = await sound();
    // A connection that broke meanwhile is probed again when it is back.
    if (!current(mine) || number !== probes) return;
    if (answer === 'heard') {
      set('listening');
      later(() => void probe(mine), PROBE_EVERY_MS);
    } else if (answer === 'unsent') {
      later(() => void probe(mine), RETRY_MS);
    } else {
      set('deaf');
      restart(mine, new Error('the probe was not heard'));
    }
  }

  async function sound(): Promise<'heard' | 'silence' | 'unsent'> {
    const heard = new Promise<'heard' | 'silence'>((resolve) => {
      const cancel = schedule(() => resolve('silence'), PROBE_TIMEOUT_MS);
      probeHeard = () => {
        cancel();
        resolve('heard');
      };
    });
    try {
      await db.query('select pg_notify($1, $2)', [probeChannel, '']);
    } catch (error) {
      log.debug({ err: error }, 'the probe could not be sent');
      probeHeard?.();
      await heard;
      return 'unsent';
    }
    return heard;
  }

  function later(work: () => void, ms: number): void {
    cancelTimer?.();
    cancelTimer = state === 'stopped' ? undefined : schedule(work, ms);
  }

  return {
    start() {
      state = 'starting';
      void open();
    },
    async stop() {
      state = 'stopped';
      cancelTimer?.();
      probeHeard?.();
      const last = subscriber;
      subscriber = undefined;
      if (!last) return;
      // A half-open connection never confirms its end.
      const limit = new Promise<void>((resolve) => void (cancelTimer = schedule(resolve, CLOSE_LIMIT_MS)));
      const closed = last.close().catch((error: Error) => log.debug({ err: error }, 'closing the listener'));
      await Promise.race([closed, limit]);
      cancelTimer?.();
    },
    fault: () => FAULTS[state],
  };
}
