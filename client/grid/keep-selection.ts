import { holds, placeOf } from './frame.ts';
import { selectionRect } from './selection.ts';
import type { CellPosition } from './cell.ts';
import type { Frame } from './frame.ts';
import type { Selection } from './selection.ts';
import type { TreeRow } from './tree.ts';

/** What was displayed before. */
export interface Shown {
  readonly rows: readonly TreeRow[];
  readonly columns: readonly string[];
}

/**
 * A selection after rows or columns came or went. A corner in a branch that was collapsed moves to the branch, one in a
 * column that went to the next that is left; `undefined` where nothing is.
 */
export function keepSelection(selection: Selection, before: Shown, after: Frame): Selection | undefined {
  const parents = new Map(before.rows.map(({ id, parent }) => [id, parent]));
  const keep = ({ row, column }: CellPosition): CellPosition | undefined => {
    const kept = { row: rowLeft(row, parents, after), column: columnLeft(column, before.columns, after) };
    return kept.row === undefined || kept.column === undefined ? undefined : { row: kept.row, column: kept.column };
  };
  const anchor = keep(selection.anchor);
  const head = keep(selection.head);
  const active = keep(selection.active);
  if (!anchor || !head || !active) return undefined;
  const kept = { anchor, head, active };
  const rect = selectionRect(after, kept);
  const at = placeOf(after, active);
  // In another order the active cell may lie elsewhere than between its corners.
  return rect && at && holds(rect, at) ? kept : { ...kept, active: anchor };
}

function rowLeft(row: string, parents: ReadonlyMap<string, string | undefined>, after: Frame): string | undefined {
  let left: string | undefined = row;
  while (left !== undefined && !after.rowAt.has(left)) left = parents.get(left);
  return left;
}

function columnLeft(column: string, before: readonly string[], after: Frame): string | undefined {
  if (after.columnAt.has(column)) return column;
  const index = before.indexOf(column);
  if (index === -1) return undefined;
  const isLeft = (id: string): boolean => after.columnAt.has(id);
  return before.slice(index).find(isLeft) ?? before.slice(0, index).findLast(isLeft);
}
