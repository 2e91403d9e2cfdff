import { randomUUID } from 'node:crypto';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { HourCurve, KpiMessage } from '../../shared/api/kpi.ts';
import type { LiveReceipts, Ranking } from '../../shared/api/live-board.ts';
import { parseScope } from '../../shared/api/scope.ts';
import type { LocalDate } from '../../shared/calendar/local-date.ts';
import type { Log } from '../log.ts';
import { createPool, type Pool } from '../postgres/pool.ts';
import { retire } from './cursor.ts';
import { createDayValues } from './day-values.ts';
import type { Directory, LiveStore } from './directory.ts';
import { createHub, type ScopeState, type Subscriber } from './hub.ts';
import { createListener } from './listener.ts';
import type { LiveClient } from './live-client.ts';
import { createLiveReader } from './live-reader.ts';
import {
  landingOfStores,
  lastYearByHour,
  objectiveByHour,
  rankedStores,
  revenueByHour,
  valuesOf,
} from './live-values.ts';
import { createMaintenance } from './maintenance.ts';
import { createPacer } from './pacer.ts';
import { createReconciler } from './reconciler.ts';
import { createReferenceBell, type ReferenceBell } from './reference-bell.ts';
import { createReceipts } from './receipts.ts';
import { realSchedule, type Schedule } from './schedule.ts';
import { createVersions } from './versions.ts';

export interface LiveOptions {
  pool: Pool;
  /** Leads to PostgreSQL itself: a connection of its own listens there. */
  databaseUrl: string;
  log: Log;
  registry: Registry;
  /** Other channels to listen to on the same connection. */
  bells?: Readonly<Record<string, () => void>>;
  clock?: () => number;
  schedule?: Schedule;
}

export interface Live {
  /** Reads the state of the day, then follows it in the background. Rejects when the first reading fails. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Undefined: notifications arrive and the values are those of the database. */
  health(): string | undefined;
  /** Undefined before start(). */
  directory(): Directory | undefined;
  /** Asks the database what is new; resolves when that is in the values, or after a moment when it does not answer. */
  refresh(): Promise<void>;
  join(client: LiveClient): Subscriber;
  /** A scope as it is now, by the clock of its first store; undefined: there is no such scope, or its values are not current. */
  now(scope: string): ScopeNow | undefined;
  /** Rings when stores, regions or objectives were changed. */
  reference: ReferenceBell;
  /** Undefined: there is no such scope. */
  curve(scope: string): HourCurve | undefined;
  /** The stores of a scope with their values. Undefined: there is no such scope. */
  ranking(scope: string): Ranking | undefined;
  /** The last receipts of a scope's day, read from the database. Undefined: there is no such scope. */
  receipts(scope: string): Promise<LiveReceipts | undefined>;
  /** Values of any day, read from the database now. Undefined: there is no such scope. */
  kpis(scope: string, date: LocalDate | undefined): Promise<KpiMessage | undefined>;
}

export interface ScopeNow {
  readonly values: KpiMessage['values'];
  readonly day: LocalDate;
  /** `HH:MM` */
  readonly time: string;
  /** ms */
  readonly now: number;
}

/** Older than this, values are not current: nothing is said about them any more, and the server is not ready. */
const STALE_MS = 5_000;
const REFRESH_LIMIT_MS = 500;
const CHANNEL = 'ventes';

