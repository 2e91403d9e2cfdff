import { transaction, type Pool } from '../postgres/pool.ts';

/** One hour in which the aggregates were not what the lines add up to; in €, pieces and receipts, as text of numeric. */
export interface Difference {
  readonly hour: number;
  /** Counted from the lines, less what was kept. */
  readonly revenueTtc: string;
  readonly revenueHt: string;
  readonly cost: string;
  readonly units: string;
  readonly receipts: number;
}

/** Any number, but the same in every server: two that correct one day would correct it twice. */
const RECONCILE_LOCK = 7_151_094;

/**
 * Recounts a store's business day from its lines and corrects the aggregates by what is missing, as a delta that every reader
 * sees. One statement, hence one snapshot: sales under way are in neither of the two sums. Returns what differed, undefined
 * when another server is at it.
 */
export async function reconcileDay(pool: Pool, store: number, day: string): Promise<Difference[] | undefined> {
  return transaction(pool, async (client) => {
    const { rows: locks } = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [
      RECONCILE_LOCK,
    ]);
    if (!locks[0]?.mine) return undefined;
    // What the aggregates of a closed day say wrongly is no less wrong: its trigger lets a recount pass.
    await client.query(`select set_config('epm.recomptage', 'on', true)`);
    const { rows } = await client.query<Difference>(
      `with magasin as (
         select id, fuseau, $2::date::timestamp at time zone fuseau as debut, ($2::date + 1)::timestamp at time zone fuseau as fin
         from magasins where id = $1
       ), compte as (
         select extract(hour from v.date_vente at time zone m.fuseau)::smallint as heure, sum(l.montant_ttc) as ca_ttc,
           sum(l.montant_ht) as ca_ht, sum(l.cout) as cout, sum(l.quantite) as unites,
           count(distinct v.id) filter (where l.quantite > 0)::integer as tickets
         from magasin m
         join ventes v on v.magasin_id = m.id and v.date_vente >= m.debut and v.date_vente < m.fin
         join lignes_ventes l on l.vente_id = v.id
         group by 1
       ), garde as (
         select heure, ca_ttc, ca_ht, cout, unites, tickets from ventes_par_heure where magasin_id = $1 and jour = $2
       ), ecart as (
         select heure, coalesce(c.ca_ttc, 0) - coalesce(g.ca_ttc, 0) as ca_ttc, coalesce(c.ca_ht, 0) - coalesce(g.ca_ht, 0) as ca_ht,
           coalesce(c.cout, 0) - coalesce(g.cout, 0) as cout, coalesce(c.unites, 0) - coalesce(g.unites, 0) as unites,
           coalesce(c.tickets, 0) - coalesce(g.tickets, 0) as tickets
         from compte c full join garde g using (heure)
       ), reel as (
         select * from ecart where (ca_ttc, ca_ht, cout, unites, tickets) is distinct from (0, 0, 0, 0, 0)
       ), corrige as (
         insert into ventes_deltas (magasin_id, jour, heure, ca_ttc, ca_ht, cout, unites, tickets)
         select $1, $2, heure, ca_ttc, ca_ht, cout, unites, tickets from reel
       )
       select heure as hour, ca_ttc as "revenueTtc", ca_ht as "revenueHt", cout as cost, unites as units, tickets as receipts
       from reel order by heure`,
      [store, day],
    );
    if (rows.length > 0) await client.query('select sonner()');
    return rows;
  });
}
