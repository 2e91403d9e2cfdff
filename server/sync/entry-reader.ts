import { packRows } from '../../shared/scenario/entry-rows.ts';
import type { EntryRows } from '../../shared/scenario/entry-rows.ts';
import type { Queryable } from '../postgres/pool.ts';
import type { Position } from './journal.ts';

/** What a document gained after a position. */
export interface EntriesSince {
  readonly document: number;
  /** The last row read. */
  readonly seq: number;
  /** In the order they became durable. Not decoded: that takes a while, and not every caller should wait for it here. */
  readonly rows: EntryRows;
}

/** Reads what is durable, without rooms: documents with nothing new are left out. */
export async function readEntries(db: Queryable, positions: readonly Position[]): Promise<EntriesSince[]> {
  const { rows } = await db.query<{ document: number; seq: number; bytes: Buffer; client: string }>(
    `select j.feuille_id as document, j.seq, j.octets as bytes, j.client
     from unnest($1::integer[], $2::integer[], $3::integer[]) as p (document, epoque, seq)
     join journal j on j.feuille_id = p.document and j.epoque = p.epoque and j.seq > p.seq
     order by j.feuille_id, j.seq`,
    [positions.map((p) => p.document), positions.map((p) => p.epoch), positions.map((p) => p.seq)],
  );
  const found = new Map<number, { seq: number; rows: { bytes: Uint8Array; client: number }[] }>();
  for (const { document, seq, bytes, client } of rows) {
    const known = found.get(document) ?? { seq, rows: [] };
    known.seq = seq;
    known.rows.push({ bytes, client: Number(client) });
    found.set(document, known);
  }
  return [...found].map(([document, known]) => ({ document, seq: known.seq, rows: packRows(known.rows) }));
}
