import type { ContentIssue } from '../../shared/api/error.ts';
import type { TillTotal } from '../../shared/api/store-days.ts';
import { conflict, invalidContent } from '../http/errors.ts';
import { closedDaysOf, namesOf } from '../postgres/day-closed.ts';
import { transaction, type Client, type Pool } from '../postgres/pool.ts';
import { placesOf } from './closings.ts';

export interface TillTotals {
  /**
   * Stores totals of tills, all or none; one that is there already, with the same content, is counted and left alone, and so
   * is one that a till repeats after it was corrected.
   * @throws HttpError 422 `invalid`, 409 `till_total_conflict` or `day_closed`, each with details per total.
   */
  record(totals: readonly TillTotal[], sender: Sender): Promise<{ accepted: number; duplicates: number }>;
}

export interface Sender {
  name: string;
  /** Repeats what it sent without knowing of corrections; a person who brings a removed total back means it. */
  machine: boolean;
}

interface Placed extends TillTotal {
  index: number;
  storeId: number;
}

export function createTillTotals({ pool, now }: { pool: Pool; now(): Date }): TillTotals {
  return {
    async record(totals, sender) {
      const placed = await place(pool, totals, now());
      try {
        return await transaction(pool, async (client) => {
          const accepted = await insert(client, placed, sender);
          await demandSame(client, placed, sender);
          return { accepted, duplicates: totals.length - accepted };
        });
      } catch (error) {
        throw refusalOf(error, placed);
      }
    },
  };
}

async function place(pool: Pool, totals: readonly TillTotal[], now: Date): Promise<Placed[]> {
  const { places, unknown, ahead } = await placesOf(pool, totals, now);
  const issues: ContentIssue[] = [
    ...unknown.map((index) => {
      const message = `There is no store ${totals[index]?.store}.`;
      return { index, path: 'store', code: 'unknown_store', message };
    }),
    ...ahead.map((index) => {
      const message = `The day ${totals[index]?.day} has not begun in store ${totals[index]?.store}.`;
      return { index, path: 'day', code: 'day_ahead', message };
    }),
  ];
  if (issues.length > 0) throw invalidContent(issues);
  // Without issues every total has its place, in order.
  return totals.map((total, index) => ({ ...total, index, storeId: places[index]?.storeId ?? 0 }));
}

/** What a machine sends that was corrected since, with the content it had before: $1 says whether it is a machine. */
const REPEATED = `($1 and exists (
  select from z_corrections c
  where (c.magasin_id, c.jour, c.caisse, c.numero) = (t.magasin_id, t.jour, t.caisse, t.numero)
    and (c.montant_avant, c.tickets_avant) is not distinct from (t.montant_ttc, t.tickets)))`;

/** In the order of their key, so that two calls with common totals wait for each other in one direction only. */
async function insert(client: Client, totals: readonly Placed[], { name, machine }: Sender): Promise<number> {
  const { rowCount } = await client.query(
    `insert into z_caisse (magasin_id, jour, caisse, numero, montant_ttc, tickets, recu_par)
     select *, $8 from unnest($2::integer[], $3::date[], $4::text[], $5::text[], $6::numeric[], $7::integer[])
       t (magasin_id, jour, caisse, numero, montant_ttc, tickets)
     where not ${REPEATED}
     order by magasin_id, jour, caisse, numero
     on conflict (magasin_id, jour, caisse, numero) do nothing`,
    [machine, ...columnsOf(totals), name],
  );
  return rowCount ?? 0;
}

/** Whatever stands under their keys now, put there by this call or before, must be what was sent. */
async function demandSame(client: Client, totals: readonly Placed[], { machine }: Sender): Promise<void> {
  const { rows } = await client.query<{ position: number }>(
    `select position::integer from unnest($2::integer[], $3::date[], $4::text[], $5::text[], $6::numeric[], $7::integer[])
       with ordinality t (magasin_id, jour, caisse, numero, montant_ttc, tickets, position)
     join z_caisse z using (magasin_id, jour, caisse, numero)
     where (z.montant_ttc, z.tickets) is distinct from (t.montant_ttc, t.tickets) and not ${REPEATED}
     order by position`,
    [machine, ...columnsOf(totals)],
  );
  if (rows.length === 0) return;
  const details = rows.flatMap(({ position }): ContentIssue[] => {
    const total = totals[position - 1];
    if (total === undefined) return [];
    const message = `Total ${total.number} of register "${total.register}" in store ${total.store} on ${total.day} exists with other content.`;
    return [{ index: total.index, path: 'number', code: 'till_total_conflict', message }];
  });
  throw conflict(
    'till_total_conflict',
    'A till total exists already with other content. Nothing was stored. A new one needs its own number, and a director corrects a wrong one while its day is open.',
    details,
  );
}

function columnsOf(totals: readonly Placed[]): unknown[] {
  return [
    totals.map(({ storeId }) => storeId),
    totals.map(({ day }) => day),
    totals.map(({ register }) => register),
    totals.map(({ number }) => number),
    totals.map(({ total }) => total.toFixed(2)),
    totals.map(({ receipts }) => receipts ?? null),
  ];
}

function refusalOf(error: unknown, totals: readonly Placed[]): unknown {
  const closed = closedDaysOf(error);
  if (closed === undefined) return error;
  const isClosed = new Set(closed.map(({ store, day }) => `${day} ${store}`));
  const details = totals
    .filter(({ store, day }) => isClosed.has(`${day} ${store}`))
    .map(({ index, store, day }): ContentIssue => {
      const message = `The day ${day} of store ${store} is closed.`;
      return { index, path: 'day', code: 'day_closed', message };
    });
  return conflict(
    'day_closed',
    `A closed day takes no till total: ${namesOf(closed)}. Nothing was stored. A director may open the day again.`,
    details,
  );
}
