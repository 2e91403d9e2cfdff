import { MAX_AHEAD_MS } from '../../../shared/api/sales.ts';
import type { Connection } from '../connection.ts';
import { stillOpen } from './match.ts';

/** Refuses the rows of receipts dated too far ahead of now. Rows that are stored already are duplicates: they change nothing. */
export async function refuseAhead(client: Connection, now: Date): Promise<void> {
  const latest = new Date(now.getTime() + MAX_AHEAD_MS);
  const { rows } = await client.query<{ any: boolean }>(
    'select exists (select from import_cibles where date_vente > $1) as any',
    [latest],
  );
  if (rows[0]?.any !== true) return;
  await client.query(
    `insert into import_rejets (ligne, colonne, motif)
     select v.ligne, 'date', 'date_ahead' from import_vue v join import_cibles c on c.c = v.c
     where c.date_vente > $1 and ${stillOpen({ refused: true, duplicates: true })}`,
    [latest],
  );
}
