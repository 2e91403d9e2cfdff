import type pg from 'pg';
import { addDays, sameDateLastYear, yearOf, type LocalDate } from '../../shared/calendar/local-date.ts';
import { addMonths, daysOf, firstDay, monthOf, type Month } from '../../shared/calendar/month.ts';
import { PRODUCTS } from './catalogue.ts';
import { CATEGORIES } from './categories.ts';
import { demoStores, REGIONS, type DemoStore } from './company.ts';
import { demandOf } from './demand.ts';
import { firstDemoDay } from './plan.ts';
import { rngOf } from './rng.ts';
import type { DemoState } from './state.ts';

/** Who sells what, where, and against which objective. Into empty tables, inside the caller's transaction. */
export async function writeReference(client: pg.ClientBase, { loadedOn, size }: DemoState): Promise<void> {
  const stores = demoStores(loadedOn);
  await client.query('insert into regions (code, nom) select * from unnest($1::text[], $2::text[])', [
    REGIONS.map(({ code }) => code),
    REGIONS.map(({ name }) => name),
  ]);
  await client.query(
    `insert into magasins (code, region_id, nom, surface_m2, objectif_ca, ouvert_le, ferme_le)
     select t.code, r.id, t.nom, t.surface, t.objectif, t.ouvert, t.ferme
     from unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::numeric[], $6::date[], $7::date[])
       with ordinality t (code, region, nom, surface, objectif, ouvert, ferme, rang)
     join regions r on r.code = t.region order by t.rang`,
    [
      stores.map(({ code }) => code),
      stores.map(({ region }) => region),
      stores.map(({ name }) => name),
      stores.map(({ surface }) => surface),
      stores.map((store) => objectiveOf(store, yearOf(loadedOn))),
      stores.map(({ opened }) => opened),
      stores.map(({ closed }) => closed ?? null),
    ],
  );
  await client.query(
    `insert into magasin_evenements (magasin_id, nature, debut)
     select id, 'ouverture', ouvert_le from magasins where ouvert_le >= $1
     union all select id, 'fermeture', ferme_le from magasins where ferme_le is not null order by 1`,
    [firstDemoDay(loadedOn, size)],
  );
  await client.query('insert into categories (code, nom) select * from unnest($1::text[], $2::text[])', [
    CATEGORIES.map(({ code }) => code),
    CATEGORIES.map(({ name }) => name),
  ]);
  await client.query(
    `insert into taux_tva (categorie_id, taux)
     select c.id, t.taux from unnest($1::text[], $2::numeric[]) t (code, taux) join categories c using (code)`,
    [CATEGORIES.map(({ code }) => code), CATEGORIES.map(({ rate }) => rate)],
  );
  await client.query(
    `insert into produits (categorie_id, sku, nom, prix_achat, prix_vente)
     select c.id, t.sku, t.nom, t.achat / 100.0, t.vente / 100.0
     from unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::integer[]) with ordinality t (categorie, sku, nom, achat, vente, rang)
     join categories c on c.code = t.categorie order by t.rang`,
    [
      PRODUCTS.map(({ category }) => CATEGORIES[category]?.code),
      PRODUCTS.map(({ sku }) => sku),
      PRODUCTS.map(({ name }) => name),
      PRODUCTS.map(({ cost }) => cost),
      PRODUCTS.map(({ price }) => price),
    ],
  );
}

/**
 * Yearly objective in whole thousands: what is expected of the same dates of last year, 3 to 6 % up; of a store that opened since
 * or has closed, what is expected of its days of business this year.
 */
function objectiveOf(store: DemoStore, year: number): number {
  const wasThere = store.opened <= `${year - 1}-01-01` && store.closed === undefined;
  const ambition = 1.03 + rngOf(`objective ${store.code} ${year}`).next() * 0.03;
  let expected = 0;
  for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1)) {
    expected += demandOf(store, wasThere ? sameDateLastYear(date) : date)?.revenue ?? 0;
  }
  return Math.round((expected * ambition) / 1000) * 1000;
}

/** Costs of every store and month up to the current one, where they are missing. Inside the caller's transaction. */
export async function writeCharges(
  client: pg.ClientBase,
  { loadedOn, size }: DemoState,
  day: LocalDate,
): Promise<void> {
  const rows: [store: string, month: string, kind: string, amount: number][] = [];
  for (const store of demoStores(loadedOn)) {
    for (let month = monthOf(firstDemoDay(loadedOn, size)); month <= monthOf(day); month = addMonths(month, 1)) {
      for (const [kind, amount] of Object.entries(chargesOf(store, month))) {
        rows.push([store.code, firstDay(month), kind, Math.round(amount / 10) * 10]);
      }
    }
  }
  await client.query(
    `insert into charges (magasin_id, mois, nature, montant)
     select m.id, t.mois, t.nature, t.montant
     from unnest($1::text[], $2::date[], $3::text[], $4::numeric[]) t (code, mois, nature, montant)
     join magasins m using (code)
     on conflict do nothing`,
    [
      rows.map(([store]) => store),
      rows.map(([, month]) => month),
      rows.map(([, , kind]) => kind),
      rows.map((row) => row[3]),
    ],
  );
}

/** € a month per m² in a town of average rents. */
const RENT = 6;
const ENERGY_BY_MONTH = [1.45, 1.35, 1.15, 0.9, 0.75, 0.8, 0.95, 0.95, 0.8, 0.85, 1.1, 1.35];
const MARKETING_BY_MONTH = [1.2, 0.7, 0.8, 0.9, 1, 1.3, 1.1, 0.8, 1.2, 0.9, 1.4, 1.7];

/** € of a month by kind; empty where the store had no day of business in it. */
function chargesOf(store: DemoStore, month: Month): Record<string, number> {
  const revenue = daysOf(month).reduce((sum, date) => sum + (demandOf(store, date)?.revenue ?? 0), 0);
  if (revenue === 0) return {};
  const rng = rngOf(`charges ${store.code} ${month}`);
  const noise = (): number => 1 + (rng.next() - 0.5) * 0.06;
  const index = Number(month.slice(5)) - 1;
  // Leases are raised once a year.
  const lease = 1.02 ** (Number(month.slice(0, 4)) - 2024);
  const staff = 2_300 * Math.max(1.4, store.size * 1.6);
  return {
    loyers: store.surface * RENT * (store.region === 'IDF' ? 1.7 : 1) * lease,
    salaires: (staff * 0.9 + revenue * 0.02) * noise(),
    energie: store.surface * 1.8 * (ENERGY_BY_MONTH[index] ?? 1) * noise(),
    marketing: 420 * store.size * (MARKETING_BY_MONTH[index] ?? 1) * noise(),
  };
}
