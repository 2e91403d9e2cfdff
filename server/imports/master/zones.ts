import type { Queryable } from '../../postgres/pool.ts';
import { KINDS } from './kinds.ts';
import type { Row } from './spec.ts';
import { tableOf } from './table.ts';

/**
 * Codes of the stores that would get another time zone and have sold: receipts would change their business day, closed days what
 * they hold, and sums by hour would stay as they were. `lock`: none of those stores sells until the transaction ends, so that no
 * first sale comes in between.
 */
export async function settledZones(
  db: Queryable,
  moves: readonly { before: Row | null; after: Row }[],
  { lock }: { lock: boolean },
): Promise<Set<string>> {
  const moved = moves.filter(({ before, after }) => before && before.timeZone !== after.timeZone);
  if (moved.length === 0) return new Set();
  const rows = moved.map(({ after }) => after);
  if (lock) await tableOf(KINDS.stores).read(db, rows, { lock: 'uses' });
  const { rows: sold } = await db.query<{ code: string }>(
    `select m.code from magasins m where m.code = any ($1) and exists (select from ventes v where v.magasin_id = m.id)`,
    [rows.map(({ code }) => code)],
  );
  return new Set(sold.map(({ code }) => code));
}
