import type { Queryable } from '../postgres/pool.ts';

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
