import { isEdit } from '../../shared/scenario/entry.ts';
import { createRowsKept } from './history-rows.ts';
import { formatCursor, parseCursor } from './history-cursor.ts';
import { newValues } from '../../shared/scenario/entry-rows.ts';
import type { History, HistoryItem } from '../../shared/api/scenarios.ts';
import type { Edit } from '../../shared/planning/edit.ts';
import type { Queryable } from '../postgres/pool.ts';
import type { HistoryPlace } from './history-cursor.ts';

export interface HistoryQuery {
  readonly scenario: string;
  /** All sheets where absent. */
  readonly sheet?: string | undefined;
  /** A cursor. */
  readonly before?: string | undefined;
  readonly limit: number;
}

interface Row extends Omit<HistoryPlace, 'index'> {
  readonly sheet: string;
  readonly at: Date;
  readonly client: number;
  /** Null where the caller has it. */
  readonly bytes: Buffer | null;
  readonly size: number;
  readonly user: string;
  readonly name: string;
}

/** What one query may read: a row can hold thousands of entries. */
const MAX_BYTES = 8 * 1024 * 1024;
/** Most entries are shorter; where they are not, the next query reads more. */
const ENTRY_BYTES = 256;

export type HistoryReader = (query: HistoryQuery) => Promise<History | undefined>;

/**
 * Reads entries of all epochs, newest first, each once: rows carried over into a new epoch are those of the one before.
 * Whoever types meanwhile adds at the top, so pages further down stay what they were. Undefined for a malformed cursor.
 *
 * A page costs what it holds: it reads few rows more than it shows, and a long row that it ends in is kept for the next one.
 */
export function createHistoryReader(db: Queryable): HistoryReader {
  const kept = createRowsKept();
  return async (query) => {
    const start = query.before === undefined ? undefined : parseCursor(query.before);
    if (query.before !== undefined && !start) return undefined;
    const items: HistoryItem[] = [];
    let read = start;
    let last = start;
    for (let each = ENTRY_BYTES; ; each *= 4) {
      const missing = query.limit + 1 - items.length;
      const known = read && kept.find(read);
      const rows = await readPage(db, query, read, {
        rows: missing,
        bytes: Math.min(missing * each, MAX_BYTES),
        withFirst: !known,
      });
      if (rows.length === 0) return { items };
      for (const row of rows) {
        const values = row.bytes ? (newValues(row.bytes, row.client, 0) ?? []) : (known ?? []);
        for (const { entry, index } of entriesBefore(row, values, read)) {
          if (items.length === query.limit && last) {
            if (isRowOf(last, row)) kept.keep(row, values, row.size);
            return { items, next: formatCursor(last) };
          }
          items.push(itemOf(row, entry));
          last = placeOf(row, index);
        }
        read = placeOf(row, 0);
      }
    }
  };
}

/** Of a row, what comes after a place, newest first: all of it, or the rest of the row the place is in. */
function* entriesBefore(
  row: Row,
  values: readonly unknown[],
  place: HistoryPlace | undefined,
): Generator<{ entry: Edit; index: number }> {
  const end = place && isRowOf(place, row) ? Math.min(place.index, values.length) : values.length;
  for (let index = end - 1; index >= 0; index--) {
    const entry = values[index];
    if (isEdit(entry)) yield { entry, index };
  }
}

const isRowOf = (place: HistoryPlace, row: Row): boolean =>
  place.document === row.document && place.epoch === row.epoch && place.seq === row.seq;

const placeOf = ({ instant, document, epoch, seq }: Row, index: number): HistoryPlace => ({
  instant,
  document,
  epoch,
  seq,
  index,
});

function itemOf({ sheet, epoch, at, user, name }: Row, entry: Edit): HistoryItem {
  return { entry: entry as HistoryItem['entry'], sheet, epoch, at: at.toISOString(), user: { id: user, name } };
}

interface Portion {
  readonly rows: number;
  /** Rows are read until they are so long together, the last one whole. */
  readonly bytes: number;
  /** Whether the row the place is in comes with its bytes. */
  readonly withFirst: boolean;
}

/** Rows after a place, the one it is in included where some of it is left; at least one if there are any. */
async function readPage(
  db: Queryable,
  { scenario, sheet }: HistoryQuery,
  place: HistoryPlace | undefined,
  portion: Portion,
): Promise<Row[]> {
  const { rows } = await db.query<Row>(
    `with lignes as (
       select j.feuille_id, f.feuille, j.epoque, j.seq, j.ecrit_le, octet_length(j.octets) as taille,
         (extract(epoch from j.ecrit_le) * 1000000)::bigint as instant
       from scenario_feuilles f join journal j on j.feuille_id = f.id
       where f.scenario_id = $1 and f.feuille <> 'commons' and ($2::text is null or f.feuille = $2) and not j.repris
     ), page as (
       select * from lignes l
       where $3::bigint is null or (l.instant, l.feuille_id, l.epoque, l.seq) < ($3, $4::integer, $5::integer, $6::integer)
         or ($7 and (l.instant, l.feuille_id, l.epoque, l.seq) = ($3, $4, $5, $6))
       order by l.instant desc, l.feuille_id desc, l.epoque desc, l.seq desc
       limit $8
     ), mesurees as (
       select *, sum(taille) over (order by instant desc, feuille_id desc, epoque desc, seq desc) - taille as devant from page
     )
     select m.instant, m.feuille_id as document, m.epoque as epoch, m.seq, m.feuille as sheet, m.ecrit_le as at,
       j.client, m.taille as size, j.utilisateur_id as user,
       case when $10 or (m.instant, m.feuille_id, m.epoque, m.seq) is distinct from ($3, $4, $5, $6) then j.octets end as bytes,
       u.nom as name
     from mesurees m join journal j using (feuille_id, epoque, seq) join utilisateurs u on u.id = j.utilisateur_id
     where m.devant < $9
     order by m.instant desc, m.feuille_id desc, m.epoque desc, m.seq desc`,
    [
      scenario,
      sheet ?? null,
      place?.instant ?? null,
      place?.document ?? null,
      place?.epoch ?? null,
      place?.seq ?? null,
      (place?.index ?? 0) > 0,
      portion.rows,
      portion.bytes,
      portion.withFirst,
    ],
  );
  return rows;
}
