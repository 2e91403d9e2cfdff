import type { MasterOutcome } from '../../../shared/api/master-imports.ts';
import { firstDay, type Month } from '../../../shared/calendar/month.ts';
import type { Queryable } from '../../postgres/pool.ts';
import type { Change } from './compare.ts';
import type { KindSpec } from './spec.ts';

type Warning = MasterOutcome['warnings'][number];

const SHOWN = 20;

/** What is allowed and deserves a look before it is committed. `month`: the one under way. */
export async function warningsOf(
  db: Queryable,
  { kind }: KindSpec,
  changes: readonly Change[],
  month: Month,
): Promise<Warning[]> {
  switch (kind) {
    case 'categories':
      return warning('no_vat_rate', created(changes, 'code'));
    case 'products':
      return [
        ...warning('sold_products', await soldProducts(db, changes)),
        ...warning('below_cost', belowCost(changes)),
      ];
    case 'stores':
      return warning('sales_outside', await salesOutside(db, changes));
    case 'objectives':
      return [
        ...warning('past_objectives', pastObjectives(changes, month)),
        ...warning('year_sum', await yearSums(db, changes)),
        ...warning('published_plan', await publishedPlans(db, changes)),
      ];
    default:
      return [];
  }
}

function warning(code: Warning['code'], items: readonly string[]): Warning[] {
  return items.length === 0 ? [] : [{ code, count: items.length, items: items.slice(0, SHOWN) }];
}

function created(changes: readonly Change[], field: 'code'): string[] {
  return changes.flatMap(({ before, after }) => (before === null ? [after[field] ?? ''] : []));
}

function belowCost(changes: readonly Change[]): string[] {
  return changes.flatMap(({ after: { sku, purchasePrice, salePrice } }) => {
    const price = Number(salePrice ?? 0);
    return price > 0 && Number(purchasePrice ?? 0) >= price ? [sku ?? ''] : [];
  });
}

/** Months that are over and had none: their attainment is known only now. One they had is not changed. */
function pastObjectives(changes: readonly Change[], month: Month): string[] {
  return changes.flatMap(({ after: { store, month: of } }) => (of && of < month ? [`${store} (${of})`] : []));
}

/** Products that take what they sold to another category. Lines have no index by product: all of them are read, once. */
async function soldProducts(db: Queryable, changes: readonly Change[]): Promise<string[]> {
  const moved = changes.filter(({ before, after }) => before && before.category !== after.category);
  if (moved.length === 0) return [];
  const { rows } = await db.query<{ sku: string }>(
    `select sku from produits p
     where sku = any ($1) and exists (select from lignes_ventes l where l.produit_id = p.id) order by sku collate "C"`,
    [moved.map(({ after }) => after.sku)],
  );
  return rows.map(({ sku }) => sku);
}

/** Stores that sold on days before they open or after they close. */
async function salesOutside(db: Queryable, changes: readonly Change[]): Promise<string[]> {
  const dated = changes.filter(
    ({ before, after }) => before && (before.opened !== after.opened || before.closed !== after.closed),
  );
  const { rows } = await db.query<{ code: string }>(
    `select m.code from unnest($1::text[], $2::date[], $3::date[]) n (code, ouvert, ferme) join magasins m using (code)
     where exists (select from ventes_par_heure v where v.magasin_id = m.id and (v.jour < n.ouvert or v.jour > n.ferme))
     order by m.code collate "C"`,
    [
      dated.map(({ after }) => after.code ?? null),
      dated.map(({ after }) => after.opened ?? null),
      dated.map(({ after }) => after.closed ?? null),
    ],
  );
  return rows.map(({ code }) => code);
}

/** Stores and years whose twelve months, after this import, do not add up to the yearly objective of the store. */
async function yearSums(db: Queryable, changes: readonly Change[]): Promise<string[]> {
  const { rows } = await db.query<{ store: string; year: number }>(
    `with nouveaux as (
       select m.id, n.mois, n.montant from unnest($1::text[], $2::date[], $3::numeric[]) n (code, mois, montant)
       join magasins m using (code)),
     tous as (
       select id, mois, montant from nouveaux
       union all
       select o.magasin_id, o.mois, o.montant_ttc from objectifs o
       where exists (select from nouveaux n where n.id = o.magasin_id and extract(year from n.mois) = extract(year from o.mois))
         and not exists (select from nouveaux n where n.id = o.magasin_id and n.mois = o.mois))
     select m.code as store, extract(year from t.mois)::integer as year from tous t join magasins m using (id)
     group by m.id, 2 having count(*) = 12 and m.objectif_ca > 0 and abs(sum(t.montant) - m.objectif_ca) > 1
     order by m.code collate "C", 2`,
    [
      changes.map(({ after }) => after.store ?? null),
      changes.map(({ after }) => firstDay(after.month ?? '')),
      changes.map(({ after }) => after.amount ?? null),
    ],
  );
  return rows.map(({ store, year }) => `${store} (${year})`);
}

/** Plans that were published for the years concerned: these objectives were theirs. */
async function publishedPlans(db: Queryable, changes: readonly Change[]): Promise<string[]> {
  const years = new Set(changes.flatMap(({ before, after }) => (before ? [Number(after.month?.slice(0, 4))] : [])));
  const { rows } = await db.query<{ nom: string }>(
    `select nom from scenarios where etat = 'published' and annee = any ($1) order by nom`,
    [[...years]],
  );
  return rows.map(({ nom }) => nom);
}
