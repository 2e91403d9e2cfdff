import { newValues } from './gate.ts';
import type { Queryable } from '../postgres/pool.ts';
import type { Position } from './journal.ts';

/** What a document gained after a position. */
export interface EntriesSince {
  readonly document: number;
  /** The last row read. */
  readonly seq: number;
  /** Raw entries, in the order they became durable. */
  readonly entries: readonly unknown[];
}

/** Reads what is durable, without rooms: documents with nothing new are left out. */
export async function readEntries(db: Queryable, positions: readonly Position[]): Promise<EntriesSince[]> {
  const { rows } = await db.query<{ document: number; seq: number; bytes: Buffer; client: number }>(
    `select j.feuille_id as document, j.seq, j.octets as bytes, j.client
     from unnest($1::integer[], $2::integer[], $3::integer[]) as p (document, epoque, seq)
     join journal j on j.feuille_id = p.document and j.epoque = p.epoque and j.seq > p.seq
     order by j.feuille_id, j.seq`,
    [positions.map((p) => p.document), positions.map((p) => p.epoch), positions.map((p) => p.seq)],
  );
  const found = new Map<number, { document: number; seq: number; entries: unknown[] }>();
  for (const { document, seq, bytes, client } of rows) {
    const known = found.get(document) ?? { document, seq, entries: [] };
    known.seq = seq;
    // Rows hold what was new and nothing else.
    known.entries.push(...(newValues(bytes, Number(client), 0) ?? []));
    found.set(document, known);
  }
  return [...found.values()];
}
