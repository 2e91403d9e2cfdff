import type { DayKey } from '../../shared/api/store-days.ts';
import { sayWho } from '../postgres/audit.ts';
import type { Client, Queryable } from '../postgres/pool.ts';

/** A day of a store, by the ids of the database. */
export interface Place {
  storeId: number;
  day: string;
}

// The audit log of days is written by a trigger, which is told who asked.

const columnsOf = (places: readonly Place[]) => [places.map(({ storeId }) => storeId), places.map(({ day }) => day)];

/** From here on nothing is added to the days; those closed already stay as they are. Returns the days marked, or found half closed. */
export async function markClosing(
  client: Client,
  places: readonly Place[],
  now: Date,
  author: string,
): Promise<Place[]> {
  await sayWho(client, author);
  // In one order: two calls with common days wait for each other in one direction only.
  const { rows } = await client.query<{ magasin_id: number; jour: string }>(
    `insert into journees (magasin_id, jour, etat, cloturee_le, cloturee_par)
     select distinct magasin_id, jour, 'closing', $3::timestamptz, $4 from unnest($1::integer[], $2::date[]) t (magasin_id, jour)
     order by magasin_id, jour
     on conflict (magasin_id, jour) do update set etat = 'closing', cloturee_le = excluded.cloturee_le, cloturee_par = excluded.cloturee_par
       where journees.etat <> 'closed'
     returning magasin_id, jour`,
    [...columnsOf(places), now, author],
  );
  return rows.map(({ magasin_id, jour }) => ({ storeId: magasin_id, day: jour }));
}

/** Ends what markClosing began, with the figures of each day in the audit log. Returns how many were still marked. */
export async function finishClosing(client: Client, places: readonly Place[], author: string): Promise<number> {
  await sayWho(client, author);
  const { rowCount } = await client.query(
    `update journees j set etat = 'closed' from unnest($1::integer[], $2::date[]) t (magasin_id, jour)
     where j.magasin_id = t.magasin_id and j.jour = t.jour and j.etat = 'closing'`,
    columnsOf(places),
  );
  return rowCount ?? 0;
}

/** Takes markClosing back. */
export async function unmarkClosing(client: Client, places: readonly Place[], author: string): Promise<void> {
  await sayWho(client, author);
  await client.query(
    `update journees j set etat = 'open', cloturee_le = null, cloturee_par = null
     from unnest($1::integer[], $2::date[]) t (magasin_id, jour)
     where j.magasin_id = t.magasin_id and j.jour = t.jour and j.etat = 'closing'`,
    columnsOf(places),
  );
}

/** Opens closed days again; open ones stay as they are. */
export async function reopen(
  client: Client,
  places: readonly Place[],
  { now, author, reason }: { now: Date; author: string; reason: string },
): Promise<void> {
  await sayWho(client, author);
  await client.query(
    `update journees j set etat = 'open', rouverte_le = $3, rouverte_par = $4, motif = $5
     from unnest($1::integer[], $2::date[]) t (magasin_id, jour)
     where j.magasin_id = t.magasin_id and j.jour = t.jour and j.etat <> 'open'`,
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
