import type pg from 'pg';
import { STORES } from './retail-database.ts';

const DAYS = 3 * 365;
const LINES = 3;
const BATCH = 300_000;

/**
 * History of a given number of lines, receipts of three, over the last three years but not today, with its hourly sums.
 * Without triggers and keys of the way in, which are not what is measured: ten million lines take minutes as it is.
 */
export async function fillSales(client: pg.Client, lines: number): Promise<void> {
  await client.query('set session_replication_role = replica');
  const receipts = Math.ceil(lines / LINES);
  for (let from = 0; from < receipts; from += BATCH) {
    await client.query(
      `with v as (
         insert into ventes (magasin_id, date_vente, montant_ttc, numero)
         select 1 + n % $3, date_trunc('day', now()) - make_interval(days => $4)
             + make_interval(days => ((n::bigint * ($4 - 1)) / $5)::integer, hours => 8 + n % 12, mins => n % 60), 60, 'H' || n
         from generate_series($1::integer, $2::integer) n
         returning id)
       insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire, montant_ttc, taux_tva, prix_achat)
       select v.id, p, 1, 20, 20, 0.2, 8 from v, generate_series(1, $6::integer) p`,
      [from, Math.min(receipts, from + BATCH) - 1, STORES, DAYS, receipts, LINES],
    );
  }
  await client.query('set session_replication_role = origin');
  await client.query(`
    insert into ventes_horaires (magasin_id, jour, heure, ca_ttc, ca_ht, cout, unites, tickets)
    select v.magasin_id, t.local::date, extract(hour from t.local), sum(l.montant_ttc), sum(l.montant_ht), sum(l.cout), sum(l.quantite),
      count(distinct v.id)
    from ventes v join magasins m on m.id = v.magasin_id join lignes_ventes l on l.vente_id = v.id
    cross join lateral (select v.date_vente at time zone m.fuseau as local) t
    group by 1, 2, 3;
    refresh materialized view mv_ca_magasin_mensuel;
    refresh materialized view mv_ca_categorie_mensuel`);
  await client.query('vacuum analyze');
  await client.query('checkpoint');
}
