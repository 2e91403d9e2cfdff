import type { LiveReceipt } from '../../shared/api/live-board.ts';
import { scopeName } from '../../shared/api/scope.ts';
import { euros } from '../../shared/measures/money.ts';
import type { Queryable } from '../postgres/pool.ts';
import type { LiveStore } from './directory.ts';
import { createPacedReads } from './paced-reads.ts';
import type { Schedule } from './schedule.ts';

export interface Receipts {
  /** The last receipts of some stores on their current day, by the time of the sale. `scope` names these stores. */
  last(scope: string, stores: readonly LiveStore[]): Promise<LiveReceipt[]>;
}

/** More than a person reads at a glance. */
export const RECEIPTS = 20;
/** However many people look and however fast sales come, a scope is read this often. */
const EVERY_MS = 200;

interface Row {
  id: number;
  store: string;
  sold_at: Date;
  amount: string;
  lines: number;
  units: string;
}

export function createReceipts({
  db,
  clock,
  schedule,
}: {
  db: Queryable;
  clock: () => number;
  schedule: Schedule;
}): Receipts {
  const reads = createPacedReads<LiveReceipt[]>({ clock, schedule, everyMs: EVERY_MS });
  /** Time of the oldest receipt that was last shown, by scope: newer ones can only be after it. */
  const floors = new Map<string, number>();

  async function read(scope: string, stores: readonly LiveStore[]): Promise<LiveReceipt[]> {
    const now = clock();
    const mornings = stores.map(({ clock: local }) => local.midnight(local.local(now).date));
    const floor = floors.get(scope);
    let found =
      floor === undefined
        ? []
        : await newest(
            stores,
            mornings.map((morning) => Math.max(morning, floor)),
            now,
          );
    // Receipts were taken back, or this is the first look, or a new day.
    if (found.length < RECEIPTS) found = await newest(stores, mornings, now);
    const oldest = found[RECEIPTS - 1];
    if (oldest) floors.set(scope, Date.parse(oldest.soldAt));
    else floors.delete(scope);
    return found;
  }

  /** One step down the index of each store, and then only what is after its floor: nothing is scanned or sorted as a whole. */
  async function newest(
    stores: readonly LiveStore[],
    floors: readonly number[],
    until: number,
  ): Promise<LiveReceipt[]> {
    const { rows } = await db.query<Row>(
      `select r.id, r.store, r.date_vente as sold_at, l.amount, l.lines, l.units
       from (
         select v.id, v.date_vente, t.store
         from unnest($1::integer[], $2::text[], $3::timestamptz[]) t (magasin_id, store, depuis)
         cross join lateral (
           select id, date_vente from ventes
           where magasin_id = t.magasin_id and date_vente between t.depuis and $4::timestamptz
           order by date_vente desc, id desc limit $5) v
         order by v.date_vente desc, v.id desc limit $5) r
       cross join lateral (
         select coalesce(sum(montant_ttc), 0) * 10000 as amount, count(*)::integer as lines, coalesce(sum(quantite), 0) as units
         from lignes_ventes where vente_id = r.id) l
       order by r.date_vente desc, r.id desc`,
      [
        stores.map(({ id }) => id),
        stores.map(({ code }) => code),
        floors.map((floor) => new Date(floor)),
        new Date(until),
        RECEIPTS,
      ],
    );
    return rows.map(toReceipt);
  }

  return { last: (scope, stores) => reads.get(scope, () => read(scope, stores)) };
}

function toReceipt({ id, store, sold_at, amount, lines, units }: Row): LiveReceipt {
  return {
    id,
    soldAt: sold_at.toISOString(),
    store: scopeName({ kind: 'store', code: store }),
    amount: euros(Number(amount)),
    lines,
    units: Number(units),
  };
}