export function createLive(options: LiveOptions): Live {
  const { pool, databaseUrl, log, registry, clock = Date.now, schedule = realSchedule } = options;
  const server = randomUUID();
  const versions = createVersions(clock);
  // Reading what is new must neither wait behind the queries of people nor hang on a connection that died silently.
  const feedPool = createPool(databaseUrl, log, { max: 3, query_timeout: 10_000, keepAlive: true });
  const readSeconds = new Histogram({
    name: 'epm_live_read_seconds',
    help: 'Duration of one look at what sales changed',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5],
    registers: [registry],
  });
  const failures = new Counter({
    name: 'epm_live_read_failures_total',
    help: 'Looks at the database that failed',
    registers: [registry],
  });

  const reconciled = new Counter({
    name: 'epm_live_reconciled_total',
    help: 'Days of a store whose aggregates were recounted from the lines',
    registers: [registry],
  });
  const differences = new Counter({
    name: 'epm_live_differences_total',
    help: 'Hours of a store whose aggregates differed from the lines and were corrected',
    registers: [registry],
  });

  const hub = createHub({ clock, read: readScope, nextVersion: versions.next });
  const reader = createLiveReader({
    db: feedPool,
    server,
    clock,
    versions,
    log,
    onChanged: hub.changed,
    onDirectory: (before, after) => reference.replaced(before, after),
  });
  const pacer = createPacer({ look, watched: hub.watched, schedule });
  const listener = createListener({
    connectionString: databaseUrl,
    bells: { ...options.bells, [CHANNEL]: pacer.ring },
    db: feedPool,
    schedule,
    log,
  });
  const reconciler = createReconciler({
    pool,
    stores: () => reader.directory?.stores ?? [],
    clock,
    random: Math.random,
    reconciled,
    differences,
    log,
  });
  const maintenance = createMaintenance({
    pool,
    reader,
    reconciler,
    look: pacer.look,
    tick: () => hub.tick(fresh()),
    clock,
    schedule,
    log,
  });
  const dayValues = createDayValues({
    db: pool,
    clock,
    current: () => ({ dayOf: reader.state.dayOf, baselines: reader.baselines }),
  });
  const reference = createReferenceBell({ reader, look: () => pacer.look(), log });
  const receipts = createReceipts({ db: pool, clock, schedule });
  let failing = false;

  new Gauge({
    name: 'epm_live_clients',
    help: 'Connections of the live feed',
    registers: [registry],
    collect() {
      this.set(hub.counts().clients);
    },
  });
  new Gauge({
    name: 'epm_live_age_seconds',
    help: 'Time since the live values were last equal to the database',
    registers: [registry],
    collect() {
      this.set((clock() - reader.readAt) / 1000);
    },
  });

  const fresh = () => clock() - reader.readAt < STALE_MS;

  async function look(): Promise<void> {
    const end = readSeconds.startTimer();
    try {
      await reader.look();
      if (failing) log.info('the live feed reads the database again');
      failing = false;
    } catch (error) {
      failures.inc();
      if (!failing) log.warn({ err: error }, 'the live feed cannot read the database; it goes on trying');
      failing = true;
    } finally {
      end();
    }
  }

  function storesOf(name: string): readonly LiveStore[] | undefined {
    const scope = parseScope(name);
    return scope && reader.directory?.storesOf(scope);
  }

  function readScope(name: string): ScopeState | undefined {
    const stores = storesOf(name);
    if (!stores) return undefined;
    const { state, baselines, readAt } = reader;
    const secondOf = secondNow();
    return {
      values: valuesOf(stores, state.total, secondOf, baselines),
      at: readAt,
      today: revenueByHour(stores, state.hours),
      landing: landingOfStores(stores, state.total, secondOf, baselines),
    };
  }

  function secondNow(): (store: LiveStore) => number {
    const now = clock();
    return (store) => store.clock.local(now).seconds;
  }

  return {
    async start() {
      await reader.look();
      listener.start();
      void pacer.look();
      maintenance.start();
    },
    async stop() {
      await listener.stop();
      await maintenance.stop();
      await pacer.stop();
      await retire(feedPool, server).catch((error: Error) => log.debug({ err: error }, 'this reader will expire'));
      await feedPool.end();
    },
    health: () => (fresh() ? listener.fault() : 'the live values are not read from the database'),
    directory: () => reader.directory,
    refresh: () =>
      new Promise((resolve) => {
        const cancel = schedule(resolve, REFRESH_LIMIT_MS);
        void pacer.look().then(() => {
          cancel();
          resolve();
        });
      }),
    join: hub.join,
    now(name) {
      const [first] = storesOf(name) ?? [];
      const day = first && reader.state.dayOf(first);
      const scope = fresh() && day !== undefined ? readScope(name) : undefined;
      if (!first || day === undefined || !scope) return undefined;
      const now = clock();
      const minutes = Math.floor(first.clock.local(now).seconds / 60);
      const two = (n: number): string => String(n).padStart(2, '0');
      return { values: scope.values, day, time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`, now };
    },
    reference,
    curve(name) {
      const stores = storesOf(name);
      const [first] = stores ?? [];
      if (!stores) return undefined;
      const { state, baselines } = reader;
      return {
        scope: name,
        date: (first && state.dayOf(first)) ?? new Date(clock()).toISOString().slice(0, 10),
        today: revenueByHour(stores, state.hours),
        lastYear: lastYearByHour(stores, baselines),
        objective: objectiveByHour(stores, baselines),
        landing: landingOfStores(stores, state.total, secondNow(), baselines),
      };
    },
    ranking(name) {
      const stores = storesOf(name);
      const { state, baselines, readAt } = reader;
      return (
        stores && {
          scope: name,
          at: new Date(readAt).toISOString(),
          items: rankedStores(stores, state.total, secondNow(), baselines),
        }
      );
    },
    async receipts(name) {
      const stores = storesOf(name);
      return stores && { scope: name, items: await receipts.last(name, stores) };
    },
    async kpis(name, date) {
      const stores = storesOf(name);
      const { directory } = reader;
      if (!stores || !directory) return undefined;
      const at = clock();
      const values = await dayValues.read(directory, stores, date);
      return { scope: name, version: versions.next(), at: new Date(at).toISOString(), values };
    },
  };
}
