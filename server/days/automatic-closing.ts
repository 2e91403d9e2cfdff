import { AUTOMATIC } from '../../shared/api/store-days.ts';
import { sayWho } from '../postgres/audit.ts';
import type { Client } from '../postgres/pool.ts';

/** So many days are marked at most; the rest is found by the next turns. */
export const AT_ONCE = 500;

/** Of a day `d`: what the receipts add up to, rounded once like on the page. */
const REVENUE = `(select round(coalesce(sum(v.ca_ttc), 0), 2) from ventes_par_heure v where v.magasin_id = d.magasin_id and v.jour = d.jour)`;

/**
 * Marks the days that are `closeAfter` days past by the clock of their store, whose till totals agree with the receipts to the
 * cent. A day on which nothing was sold, for which a till may say anything, one that somebody opened again, or whose closing
 * somebody called off, is left to people. Returns how many.
 */
export async function markDue(client: Client, closeAfter: number, now: Date): Promise<number> {
  await sayWho(client, AUTOMATIC);
  // Sorted within, and kept apart by "offset 0": receipts are added up day by day until enough are found, not of all days that are due.
  const { rowCount } = await client.query(
    `insert into journees (magasin_id, jour, etat, cloturee_le, cloturee_par)
     select d.magasin_id, d.jour, 'closing', $2::timestamptz, $3
     from (
       select z.magasin_id, z.jour, sum(z.montant_ttc) as montant
       from z_caisse z join magasins m on m.id = z.magasin_id
       where z.jour <= ($2::timestamptz at time zone m.fuseau)::date - $1::integer
         and not exists (
           select from journees j
           where j.magasin_id = z.magasin_id and j.jour = z.jour and (j.etat <> 'open' or j.rouverte_le is not null))
       group by z.magasin_id, z.jour order by z.magasin_id, z.jour offset 0
     ) d
     where d.montant = ${REVENUE}
       and exists (
         select from ventes_par_heure v
         where v.magasin_id = d.magasin_id and v.jour = d.jour and (v.ca_ttc, v.tickets) is distinct from (0, 0))
     order by d.magasin_id, d.jour limit ${AT_ONCE}
     on conflict (magasin_id, jour) do update set etat = 'closing', cloturee_le = excluded.cloturee_le, cloturee_par = excluded.cloturee_par
       where journees.etat = 'open' and journees.rouverte_le is null`,
    [closeAfter, now, AUTOMATIC],
  );
  return rowCount ?? 0;
}

/** Opens those of the automatic closings under way that no longer agree: a sale came between the look and the mark. */
export async function unmarkDiffering(client: Client): Promise<void> {
  await sayWho(client, AUTOMATIC);
  await client.query(
    `update journees d set etat = 'open', cloturee_le = null, cloturee_par = null
     where d.etat = 'closing' and d.cloturee_par = $1
       and (select sum(z.montant_ttc) from z_caisse z where z.magasin_id = d.magasin_id and z.jour = d.jour) is distinct from ${REVENUE}`,
    [AUTOMATIC],
  );
}
