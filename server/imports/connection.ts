import pg from 'pg';
import type { Log } from '../log.ts';
import type { Pool } from '../postgres/pool.ts';

/** One session: its temporary tables and locks end with it. */
export type Connection = pg.ClientBase;

/**
 * For statements over whole files: memory to join and sort in, samples that are quick to take, no compilation, and a trigger
 * that does not first try whether the statement holds a single receipt.
 */
const SETTINGS = `set client_min_messages = warning; set temp_buffers = '64MB'; set work_mem = '64MB';
  set default_statistics_target = 20; set jit = off; set epm.ventes_par_lots = on;
  set idle_in_transaction_session_timeout = 0`;

/**
 * Runs `work` on a connection of its own, outside the pool: plans made for single sales and temporary tables of others must
 * not be met there, nor its own left behind. Aborting `signal` stops the statement under way, and those that follow, until
 * `work` has come to its end.
 */
export async function onOwnConnection<T>(
  pool: Pool,
  log: Log,
  signal: AbortSignal,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...pool.options, application_name: 'epm-retail import' });
  // Between two statements a lost server is heard here only; the next statement fails and says so.
  client.on('error', (error) => log.warn({ err: error }, 'the connection of an import was lost'));
  await client.connect();
  try {
    await client.query(SETTINGS);
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return await cancelling(pool, log, rows[0]?.pid ?? 0, signal, () => work(client));
  } finally {
    await client.end();
  }
}

const AGAIN_MS = 200;

/** A request to cancel that arrives between two statements is lost: it is made again and again. */
async function cancelling<T>(
  pool: Pool,
  log: Log,
  pid: number,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  let again: NodeJS.Timeout | undefined;
  const cancel = (): void => {
    pool
      .query('select pg_cancel_backend($1)', [pid])
      .catch((error: Error) => log.warn({ err: error }, 'a statement of an import could not be stopped'));
  };
  const stop = (): void => {
    cancel();
    again = setInterval(cancel, AGAIN_MS);
  };
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  try {
    return await work();
  } finally {
    signal.removeEventListener('abort', stop);
    clearInterval(again);
  }
}
