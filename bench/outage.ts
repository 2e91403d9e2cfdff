import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterPassword, ensureCluster } from '../db/embedded/cluster.ts';
import { choosePlace } from '../db/embedded/place.ts';
import { freePort, startPostmaster } from '../db/embedded/postmaster.ts';
import { silentLog } from '../db/log.ts';
import { migrate } from '../db/migrate.ts';
import { createLog } from '../server/log.ts';
import { createPool, type Pool } from '../server/postgres/pool.ts';
import { startLiveLoad, type LiveLoad } from './live-load.ts';
import { startLiveServer } from './live-server.ts';
import { RECEIPT, seed, STORES, withClient } from './retail-database.ts';
import { rounded } from './statistics.ts';

const CLIENTS = 60;
const CUTS = 20;
const CUT_EVERY_MS = 400;
const STOPS_SECONDS = [6, 30];
const PER_SECOND = 100;
const HEARD_WITHIN_MS = 6_000;
const SEED = 20_270_105;

/**
 * What the live feed makes of a database that goes: its listening connection is ended twenty times while sales go on, then
 * the server is stopped for 6 and for 30 seconds in the middle of sales. Told: how late sales were, how long after the
 * server takes connections again a sale made then is seen, and which clients hold anything else than what a SELECT adds up to.
 */
export async function runOutageBench(): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'epm-bench-outage-'));
  await chmod(folder, 0o755);
  const place = choosePlace(folder, silentLog);
  const password = clusterPassword(folder);
  ensureCluster(place, password, { sync: true });
  const port = await freePort();
  const open = () => startPostmaster(place, port, { logFile: join(folder, 'postgres.log'), settings: {} });
  let postmaster = await open();
  const address = (name: string) => `postgres://epm:${password}@127.0.0.1:${port}/${name}`;
  await withClient(address('postgres'), (client) => client.query('create database live'));
  const url = address('live');
  await migrate(url, { log: silentLog });
  await withClient(url, seed);
  const pool = createPool(url, createLog('silent'), { max: 4 });
  const server = await startLiveServer(url);
  try {
    const load = await startLiveLoad(url, server.port, CLIENTS);
    const cuts = await cutTheListener(url, load);
    const stops = [];
    for (const seconds of STOPS_SECONDS) {
      const before = await sellThrough(pool, () => postmaster.stop());
      await sleep(seconds * 1000);
      await load.heard();
      postmaster = await open();
      const back = process.hrtime.bigint();
      const receipts = await sellOnce(pool);
      await sleep(HEARD_WITHIN_MS);
      const { client, receipts: shown, at } = await load.heard();
      // Client 0 watches the company.
      const first = client.findIndex((who, n) => who === 0 && (shown[n] ?? 0) >= receipts);
      stops.push({
        seconds,
        salesBefore: before,
        freshAfterMs: first < 0 ? null : rounded(Number((at[first] ?? 0n) - back) / 1e6, 0),
        clientsThatDifferFromSelect: await load.differences(),
      });
    }
    load.stop();
    return { clients: CLIENTS, cuts, stops };
  } finally {
    await server.stop();
    await pool.end();
    await postmaster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function cutTheListener(url: string, load: LiveLoad): Promise<object> {
  const selling = load.pass({ perSecond: PER_SECOND, seconds: (CUTS * CUT_EVERY_MS) / 1000 + 1, seed: SEED });
  let ended = 0;
  await withClient(url, async (client) => {
    for (let cut = 0; cut < CUTS; cut++) {
      await sleep(CUT_EVERY_MS);
      const { rows } = await client.query<{ ended: string }>(
        `select count(pg_terminate_backend(pid)) as ended from pg_stat_activity
         where datname = current_database() and application_name = 'epm-retail listener'`,
      );
      ended += Number(rows[0]?.ended);
    }
  });
  const { sales, times } = await selling;
  return { ended, sales, fromCommit: times, clientsThatDifferFromSelect: await load.differences() };
}

/** Sells without a pause until the database is gone; the number of sales it acknowledged. */
async function sellThrough(pool: Pool, stop: () => Promise<void>): Promise<number> {
  let sold = 0;
  let gone = false;
  const lanes = Array.from({ length: 4 }, async (_, lane) => {
    for (let n = lane; !gone; n += 4) {
      await pool.query(RECEIPT, [1 + (n % STORES), new Date()]).then(
        () => sold++,
        () => (gone = true),
      );
    }
  });
  await sleep(1_000);
  await stop();
  await Promise.all(lanes);
  return sold;
}

/** The first sale after the database is back; the receipts there are with it. */
async function sellOnce(pool: Pool): Promise<number> {
  // Connections of before the stop fail once each.
  const sell = (): Promise<unknown> => pool.query(RECEIPT, [1, new Date()]).catch(() => sleep(20).then(sell));
  await sell();
  const { rows } = await pool.query<{ receipts: number }>('select count(*)::integer as receipts from ventes');
  return rows[0]?.receipts ?? 0;
}
