import type pg from 'pg';
import type { Log } from '../log.ts';
import { applyDemoPassword, writeAccounts, type HashPassword, type VerifyPassword } from './accounts.ts';
import { FULL_SIZE, type DemoSize } from './plan.ts';
import { writeCharges, writeReference } from './reference.ts';
import { demoDay, fillSales, inTransaction } from './sales.ts';
import { readState, writeState, type DemoState } from './state.ts';
import { writeTillTotals } from './till-totals.ts';

export interface DemoOptions {
  now: Date;
  /** Of the four accounts, and the secret of the client id. */
  password: string;
  hashPassword: HashPassword;
  verifyPassword: VerifyPassword;
  log: Log;
  /** Smaller than the demo of a running system: for tests. */
  size?: DemoSize;
}

/** Names the lock of whoever loads or extends the demo; any constant of our own does. */
const LOCK = 0x44454d4f;
/** Connections that write side by side. */
const LANES = 2;

/**
 * The demo company in a migrated database: loaded where the database is empty, else filled from its last sale up to `now`, and a
 * changed password applied. The same company for the same day. A killed run goes on where it was; several servers take turns.
 * 'skipped': the database holds other data, which stays alone.
 */
export async function ensureDemo(pool: pg.Pool, options: DemoOptions): Promise<'loaded' | 'extended' | 'skipped'> {
  const clients: pg.PoolClient[] = [];
  let broken = true;
  try {
    for (let lane = 0; lane < LANES; lane++) clients.push(await pool.connect());
    const [client, ...others] = clients;
    if (client === undefined) throw new Error('no connection');
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const outcome = await ensure(client, others, options);
    await client.query('select pg_advisory_unlock($1)', [LOCK]);
    broken = false;
    return outcome;
  } finally {
    // Closing the connection also gives the lock back.
    for (const client of clients) client.release(broken);
  }
}

async function ensure(
  client: pg.PoolClient,
  others: readonly pg.PoolClient[],
  options: DemoOptions,
): Promise<'loaded' | 'extended' | 'skipped'> {
  const { log, now } = options;
  const known = await readState(client);
  if (known === undefined && !(await isEmpty(client))) {
    log.warn({}, 'The database holds other data: the demo company is not loaded.');
    return 'skipped';
  }
  const started = performance.now();
  const state = known ?? (await create(client, options));
  if (known !== undefined) await applyDemoPassword(client, options);
  const receipts = await fillSales([client, ...others], state, now.getTime());
  await inTransaction(client, () => writeCharges(client, state, demoDay(now.getTime())));
  await writeTillTotals(client, demoDay(now.getTime()));
  if (receipts > 0) await refresh(client, known === undefined);
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const what = known === undefined ? 'Loaded the demo company' : 'Brought the demo company up to now';
  log.info({ receipts, seconds }, `${what}: ${receipts} receipts in ${seconds} s.`);
  return known === undefined ? 'loaded' : 'extended';
}

async function create(
  client: pg.PoolClient,
  { now, password, hashPassword, size = FULL_SIZE }: DemoOptions,
): Promise<DemoState> {
  const state = { loadedOn: demoDay(now.getTime()), size, until: 0 };
  await inTransaction(client, async () => {
    await writeReference(client, state);
    await writeAccounts(client, password, hashPassword);
    await writeState(client, state);
  });
  return state;
}

async function isEmpty(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ empty: boolean }>(
    `select not exists (select from regions) and not exists (select from categories) and not exists (select from utilisateurs) as empty`,
  );
  return rows[0]?.empty === true;
}

/** The planner and the views know nothing of what was just written. Once the views are in use their readers must not wait. */
async function refresh(client: pg.PoolClient, first: boolean): Promise<void> {
  if (first) await client.query('analyze');
  for (const view of ['mv_ca_magasin_mensuel', 'mv_ca_categorie_mensuel']) {
    await client.query(`refresh materialized view ${first ? '' : 'concurrently'} ${view}`);
  }
}
