import { firstDay } from '../../shared/calendar/month.ts';
import { chargeName } from './charge-name.ts';
import type { MonthlyActual, MonthlyCharge } from '../../shared/planning/actual-leaves.ts';
import type { Tree } from '../../shared/hierarchy/tree.ts';
import type { Queryable } from '../postgres/pool.ts';

/** The company as it is now, to be frozen in a scenario of that year. Stores that closed before it and regions without a store are left out. */
export async function readTree(db: Queryable, year: number): Promise<Tree> {
  const start = firstDay(`${year}-01`);
  const stores = await db.query<{ region: string; regionName: string; code: string; name: string }>(
    `select r.code as region, r.nom as "regionName", m.code, m.nom as name
     from magasins m join regions r on r.id = m.region_id
     where m.ferme_le is null or m.ferme_le >= $1
     order by r.code collate "C", m.code collate "C"`,
    [start],
  );
  const categories = await db.query<{ code: string; name: string; vat: string }>(
    'select code, nom as name, taux_tva_le(id, $1) as vat from categories order by code collate "C"',
    [start],
  );
  const charges = await db.query<{ code: string }>('select distinct nature as code from charges order by nature');
  const regions = new Map<string, { code: string; name: string; stores: { code: string; name: string }[] }>();
  for (const { region, regionName, code, name } of stores.rows) {
    const known = regions.get(region) ?? { code: region, name: regionName, stores: [] };
    known.stores.push({ code, name });
    regions.set(region, known);
  }
  return {
    year,
    regions: [...regions.values()],
    categories: categories.rows.map((row) => ({ ...row, vat: Number(row.vat) })),
    charges: charges.rows.map(({ code }) => ({ code, name: chargeName(code) })),
  };
}

/** Net sales of the months up to `last` (`2026-10`), as the materialised view has them. */
export async function readActuals(db: Queryable, last: string): Promise<MonthlyActual[]> {
  const { rows } = await db.query<Record<'store' | 'category' | 'month' | 'units' | 'revenueTtc' | 'cost', string>>(
    `select m.code as store, c.code as category, to_char(make_date(v.annee, v.mois, 1), 'YYYY-MM') as month,
       v.unites as units, v.ca_ttc as "revenueTtc", v.cout as cost
     from mv_ca_categorie_mensuel v join magasins m on m.id = v.magasin_id join categories c on c.id = v.categorie_id
     where make_date(v.annee, v.mois, 1) between ($1::date - interval '59 months')::date and $1::date`,
    [firstDay(last)],
  );
  return rows.map((row) => ({
    store: row.store,
    category: row.category,
    month: row.month,
    units: Number(row.units),
    revenueTtc: Number(row.revenueTtc),
    cost: Number(row.cost),
  }));
}

export async function readCharges(db: Queryable, last: string): Promise<MonthlyCharge[]> {
  const { rows } = await db.query<{ store: string; kind: string; month: string; amount: string }>(
    `select m.code as store, c.nature as kind, to_char(c.mois, 'YYYY-MM') as month, c.montant as amount
     from charges c join magasins m on m.id = c.magasin_id where c.mois <= $1`,
    [firstDay(last)],
  );
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }));
}

/** Charges of one year, in one order. */
export async function readChargesOf(db: Queryable, year: number): Promise<MonthlyCharge[]> {
  const { rows } = await db.query<{ store: string; kind: string; month: string; amount: string }>(
    `select m.code as store, c.nature as kind, to_char(c.mois, 'YYYY-MM') as month, c.montant as amount
     from charges c join magasins m on m.id = c.magasin_id
     where c.mois >= make_date($1, 1, 1) and c.mois < make_date($1 + 1, 1, 1)
     order by m.code collate "C", c.mois, c.nature collate "C"`,
    [year],
  );
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }));
}
