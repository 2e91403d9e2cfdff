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
/** Whoever writes for less is a till at work. */
const LONG_S = 2;

/** 2 ms, then ever longer, 10 s in all. */
export const LOOKS = 105;

/**
 * Waits for the transactions that write sales at this moment. Whoever writes holds the lock of its table until the end of its
 * transaction, and had it before its trigger looked at the days: what is not among them began to look later. Nobody is held
 * up by this, and it holds nothing. False when some are still at it after the last look.
 */
export async function writersGone(db: Queryable, { wait, looks }: Patience): Promise<boolean> {
  let waited = FIRST_WAIT_MS;
  let left = await writersNow(db);
  for (let look = 0; left.length > 0 && look < looks; look++) {
    await wait(waited);
    waited = Math.min(waited * 2, LONGEST_WAIT_MS);
    left = stillAmong(left, await writersNow(db));
  }
  return left.length === 0;
}

export const stillAmong = (before: readonly string[], now: readonly string[]): string[] => {
  const writing = new Set(now);
  return before.filter((transaction) => writing.has(transaction));
};

const HELD = `from pg_locks l
  where l.locktype = 'relation' and l.database = (select oid from pg_database where datname = current_database())
    and l.relation = any ($1::regclass[]) and l.mode = 'RowExclusiveLock' and l.granted`;

/** The transactions that write sales at this moment. */
export async function writersNow(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ transaction: string }>(
    `select distinct l.virtualtransaction as transaction ${HELD}`,
    [WATCHED],
  );
  return rows.map(({ transaction }) => transaction);
}

/** A connection that keeps a closing waiting. */
export interface LongWriter {
  /** Null: a prepared transaction, whose connection is gone. */
  pid: number | null;
  /** As it calls itself, '' when it does not. */
  application: string;
  /** Begin of its transaction; null: the database user may not know. */
  since: Date | null;
}

/** Those that have been writing for more than so many seconds, longest first. */
export async function longWriters(db: Queryable, seconds = LONG_S): Promise<LongWriter[]> {
  const { rows } = await db.query<LongWriter>(
    `select w.pid, coalesce(a.application_name, '') as application, a.xact_start as since
     from (select distinct l.virtualtransaction, l.pid ${HELD}) w left join pg_stat_activity a on a.pid = w.pid
     where a.xact_start is null or a.xact_start < clock_timestamp() - make_interval(secs => $2)
     order by a.xact_start nulls last, w.pid`,
    [WATCHED, seconds],
  );
  return rows;
}
