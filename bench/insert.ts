import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { createLog } from '../server/log.ts';
import { fold } from '../server/live/folder.ts';
import { createPool } from '../server/postgres/pool.ts';
import { RECEIPT, startRetailServer, STORES, withClient } from './retail-database.ts';
import { median, rounded } from './statistics.ts';

const RUN_MS = 2_000;
const ROUNDS = 5;

/**
 * Whole receipts of three lines per second, with triggers, doorbell, a listener and folding, beside the same statement into
 * the same tables without triggers. Interleaved runs, medians.
 */
export async function runInsertBench(options: { rounds?: number; connections?: number[] } = {}): Promise<object> {
  const server = await startRetailServer();
  try {
    const live = await server.database('live');
    const bare = await server.database('bare');
    await withClient(bare, dropTriggers);
    const listener = new pg.Client({ connectionString: live });
    await listener.connect();
    await listener.query('listen ventes');
    let bells = 0;
    listener.on('notification', () => bells++);
    const pool = createPool(live, createLog('silent'), { max: 1 });
    const folding = setInterval(() => void fold(pool).catch(() => undefined), 2_000);
    const cases = [];
    for (const connections of options.connections ?? [8, 32]) {
      for (const spread of ['all stores', 'one store'] as const) {
        cases.push(await compare(live, bare, connections, spread, options.rounds ?? ROUNDS));
      }
    }
    clearInterval(folding);
    await listener.end();
    await pool.end();
    const exact = await withClient(live, isExact);
    return { unit: 'receipts of three lines per second', runMs: RUN_MS, bells, ...exact, cases };
  } finally {
    await server.stop();
  }
}

async function compare(
  live: string,
  bare: string,
  connections: number,
  spread: 'all stores' | 'one store',
  rounds: number,
) {
  const rates = { live: [] as number[], bare: [] as number[] };
  const storeOf = (n: number) => (spread === 'one store' ? 1 : 1 + (n % STORES));
  for (let round = 0; round < rounds; round++) {
    // Whoever comes second finds warmer caches: take turns.
    const order = round % 2 === 0 ? (['live', 'bare'] as const) : (['bare', 'live'] as const);
    for (const which of order)
      rates[which].push(await insertRate(which === 'live' ? live : bare, connections, storeOf));
  }
  const [withTriggers, without] = [median(rates.live), median(rates.bare)];
  return {
    connections,
    spread,
    withTriggers: Math.round(withTriggers),
    bare: Math.round(without),
    ratio: rounded(withTriggers / without),
  };
}

/** Receipts of three lines per second, for a while, on connections that have sold before. */
export async function insertRate(url: string, connections: number, storeOf: (n: number) => number): Promise<number> {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  const at = new Date();
  const sell = (client: pg.Client, n: number) =>
    client.query({ name: 'receipt', text: RECEIPT, values: [storeOf(n), at] });
  // The first receipt of a connection plans everything, which is no part of the rate of tills that stay connected.
  await Promise.all(clients.map(sell));
  const started = performance.now();
  let stored = 0;
  await Promise.all(
    clients.map(async (client, index) => {
      for (let n = index; performance.now() - started < RUN_MS; n += connections) {
        await sell(client, n);
        stored++;
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  await Promise.all(clients.map((client) => client.end()));
  return stored / seconds;
}

async function dropTriggers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; on: string }>(
    `select t.tgname as name, t.tgrelid::regclass::text as on from pg_trigger t
     where not t.tgisinternal and t.tgrelid in ('ventes'::regclass, 'lignes_ventes'::regclass)`,
  );
  for (const { name, on } of rows) await client.query(`drop trigger ${name} on ${on}`);
}

async function isExact(client: pg.Client): Promise<{ receipts: number; aggregatesExact: boolean; deadlocks: number }> {
  const { rows } = await client.query<{ receipts: number; exact: boolean; deadlocks: number }>(
    `select (select count(*)::integer from ventes) as receipts,
       (select sum(ca_ttc) from ventes_par_heure) = (select sum(montant_ttc) from lignes_ventes) as exact,
       (select deadlocks::integer from pg_stat_database where datname = current_database()) as deadlocks`,
  );
  return {
    receipts: rows[0]?.receipts ?? 0,
    aggregatesExact: rows[0]?.exact === true,
    deadlocks: rows[0]?.deadlocks ?? -1,
  };
}
