import { setTimeout as pause } from 'node:timers/promises';
import { unavailable } from '../../http/errors.ts';
import type { Log } from '../../log.ts';
import type { Pool } from '../../postgres/pool.ts';

export interface ProductIndexDeps {
  pool: Pool;
  log: Log;
  /** Who waits for his turn is turned away. */
  closing: AbortSignal;
}

/** So many scans of all sale lines cost less than an index on them. */
const WITHOUT = 20;
const NAME = 'lignes_ventes_produit_annulation';
/** Held by a session while the index is its own, over all servers; it ends with the connection, however that ends. */
const LOCK = '(7041, 12)';
const LOOK_MS = 200;

/**
 * Runs `work`, which deletes `count` products. Every deletion looks for lines of that product, and lines have no index by
 * product: tills must not pay for one all day. So there is one while it is needed; building it blocks nobody.
 * @throws HttpError 503 where `closing` is heard first.
 */
export async function withProductIndex<T>(deps: ProductIndexDeps, count: number, work: () => Promise<T>): Promise<T> {
  const { pool, log, closing } = deps;
  if (count <= WITHOUT) return work();
  return onLockedSession(pool, log, async (tryLock) => {
    // Asked again and again: the building of an index waits for whoever waits in a statement, which would wait for it.
    while (!(await tryLock())) {
      await pause(LOOK_MS, undefined, { signal: closing }).catch(() => {
        throw unavailable('The server is stopping. Nothing was undone: try again.');
      });
    }
    await drop(pool);
    await pool.query(`create index concurrently ${NAME} on lignes_ventes (produit_id)`);
    try {
      return await work();
    } finally {
      await drop(pool).catch((error: Error) => log.warn({ err: error }, `the index ${NAME} is still there`));
    }
  });
}

/** What a killed server left behind, whole or half built; where another one is at work it is left to that. */
export async function dropProductIndex({ pool, log }: Pick<ProductIndexDeps, 'pool' | 'log'>): Promise<void> {
  await onLockedSession(pool, log, async (tryLock) => {
    if (await tryLock()) await drop(pool);
  });
}

const drop = (pool: Pool) => pool.query(`drop index concurrently if exists ${NAME}`);

/** The connection is closed at the end, and its lock with it. */
async function onLockedSession<T>(
  pool: Pool,
  log: Log,
  work: (tryLock: () => Promise<boolean>) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  // It rests while others work: without a listener a lost server would end the process.
  const lost = (error: Error): void =>
    log.warn({ err: error }, 'the connection that keeps the turn of an undo was lost');
  client.on('error', lost);
  try {
    return await work(async () => {
      const { rows } = await client.query<{ got: boolean }>(`select pg_try_advisory_lock${LOCK} as got`);
      return rows[0]?.got === true;
    });
  } finally {
    client.off('error', lost);
    client.release(true);
  }
}
