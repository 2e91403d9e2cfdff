import type { MasterKind } from '../../../shared/api/master-imports.ts';
import type { Queryable } from '../../postgres/pool.ts';
import type { Row } from './spec.ts';

/** What may depend on a row of a kind: the word for it, and whether any does, given the code of the row as `n.code`. */
const IN_PLANS = `exists (select from scenarios s where jsonb_path_exists(s.hierarchie, $PATH, jsonb_build_object('c', n.code)))`;

const inPlans = (path: string) => IN_PLANS.replace('$PATH', `'${path}'`);
const having = (from: string, to: string) => `exists (select from ${from} where ${to})`;

const USES: Partial<Record<MasterKind, { table: string; column: string; uses: Record<string, string> }>> = {
  regions: {
    table: 'regions',
    column: 'code',
    uses: {
      stores: having('magasins u', 'u.region_id = t.id'),
      accounts: having('utilisateurs u', 'u.region_id = t.id'),
      alerts: having('alertes u', "u.perimetre = 'region:' || t.code"),
      plans: inPlans('$.regions[*] ? (@.code == $c)'),
    },
  },
  stores: {
    table: 'magasins',
    column: 'code',
    uses: {
      sales: having('ventes u', 'u.magasin_id = t.id'),
      objectives: having('objectifs u', 'u.magasin_id = t.id'),
      charges: having('charges u', 'u.magasin_id = t.id'),
      events: having('magasin_evenements u', 'u.magasin_id = t.id'),
      tillTotals: `(${having('z_caisse u', 'u.magasin_id = t.id')} or ${having('z_corrections u', 'u.magasin_id = t.id')})`,
      days: having('journees u', 'u.magasin_id = t.id'),
      alerts: having('alertes u', "u.perimetre = 'store:' || t.code"),
      plans: inPlans('$.regions[*].stores[*] ? (@.code == $c)'),
    },
  },
  categories: {
    table: 'categories',
    column: 'code',
    uses: {
      products: having('produits u', 'u.categorie_id = t.id'),
      vatRates: having('taux_tva u', 'u.categorie_id = t.id'),
      plans: inPlans('$.categories[*] ? (@.code == $c)'),
    },
  },
  products: {
    table: 'produits',
    column: 'sku',
    uses: { sales: having('lignes_ventes u', 'u.produit_id = t.id') },
  },
};

/** By code, what depends on the rows: they cannot leave while it does. */
export async function dependantsOf(
  db: Queryable,
  kind: MasterKind,
  rows: readonly Row[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const known = USES[kind];
  if (!known || rows.length === 0) return found;
  const codes = rows.map(({ code, sku }) => code ?? sku ?? '');
  for (const [word, exists] of Object.entries(known.uses)) {
    const result = await db.query<{ code: string }>(
      `select n.code from unnest($1::text[]) n (code) join ${known.table} t on t.${known.column} = n.code where ${exists}`,
      [codes],
    );
    for (const { code } of result.rows) found.set(code, [...(found.get(code) ?? []), word]);
  }
  return found;
}
