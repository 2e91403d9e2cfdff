import type { Queryable } from '../postgres/pool.ts';
import type { JournalRow, Position } from './journal.ts';

interface SqlRow {
  seq: number;
  bytes: Buffer;
  client: number;
  user: string;
}

/** The rows of an epoch after a position, in order. */
export async function readRows(db: Queryable, { document, epoch, seq }: Position): Promise<JournalRow[]> {
  const { rows } = await db.query<SqlRow>(
    `select seq, octets as bytes, client, utilisateur_id as user from journal
     where feuille_id = $1 and epoque = $2 and seq > $3 order by seq`,
    [document, epoch, seq],
  );
  // pg hands out views of what it received, which would keep whole network chunks alive.
  return rows.map((row) => ({ ...row, bytes: new Uint8Array(row.bytes), client: Number(row.client) }));
}
