import type { Log } from '../../log.ts';
import type { Pool } from '../../postgres/pool.ts';

/** So many scans of all sale lines cost less than an index on them. */
const WITHOUT = 20;
const NAME = 'lignes_ventes_produit_annulation';

/**
 * Runs `work`, which deletes `count` products. Every deletion looks for lines of that product, and lines have no index by
 * product: tills must not pay for one all day. So there is one while it is needed; building it blocks nobody.
 */
export async function withProductIndex<T>(pool: Pool, log: Log, count: number, work: () => Promise<T>): Promise<T> {
  if (count <= WITHOUT) return work();
  await dropProductIndex(pool);
  await pool.query(`create index concurrently ${NAME} on lignes_ventes (produit_id)`);
  try {
    return await work();
  } finally {
    await dropProductIndex(pool).catch((error: Error) => log.warn({ err: error }, `the index ${NAME} is still there`));
  }
}

/** Also what a killed process left behind, whole or half built. */
export async function dropProductIndex(pool: Pool): Promise<void> {
  await pool.query(`drop index concurrently if exists ${NAME}`);
}
