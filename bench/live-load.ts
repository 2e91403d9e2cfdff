import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import type { ClientsOrder, Seen } from './live-scale-clients.ts';
import type { SellersOrder, Sold } from './live-scale-sellers.ts';
import { watchLoopDelay } from './loop-delay.ts';
import { STORES, withClient } from './retail-database.ts';
import { latency, type Latency } from './statistics.ts';

const REGIONS = 10;
const CONNECTIONS = 8;
const SETTLE_MS = 1_000;

export interface Pass {
  /** From a commit, as its seller hears of it, to each client that watches its store, region or company. */
  times: Latency;
  /** How late timers fired in this process meanwhile. */
  timerLate: { p50: number; p95: number; p99: number };
  sales: number;
  salesPerSecond: number;
  messages: number;
}

/** Clients and sellers of a live server, in processes of their own, so that neither counts as the server's. */
export interface LiveLoad {
  scopes: number;
  /** Sells for a while, then waits until that has been heard. */
  pass(order: { perSecond: number; seconds: number; seed: number }): Promise<Pass>;
  /** The first of the clients stop reading, and are left out of what is measured. */
  pause(count: number): void;
  /** What was heard since the last time. */
  heard(): Promise<Seen>;
  /** Clients that read and whose last values are not what the lines in the database add up to. */
  differences(): Promise<number>;
  stop(): void;
}

/** Connects clients to company, regions and stores in turn, 60 scopes; resolves when all have their first values. */
export async function startLiveLoad(url: string, port: number, clients: number): Promise<LiveLoad> {
  const scopes = scopesWatched();
  const watch = Array.from({ length: clients }, (_, n) => scopes[n % scopes.length] ?? 'company');
  const crowd = start('live-scale-clients.js');
  const sellers = start('live-scale-sellers.js');
  const tell = (order: ClientsOrder) => crowd.send(order);
  const report = async (): Promise<Seen> => {
    tell({ kind: 'report' });
    const [seen] = (await once(crowd, 'message')) as [Seen];
    return seen;
  };
  let stopped = 0;
  tell({ kind: 'connect', port, watch });
  await once(crowd, 'message');
  return {
    scopes: scopes.length,
    async pass({ perSecond, seconds, seed }) {
      const before = await report();
      const loop = watchLoopDelay();
      const order: SellersOrder = { url, connections: CONNECTIONS, perSecond, seconds, stores: STORES, seed };
      sellers.send(order);
      const [sold] = (await once(sellers, 'message')) as [Sold];
      const timerLate = loop.stop();
      await sleep(SETTLE_MS);
      const seen = await report();
      const times = timesOf(sold, seen, before, watch, stopped);
      return { times, timerLate, sales: sold.at.length, salesPerSecond: sold.rate, messages: seen.at.length };
    },
    pause(count) {
      stopped = count;
      tell({ kind: 'pause', clients: Array.from({ length: count }, (_, n) => n) });
    },
    heard: report,
    async differences() {
      const seen = await report();
      return withClient(url, (client) => countDifferences(client, watch, seen, stopped));
    },
    stop() {
      crowd.disconnect();
      sellers.disconnect();
    },
  };
}

function scopesWatched(): string[] {
  const regions = Array.from({ length: REGIONS }, (_, n) => `region:R${n + 1}`);
  const stores = Array.from({ length: STORES - 1 }, (_, n) => `store:M${n + 1}`);
  return ['company', ...regions, ...stores];
}

const scopesOf = (store: number) => ['company', `region:R${1 + (store % REGIONS)}`, `store:M${store}`];

function start(file: string): ChildProcess {
  return fork(fileURLToPath(new URL(`./${file}`, import.meta.url)), { serialization: 'advanced' });
}

/**
 * Milliseconds. The n-th receipt of a scope counts from the n-th acknowledgement there to the first message that tells of n
 * receipts.
 */
function timesOf(sold: Sold, seen: Seen, before: Seen, watch: string[], stopped: number): Latency {
  const commits = new Map<string, bigint[]>();
  for (const [n, store] of sold.store.entries()) {
    for (const scope of scopesOf(store)) {
      const list = commits.get(scope) ?? [];
      list.push(sold.at[n] ?? 0n);
      commits.set(scope, list);
    }
  }
  const start = watch.map((_, client) => before.newest[client]?.receipts ?? 0);
  const reached = [...start];
  const times: number[] = [];
  for (const [n, client] of seen.client.entries()) {
    if (client < stopped) continue;
    const list = commits.get(watch[client] ?? '') ?? [];
    const receipts = seen.receipts[n] ?? 0;
    for (let sale = reached[client] ?? 0; sale < receipts; sale++) {
      const committed = list[sale - (start[client] ?? 0)];
      // A value may come before the seller has heard of his own commit.
      if (committed !== undefined) times.push(Math.max(0, Number((seen.at[n] ?? 0n) - committed) / 1e6));
    }
    reached[client] = Math.max(reached[client] ?? 0, receipts);
  }
  return latency(times);
}

async function countDifferences(client: pg.Client, watch: string[], seen: Seen, stopped: number): Promise<number> {
  const { rows } = await client.query<{ scope: string; revenue: string; ht: string; units: string; receipts: string }>(
    `select case when grouping(m.code) = 0 then 'store:' || m.code when grouping(r.code) = 0 then 'region:' || r.code
         else 'company' end as scope,
       round(sum(l.montant_ttc), 2) as revenue, round(sum(l.montant_ht), 2) as ht, sum(l.quantite) as units,
       count(distinct v.id) as receipts
     from ventes v join lignes_ventes l on l.vente_id = v.id join magasins m on m.id = v.magasin_id
       join regions r on r.id = m.region_id
     where v.date_vente >= now() - interval '2 days'
       and (v.date_vente at time zone m.fuseau)::date = (now() at time zone m.fuseau)::date
     group by grouping sets ((m.code), (r.code), ())`,
  );
  const truth = new Map(
    rows.map(({ scope, revenue, ht, units, receipts }) => [
      scope,
      [revenue, ht, units, receipts].map(Number).join(' '),
    ]),
  );
  return watch.filter((scope, n) => {
    const values = seen.newest[n];
    const shown = values && [values.revenueTtc, values.revenueHt, values.units, values.receipts].join(' ');
    return n >= stopped && shown !== truth.get(scope);
  }).length;
}
