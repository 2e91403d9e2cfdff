import type { Client, Pool, Queryable } from '../postgres/pool.ts';

/** "IMP". The second key is 0 for the right to write at all, else the rank of an import. */
const LOCKS = 0x494d50;
const WRITING = 0;

/**
 * Locks of a session: they end with its connection, however that ends, and so tell a run that goes on from one that was
 * killed, on whichever server.
 */
export async function tryRunning(client: Queryable, rank: number): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2) as got', [LOCKS, rank]);
  return rows[0]?.got === true;
}

/** Only one import or revert writes at a time, over all servers. */
export const tryWriting = (client: Queryable): Promise<boolean> => tryRunning(client, WRITING);

/**
 * Runs `work` on a connection of its own, which is closed afterwards with its locks and temporary tables. Aborting
 * `signal` also stops the statement under way.
 */
export async function onOwnConnection<T>(
  pool: Pool,
  signal: AbortSignal,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const stop = () => void pool.query('select pg_cancel_backend($1)', [rows[0]?.pid]).catch(() => undefined);
    signal.addEventListener('abort', stop);
    try {
      return await work(client);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  } finally {
    client.release(true);
  }
}
