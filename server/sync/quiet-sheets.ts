import type { Queryable } from '../postgres/pool.ts';

export interface QuietSheet {
  readonly document: number;
  readonly epoch: number;
  readonly scenario: string;
  readonly sheet: string;
}

export interface QuietQuery {
  /** Nobody has written since, in ms since 1970. */
  readonly idleSince: number;
  /** Something in it is older than that. */
  readonly olderThan: number;
  /** Together, its updates. */
  readonly minBytes: number;
  readonly limit: number;
  readonly except: readonly number[];
}

/** Sheets whose log has grown and rests, the largest first. Comments are not among them. */
export async function findQuietSheets(db: Queryable, query: QuietQuery): Promise<QuietSheet[]> {
  const { rows } = await db.query<QuietSheet>(
    `select f.id as document, f.epoque as epoch, f.scenario_id as scenario, f.feuille as sheet
     from scenario_feuilles f
     join journal j on j.feuille_id = f.id and j.epoque = f.epoque
     where f.feuille <> 'commons' and f.id <> all($1::integer[])
     group by f.id
     having max(j.ecrit_le) < to_timestamp($2::float8 / 1000) and min(j.ecrit_le) < to_timestamp($3::float8 / 1000)
       and sum(octet_length(j.octets)) >= $4
     order by sum(octet_length(j.octets)) desc, f.id
     limit $5`,
    [query.except, query.idleSince, query.olderThan, query.minBytes, query.limit],
  );
  return rows;
}
