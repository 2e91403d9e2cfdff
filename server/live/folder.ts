import { transaction, type Pool } from '../postgres/pool.ts';
import { ARCHIVE, retire } from './cursor.ts';

/** Any number, but the same in every server. */
const FOLD_LOCK = 7_151_093;

/**
 * Moves deltas that every living server has read into ventes_horaires. One server at a time, keys in order; one statement,
 * so that a reader finds each amount in exactly one of the two tables. Returns the number of hours touched, undefined when
 * another server is at it.
 */
export async function fold(pool: Pool): Promise<number | undefined> {
  return transaction(pool, async (client) => {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [FOLD_LOCK]);
    if (!rows[0]?.mine) return undefined;
    await retire(client, null);
    const { rowCount } = await client.query(
      `with lus as (
         delete from ventes_deltas d
         where not exists (
           select from live_lecteurs l where l.serveur <> $1 and not pg_visible_in_snapshot(d.xid, l.instantane))
         returning *
       )
       insert into ventes_horaires as h (magasin_id, jour, heure, ca_ttc, ca_ht, cout, unites, tickets)
       select magasin_id, jour, heure, sum(ca_ttc), sum(ca_ht), sum(cout), sum(unites), sum(tickets)
       from lus group by 1, 2, 3 order by 1, 2, 3
       on conflict (magasin_id, jour, heure) do update set ca_ttc = h.ca_ttc + excluded.ca_ttc,
         ca_ht = h.ca_ht + excluded.ca_ht, cout = h.cout + excluded.cout, unites = h.unites + excluded.unites,
         tickets = h.tickets + excluded.tickets`,
      [ARCHIVE],
    );
    return rowCount ?? 0;
  });
}
