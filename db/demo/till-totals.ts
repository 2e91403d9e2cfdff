import type pg from 'pg';
import type { LocalDate } from '../../shared/calendar/local-date.ts';

/** Days behind that have till totals: somebody who closes days looks at these. */
const DAYS = 35;

/**
 * What the tills of the demo company printed at the end of each day that is over: mostly the sum of their receipts. Now and then
 * a receipt never arrived, one was counted twice, or a total was not sent. Days that have totals, or are closed, stay as they are.
 */
export async function writeTillTotals(client: pg.ClientBase, today: LocalDate): Promise<void> {
  await client.query(
    `with caisses as (
       select v.magasin_id, (v.date_vente at time zone m.fuseau)::date as jour, v.caisse,
         sum(v.montant_ttc) as montant, count(*) filter (where v.montant_ttc > 0) as tickets, max(v.montant_ttc) as plus_grand
       from ventes v join magasins m on m.id = v.magasin_id
       where v.date_vente >= ($1::date - $2::integer - 1)::timestamptz and v.date_vente < ($1::date + 1)::timestamptz
       group by 1, 2, 3
     ), tirages as (
       select c.*, abs(hashtextextended(concat_ws(' ', c.magasin_id, c.jour, c.caisse), 0)) as hasard from caisses c
       where c.jour >= $1::date - $2::integer and c.jour < $1::date
     )
     insert into z_caisse (magasin_id, jour, caisse, numero, montant_ttc, tickets, recu_le, recu_par)
     select t.magasin_id, t.jour, t.caisse, (t.jour - date '2023-12-31')::text,
       round(t.montant, 2) + case when t.hasard % 149 = 0 then round(t.plus_grand, 2) when t.hasard % 211 = 1 then -round(t.plus_grand, 2) else 0 end,
       t.tickets + case when t.hasard % 149 = 0 then 1 when t.hasard % 211 = 1 then -1 else 0 end,
       (t.jour + time '20:30') at time zone m.fuseau, 'client:caisse-demo'
     from tirages t join magasins m on m.id = t.magasin_id
     where t.hasard % 173 <> 2 and t.tickets > 1
       and not exists (select from z_caisse z where z.magasin_id = t.magasin_id and z.jour = t.jour)
       and not exists (select from journees j where j.magasin_id = t.magasin_id and j.jour = t.jour and j.etat <> 'open')`,
    [today, DAYS],
  );
}
