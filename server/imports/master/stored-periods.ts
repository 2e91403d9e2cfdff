import type { Queryable } from '../../postgres/pool.ts';
import { KINDS } from './kinds.ts';
import { keyOf, type Row } from './spec.ts';
import type { Period } from './overlaps.ts';

/** Works and temporary closures of the given stores. */
export async function storedPeriods(db: Queryable, stores: ReadonlySet<string>): Promise<Period[]> {
  const { rows } = await db.query<Row>(
    `select m.code as store, e.nature as event, e.debut::text as start, e.fin::text as "end"
     from magasin_evenements e join magasins m on m.id = e.magasin_id
     where m.code = any ($1) and e.nature in ('travaux', 'fermeture_temporaire')`,
    [[...stores]],
  );
  return rows.map((row) => ({ key: keyOf(KINDS.events, row), row, line: null }));
}
