import { useEffect } from 'react';
import { parseCell } from '../../../shared/hierarchy/address.ts';
import { cellParts } from './plan-rows.ts';
import { useStore } from '../session/use-plan-version.ts';
import type { CellRequests } from './cell-requests.ts';
import type { Columns } from './use-columns.ts';
import type { View } from './use-view.ts';
import type { PlanGridHandle } from '../../grid/grid-props.ts';
import type { TreeNode } from '../../grid/tree.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import type { RefObject } from 'react';

/** Brings a cell asked for into view: its measure, its row in the order that has it, its month, then the focus. */
export function useCellRequests(
  requests: CellRequests,
  view: View,
  { columns, reveal: revealColumn }: Pick<Columns, 'columns' | 'reveal'>,
  grid: RefObject<PlanGridHandle | null>,
  hierarchy: Hierarchy,
): void {
  const asked = useStore(requests);
  const { option, order, roots, rows, setMeasure, setOrder, reveal } = view;
  useEffect(() => {
    if (asked === undefined) return;
    // Somebody may stand in a store this model does not have.
    if (!parseCell(hierarchy, asked).ok) return requests.set(undefined);
    const { measure, row, period } = cellParts(asked);
    if (option.id !== measure) return setMeasure(measure);
    if (!inTree(roots, row)) return setOrder(order === 'organisation' ? 'category' : 'organisation');
    if (!rows.some(({ id }) => id === row)) return reveal(row);
    if (!columns.some(({ id }) => id === period)) return revealColumn(period);
    grid.current?.focus({ row, column: period });
    requests.set(undefined);
  }, [
    asked,
    option,
    order,
    roots,
    rows,
    columns,
    setMeasure,
    setOrder,
    reveal,
    revealColumn,
    requests,
    grid,
    hierarchy,
  ]);
}

function inTree(nodes: readonly TreeNode[], id: string): boolean {
  return nodes.some((node) => node.id === id || inTree(node.children, id));
}
