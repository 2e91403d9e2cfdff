import type { DayKey } from '../../shared/api/store-days.ts';
import { sayWho } from '../postgres/audit.ts';
import type { Client, Queryable } from '../postgres/pool.ts';

/** A day of a store, by the ids of the database. */
export interface Place {
  storeId: number;
  day: string;
}

// The audit log of days is written by a trigger, which is told who asked.

/** A day that is being closed, by one mark: one that was taken back and set again is another. */
export interface Marked extends Place {
  /** Moment of the mark, as the database writes it. */
  mark: string;
  /** Who asked for it. */
  author: string;
  /** By the call that asks, not by one before whose closing is under way still. */
  fresh: boolean;
}

const columnsOf = (places: readonly Place[]) => [places.map(({ storeId }) => storeId), places.map(({ day }) => day)];

interface MarkedRow {
  magasin_id: number;
  jour: string;
  mark: string;
  author: string;
  fresh: boolean;
}

const toMarked = ({ magasin_id, jour, mark, author, fresh }: MarkedRow): Marked => ({
  storeId: magasin_id,
  day: jour,
  mark,
  author,
  fresh,
});

/** '' where plain SQL did not say. */
const MARK = `coalesce(journees.cloturee_le::text, '') as mark, coalesce(journees.cloturee_par, '') as author`;

/** From here on nothing is added to the days; those closed already stay as they are. Returns the days marked, now or before. */
export async function markClosing(
  client: Client,
  places: readonly Place[],
  now: Date,
  author: string,
): Promise<Marked[]> {
  await sayWho(client, author);
  // In one order: two calls with common days wait for each other in one direction only.
  const { rows } = await client.query<MarkedRow>(
    `insert into journees (magasin_id, jour, etat, cloturee_le, cloturee_par)
     select distinct magasin_id, jour, 'closing', $3::timestamptz, $4 from unnest($1::integer[], $2::date[]) t (magasin_id, jour)
     order by magasin_id, jour
     on conflict (magasin_id, jour) do update set etat = 'closing',
         cloturee_le = case when journees.etat = 'open' then excluded.cloturee_le else journees.cloturee_le end,
         cloturee_par = case when journees.etat = 'open' then excluded.cloturee_par else journees.cloturee_par end
       where journees.etat <> 'closed'
     returning magasin_id, jour, ${MARK}, (cloturee_le, cloturee_par) is not distinct from ($3, $4) as fresh`,
    [...columnsOf(places), now, author],
  );
  return rows.map(toMarked);
}

/** All days that are being closed. */
export async function readClosing(db: Queryable): Promise<Marked[]> {
  const { rows } = await db.query<MarkedRow>(
    `select magasin_id, jour, ${MARK}, false as fresh from journees where etat = 'closing'`,
  );
  return rows.map(toMarked);
}

const MARKED = 'unnest($1::integer[], $2::date[], $3::text[]) t (magasin_id, jour, mark)';
const SAME_MARK = `j.magasin_id = t.magasin_id and j.jour = t.jour and j.etat = 'closing' and coalesce(j.cloturee_le::text, '') = t.mark`;
const marksOf = (marked: readonly Marked[]) => [...columnsOf(marked), marked.map(({ mark }) => mark)];

/** Ends what markClosing began. Returns how many were still under the same mark. */
export async function finishClosing(client: Client, marked: readonly Marked[], author: string): Promise<number> {
  await sayWho(client, author);
  const { rowCount } = await client.query(
    `update journees j set etat = 'closed' from ${MARKED} where ${SAME_MARK}`,
    marksOf(marked),
  );
  return rowCount ?? 0;
}

/** Takes back what a call of markClosing did: what another one has marked, before or since, goes on. */
export async function unmarkClosing(client: Client, marked: readonly Marked[], author: string): Promise<void> {
  await sayWho(client, author);
  const own = marked.filter(({ fresh }) => fresh);
  await client.query(
    `update journees j set etat = 'open', cloturee_le = null, cloturee_par = null
     from ${MARKED} where ${SAME_MARK}`,
    marksOf(own),
  );
}

export interface Opening {
  now: Date;
  author: string;
  /** Null: a closing under way is called off. */
  reason: string | null;
}

/** Opens days again that are closed or, without a reason, being closed; others stay as they are. */
export async function reopen(
  client: Client,
  places: readonly Place[],
  { now, author, reason }: Opening,
): Promise<void> {
  await sayWho(client, author);
  await client.query(
    `update journees j set etat = 'open', rouverte_le = $3, rouverte_par = $4, motif = $5
     from unnest($1::integer[], $2::date[]) t (magasin_id, jour)
     where j.magasin_id = t.magasin_id and j.jour = t.jour
       and case when $5::text is null then j.etat = 'closing' else j.etat <> 'open' end`,
    [...columnsOf(places), now, author, reason],
  );
}

interface StoreToday {
  id: number;
  code: string;
  today: string;
}

/** What the keys name wrongly (`unknown`, `ahead` of the store's today), by position; else their places. */
export async function placesOf(
  db: Queryable,
  keys: readonly DayKey[],
  now: Date,
): Promise<{ places: Place[]; unknown: number[]; ahead: number[] }> {
  const { rows } = await db.query<StoreToday>(
    `select id, code, ($2::timestamptz at time zone fuseau)::date as today from magasins where code = any($1::text[])`,
    [[...new Set(keys.map(({ store }) => store))], now],
  );
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const places: Place[] = [];
  const unknown: number[] = [];
  const ahead: number[] = [];
  keys.forEach(({ store, day }, index) => {
    const found = byCode.get(store);
    if (!found) unknown.push(index);
    else if (day > found.today) ahead.push(index);
    else places.push({ storeId: found.id, day });
  });
  return { places, unknown, ahead };
}
