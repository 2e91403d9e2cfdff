import { addMonths, firstDay } from '../../shared/calendar/month.ts';
import type { Month } from '../../shared/calendar/month.ts';
import type { MonthlyActual } from '../../shared/planning/actual-leaves.ts';
import type { Queryable } from '../postgres/pool.ts';

export interface MonthSale extends MonthlyActual {
  readonly revenueHt: number;
}

/**
 * Net sales of one month by store and category, from the receipts themselves: views of months are as old as their last
 * refresh. A month is that of each store's own days.
 */
export async function readMonthSales(db: Queryable, month: Month): Promise<MonthSale[]> {
  // Receipts have an index by store and time and none by time alone: each store is a range of it.
  const { rows } = await db.query<Record<'store' | 'category' | 'units' | 'revenueTtc' | 'revenueHt' | 'cost', string>>(
    `select m.code as store, c.code as category, sum(l.quantite) as units, sum(l.montant_ttc) as "revenueTtc",
       sum(l.montant_ht) as "revenueHt", sum(l.cout) as cost
     from magasins m
     cross join lateral (
       select v.id from ventes v
       where v.magasin_id = m.id and v.date_vente >= $1::timestamp at time zone m.fuseau
         and v.date_vente < $2::timestamp at time zone m.fuseau offset 0) v
     join lignes_ventes l on l.vente_id = v.id
     join produits p on p.id = l.produit_id
     join categories c on c.id = p.categorie_id
     group by m.code, c.code`,
    [firstDay(month), firstDay(addMonths(month, 1))],
  );
  return rows.map((row) => ({
    store: row.store,
    category: row.category,
    month,
    units: Number(row.units),
    revenueTtc: Number(row.revenueTtc),
    revenueHt: Number(row.revenueHt),
    cost: Number(row.cost),
  }));
}
