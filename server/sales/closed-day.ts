import type { ContentIssue } from '../../shared/api/error.ts';
import { conflict, type HttpError } from '../http/errors.ts';
import { closedDaysOf, namesOf } from '../postgres/day-closed.ts';
import type { Queryable } from '../postgres/pool.ts';
import type { Receipt } from './receipt.ts';

/** 409 `day_closed` with a detail per receipt, when a call was refused since a business day is closed; undefined for other errors. */
export async function closedDayRefusal(
  db: Queryable,
  receipts: readonly Receipt[],
  error: unknown,
): Promise<HttpError | undefined> {
  const days = closedDaysOf(error);
  if (days === undefined) return undefined;
  const details = (await refused(db, receipts)).flatMap(({ position, day }): ContentIssue[] => {
    const receipt = receipts[position - 1];
    if (receipt === undefined) return [];
    const message = `The day ${day} of store ${receipt.store} is closed: a correction is a receipt of a later day.`;
    return [{ index: receipt.index, path: 'soldAt', code: 'day_closed', message }];
  });
  return conflict(
    'day_closed',
    `A closed day takes no sale: ${namesOf(days)}. Nothing was stored. A correction is a receipt of a later day.`,
    details,
  );
}

/** Receipts of closed days that are not stored: those that are would have been duplicates. */
async function refused(db: Queryable, receipts: readonly Receipt[]): Promise<{ position: number; day: string }[]> {
  const { rows } = await db.query<{ position: number; day: string }>(
    `select t.position::integer, j.jour as day
     from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) with ordinality
       t (magasin, caisse, numero, date_vente, position)
     join magasins m on m.code = t.magasin
     join journees j on j.magasin_id = m.id and j.jour = (t.date_vente at time zone m.fuseau)::date and j.etat <> 'open'
     where not exists (
       select from ventes v where v.magasin_id = m.id and v.caisse = t.caisse and v.numero = t.numero)
     order by t.position`,
    [
      receipts.map(({ store }) => store),
      receipts.map(({ register }) => register),
      receipts.map(({ number }) => number),
      receipts.map(({ soldAt }) => soldAt),
    ],
  );
  return rows;
}
