import type { Queryable } from '../postgres/pool.ts';

/** Tables whose triggers look whether a day is closed. */
const WATCHED = ['ventes', 'lignes_ventes', 'z_caisse'];

export interface Patience {
  /** Resolves after so many ms. */
  wait(ms: number): Promise<void>;
  /** How often to look again before giving up. */
  looks: number;
}

const FIRST_WAIT_MS = 2;
const LONGEST_WAIT_MS = 100;

/** 2 ms, then ever longer, 10 s in all. */
export const LOOKS = 105;

/**
 * Waits for the transactions that write sales at this moment. Whoever writes holds the lock of its table until the end of its
 * transaction, and had it before its trigger looked at the days: what is not among them began to look later. Nobody is held
 * up by this, and it holds nothing. False when some are still at it after the last look.
 */
export async function writersGone(db: Queryable, { wait, looks }: Patience): Promise<boolean> {
  let waited = FIRST_WAIT_MS;
  let left = await writers(db);
  for (let look = 0; left.length > 0 && look < looks; look++) {
    await wait(waited);
    waited = Math.min(waited * 2, LONGEST_WAIT_MS);
    const now = new Set(await writers(db));
    left = left.filter((transaction) => now.has(transaction));
  }
  return left.length === 0;
}

async function writers(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ transaction: string }>(
    `select distinct virtualtransaction as transaction from pg_locks
     where locktype = 'relation' and database = (select oid from pg_database where datname = current_database())
       and relation = any ($1::regclass[]) and mode = 'RowExclusiveLock' and granted`,
    [WATCHED],
  );
  return rows.map(({ transaction }) => transaction);
}
