import type { Queryable } from '../../postgres/pool.ts';
import type { Directory } from '../directory.ts';
import { noSums, type Sums } from '../hour-sums.ts';
import type { LiveState } from '../live-state.ts';

interface Recounted extends Sums {
  store: number;
  hour: number;
}

/** The sums of a day by store and hour, counted from the lines themselves: what every aggregate must be equal to. */
export async function recount(db: Queryable, day: string): Promise<Recounted[]> {
  const { rows } = await db.query<{ store: number; hour: number } & Record<keyof Sums, string>>(
    `select v.magasin_id as store, extract(hour from v.date_vente at time zone m.fuseau)::integer as hour,
       sum(l.montant_ttc) * 10000 as "revenueTtc", sum(l.montant_ht) * 10000 as "revenueHt", sum(l.cout) * 10000 as cost,
       sum(l.quantite) * 1000 as units, count(distinct v.id) filter (where l.quantite > 0) as receipts
     from ventes v join magasins m on m.id = v.magasin_id join lignes_ventes l on l.vente_id = v.id
     where (v.date_vente at time zone m.fuseau)::date = $1
     group by 1, 2 order by 1, 2`,
    [day],
  );
  return rows
    .map(({ store, hour, ...sums }) => ({
      store,
      hour,
      revenueTtc: Number(sums.revenueTtc),
      revenueHt: Number(sums.revenueHt),
      cost: Number(sums.cost),
      units: Number(sums.units),
      receipts: Number(sums.receipts),
    }))
    .filter(isSomething);
}

/** What a state holds, in the same form. */
export function held(state: LiveState, directory: Directory): Recounted[] {
  return directory.stores
    .flatMap((store) => state.hours(store).map((sums, hour) => ({ store: store.id, hour, ...sums })))
    .filter(isSomething)
    .toSorted((a, b) => a.store - b.store || a.hour - b.hour);
}

function isSomething(sums: Sums): boolean {
  return (Object.keys(noSums()) as (keyof Sums)[]).some((measure) => sums[measure] !== 0);
}
