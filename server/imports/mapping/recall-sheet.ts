import type { Queryable } from '../../postgres/pool.ts';
import type { SheetCandidate } from '../file/workbook/choose-sheet.ts';
import { shapeOf } from './shape.ts';

/**
 * Which of the sheets that look alike was read of the last workbook that offered the same ones: the answer stands while the question
 * does. A workbook that grows by a sheet a month asks again, since last month's would be read in vain.
 */
export async function recallSheet(db: Queryable, sheets: readonly SheetCandidate[]): Promise<string | undefined> {
  const known = sheets.flatMap(({ name, headers }) => (headers === null ? [] : [{ name, shape: shapeOf(headers) }]));
  const { rows } = await db.query<{ feuille: string }>(
    `select feuille from imports_correspondances
     where feuilles = $1 and (feuille, empreinte) in (select * from unnest($2::text[], $3::text[]))
     order by lu_le desc limit 1`,
    [
      JSON.stringify(sheets.map(({ name }) => name).toSorted()),
      known.map(({ name }) => name),
      known.map(({ shape }) => shape),
    ],
  );
  return rows[0]?.feuille;
}
