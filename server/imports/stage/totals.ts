import type { Connection } from '../connection.ts';
import { stillOpen } from './match.ts';
import type { NewCategory, NewStore, Resolved } from './resolve.ts';

export interface Totals {
  accepted: number;
  /** Refused by the checks as a set, in addition to those refused while reading. */
  refused: number;
  duplicates: number;
  units: string;
  amount: string;
  effect: Effect;
  needed: Needed;
}

export interface Effect {
  stores: number;
  products: number;
  categories: number;
  receipts: number;
  firstDay?: string;
  lastDay?: string;
  days: { date: string; amount: number }[];
}

/** What the accepted rows need and nobody has: made by the commit. */
export interface Needed {
  stores: NewStore[];
  categories: NewCategory[];
  products: number;
}

const DAYS_SHOWN = 31;

/** Adds up the rows that will be stored; also fills import_sommes, which the commit needs. */
export async function addUp(client: Connection, resolved: Resolved): Promise<Totals> {
  const { refused, duplicates } = await countFindings(client);
  const open = stillOpen({ refused: refused > 0, duplicates: duplicates > 0 });
  await client.query(`
    insert into import_sommes (c, lignes, unites, montant)
    select v.c, count(*), sum(v.quantite), sum(v.montant) from import_vue v where ${open} group by v.c;
    analyze import_sommes;
  `);
  if (refused > 0) {
    // Nothing is made for rows that are refused.
    await client.query(`
      update import_produits p set utile = false
      where p.produit_id is null and not exists (select from import_vue v where v.produit = p.n and ${open})`);
  }
  const { rows } = await client.query<{
    accepted: number;
    units: string;
    amount: string;
    receipts: number;
    first_day: string | null;
    last_day: string | null;
  }>(`
    select coalesce(sum(s.lignes), 0)::integer as accepted, coalesce(sum(s.unites), 0) as units, coalesce(sum(s.montant), 0) as amount,
      count(*) filter (where c.vente_id is null)::integer as receipts, min(c.jour) as first_day, max(c.jour) as last_day
    from import_sommes s join import_cibles c using (c)`);
  const total = rows[0];
  if (!total) throw new Error('an aggregate without groups always has one row');
  const needed = await neededReference(client, resolved);
  return {
    accepted: total.accepted,
    refused,
    duplicates,
    units: total.units,
    amount: total.amount,
    needed,
    effect: {
      stores: needed.stores.length,
      products: needed.products,
      categories: needed.categories.length,
      receipts: total.receipts,
      ...(total.first_day === null ? {} : { firstDay: total.first_day }),
      ...(total.last_day === null ? {} : { lastDay: total.last_day }),
      days: await daysMoved(client),
    },
  };
}

async function countFindings(client: Connection): Promise<{ refused: number; duplicates: number }> {
  await client.query('analyze import_rejets; analyze import_doublons');
  const { rows } = await client.query<{ refused: number; duplicates: number }>(
    'select (select count(*)::integer from import_rejets) as refused, (select count(*)::integer from import_doublons) as duplicates',
  );
  return rows[0] ?? { refused: 0, duplicates: 0 };
}

/** The days whose revenue moves most, in their order. */
async function daysMoved(client: Connection): Promise<Effect['days']> {
  const { rows } = await client.query<{ date: string; amount: string }>(
    `select jour as date, amount from (
       select c.jour, sum(s.montant) as amount from import_sommes s join import_cibles c using (c)
       group by c.jour order by abs(sum(s.montant)) desc, c.jour limit $1) d order by jour`,
    [DAYS_SHOWN],
  );
  return rows.map(({ date, amount }) => ({ date, amount: Number(amount) }));
}

async function neededReference(client: Connection, resolved: Resolved): Promise<Needed> {
  const stores = await client.query<{ mag: number }>(
    'select distinct c.mag from import_sommes s join import_cibles c using (c) where c.mag < 0',
  );
  const categories = await client.query<{ categorie: number; products: number }>(
    'select categorie, count(*)::integer as products from import_produits where produit_id is null and utile group by 1',
  );
  const usedStores = new Set(stores.rows.map(({ mag }) => mag));
  const usedCategories = new Set(categories.rows.map(({ categorie }) => categorie));
  return {
    stores: resolved.newStores.filter(({ mag }) => usedStores.has(mag)),
    categories: resolved.newCategories.filter(({ numbers }) => numbers.some((n) => usedCategories.has(n))),
    products: categories.rows.reduce((sum, { products }) => sum + products, 0),
  };
}
