import type { PlacedText } from './block-entry.ts';
import type { GridColumn } from '../../grid/grid-props.ts';

/**
 * A pasted block laid over the columns that are no totals: twelve months from elsewhere do not know of the quarters
 * between them. `undefined` where that would change nothing, or where the columns do not suffice.
 */
export function besideTotals(
  texts: readonly PlacedText[],
  columns: readonly Pick<GridColumn, 'id' | 'total'>[],
): readonly PlacedText[] | undefined {
  const used = new Set(texts.map(({ position }) => position.column));
  const first = columns.findIndex(({ id }) => used.has(id));
  const taken = columns.filter(({ id }) => used.has(id));
  if (columns[first]?.total === true || !taken.some(({ total }) => total === true)) return undefined;
  const plain = columns.slice(first).filter(({ total }) => total !== true);
  if (plain.length < taken.length) return undefined;
  const target = new Map(taken.map(({ id }, index) => [id, plain[index]?.id ?? id]));
  return texts.map(({ position: { row, column }, ...rest }) => ({
    ...rest,
    position: { row, column: target.get(column) ?? column },
  }));
}
