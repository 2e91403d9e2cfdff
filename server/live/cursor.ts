import type { LocalDate } from '../../shared/calendar/local-date.ts';
import type { Queryable } from '../postgres/pool.ts';
import { HOUR_COLUMNS, toHourSums, type HourRow, type HourSums } from './hour-sums.ts';

/** A pg_snapshot as text: everything visible in it has been read. */
export type Cursor = string;

export interface Reading {
  cursor: Cursor;
  rows: HourSums[];
}

/** Row of live_lecteurs that is no server: it keeps the highest version of those that are gone. */
export const ARCHIVE = '00000000-0000-0000-0000-000000000000';
/** Seconds without a sign of life after which a server no longer holds back the folding. */
export const EXPIRY_SECONDS = 60;

/**
 * Announces a reader, before its first load: from here on nothing is folded that its cursor has not seen. Returns the
 * highest version any server ever stored.
 */
export async function register(db: Queryable, server: string): Promise<number> {
  // Rows restored from another cluster carry transaction numbers that are still to come here: they would be read twice.
  await db.query(`update ventes_deltas set xid = default where xid >= pg_snapshot_xmax(pg_current_snapshot())`);
  await db.query(
    `insert into live_lecteurs (serveur, instantane, version) values ($1, pg_current_snapshot(), 0)
     on conflict (serveur) do update set instantane = excluded.instantane, vu_le = now()`,
    [server],
  );
  const { rows } = await db.query<{ version: number }>(`select max(version) as version from live_lecteurs`);
  return rows[0]?.version ?? 0;
}

/** All sums of some days and the cursor they stand for, in one statement. */
export async function readDays(db: Queryable, days: readonly LocalDate[]): Promise<Reading> {
  const { rows } = await db.query<HourRow & { cursor: Cursor }>(
    `select s.cursor::text as cursor, h.*
     from (select pg_current_snapshot() as cursor) s
     left join (select ${HOUR_COLUMNS} from ventes_par_heure where jour = any($1::date[]) group by 1, 2, 3) h on true`,
    [days],
  );
  return toReading(rows);
}

/**
 * What became visible since `cursor`, in one statement; undefined when that cannot be told: this reader was taken for dead
 * and rows it never saw may be folded, or the database is not the one the cursor came from.
 */
export async function readSince(db: Queryable, server: string, cursor: Cursor): Promise<Reading | undefined> {
  const { rows } = await db.query<HourRow & { cursor: Cursor; known: boolean }>(
    `select s.cursor::text as cursor, d.*,
       exists (select from live_lecteurs where serveur = $2)
         and pg_snapshot_xmax(s.cursor) >= pg_snapshot_xmax($1::pg_snapshot) as known
     from (select pg_current_snapshot() as cursor) s
     left join lateral (
       select ${HOUR_COLUMNS} from ventes_deltas
       where xid >= pg_snapshot_xmin($1::pg_snapshot) and not pg_visible_in_snapshot(xid, $1::pg_snapshot)
         and pg_visible_in_snapshot(xid, s.cursor)
       group by 1, 2, 3
     ) d on true`,
    [cursor, server],
  );
  return rows[0]?.known ? toReading(rows) : undefined;
}

/** Says that this reader lives and how far it has come. False: it was taken for dead. */
export async function renew(db: Queryable, server: string, cursor: Cursor, version: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `update live_lecteurs set instantane = $2::pg_snapshot, version = greatest(version, $3), vu_le = now() where serveur = $1`,
    [server, cursor, version],
  );
  return rowCount === 1;
}

/** Removes readers that are gone, keeping the highest version they stored. `server`: one that leaves now. */
export async function retire(db: Queryable, server: string | null): Promise<void> {
  await db.query(
    `with partis as (
       delete from live_lecteurs
       where serveur <> $2::uuid and (serveur = $1::uuid or vu_le < now() - make_interval(secs => $3))
       returning version
     )
     insert into live_lecteurs as a (serveur, instantane, version)
     select $2::uuid, pg_current_snapshot(), max(version) from partis having count(*) > 0
     on conflict (serveur) do update set version = greatest(a.version, excluded.version)`,
    [server, ARCHIVE, EXPIRY_SECONDS],
  );
}

function toReading(rows: (HourRow & { cursor: Cursor })[]): Reading {
  const cursor = rows[0]?.cursor ?? '';
  // Without sums the outer join gives one row of nulls.
  return { cursor, rows: rows.filter((row) => row.magasin_id !== null).map(toHourSums) };
}
