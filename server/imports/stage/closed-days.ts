import type { Connection } from '../connection.ts';
import { stillOpen } from './match.ts';

/**
 * Refuses the rows that would be added to a receipt of a closed day, or move one there. Rows that are stored already are
 * duplicates like anywhere else: they change nothing.
 */
export async function refuseClosedDays(client: Connection): Promise<void> {
  const { rows } = await client.query<{ any: boolean }>(
    `select exists (select from journees where etat <> 'open') as any`,
  );
  if (rows[0]?.any !== true) return;
  await client.query(`
    update import_cibles c set cloturee = true
    from journees j where j.magasin_id = c.mag and j.jour = c.jour and j.etat <> 'open';
    update import_cibles c set cloturee = true
    from ventes v join journees j on j.magasin_id = v.magasin_id and j.etat <> 'open'
    where v.id = c.vente_id and j.jour = (v.date_vente at time zone c.fuseau)::date;
    insert into import_rejets (ligne, colonne, motif)
    select v.ligne, 'date', 'day_closed' from import_vue v join import_cibles c on c.c = v.c
    where c.cloturee and ${stillOpen({ refused: true, duplicates: true })};
  `);
}
