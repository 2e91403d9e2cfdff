import { TREE_COLUMN } from './column-defs.ts';
import { gridTheme } from './grid-modules.ts';
import type { PlanGridProps } from './grid-props.ts';
import type { TreeRow } from './tree.ts';
import type { GridOptions } from 'ag-grid-community';

/**
 * What of AG Grid never changes while a grid is mounted.
 * @param active where the active cell is, which AG Grid knows by place only
 */
export function gridOptions(
  props: () => PlanGridProps,
  active: () => { readonly row: number; readonly column: string } | undefined,
): GridOptions<TreeRow> {
  return {
    theme: gridTheme,
    getRowId: ({ data }) => data.id,
    localeText: { ...props().labels.locale },
    readOnlyEdit: true,
    invalidEditValueMode: 'block',
    enterNavigatesVertically: true,
    enterNavigatesVerticallyAfterEdit: true,
    suppressStartEditOnTab: true,
    animateRows: false,
    // Rows placed by `top` make no stacking context of their own: the layers of surface.ts go between their cells.
    suppressRowTransform: true,
    rowClassRules: { 'plan-root': ({ data }) => data?.level === 0 },
    suppressColumnVirtualisation: false,
    suppressScrollOnNewData: true,
    suppressDragLeaveHidesColumns: true,
    tooltipShowDelay: 600,
    tooltipHideDelay: 6000,
    tooltipInteraction: false,
    // Tab lands on a value, not on each of the sixteen headings before it; ArrowUp leads to those.
    focusGridInnerElement: ({ api, fromBottom }) => {
      const known = api.getFocusedCell();
      const at = active() ?? (known && { row: known.rowIndex, column: known.column });
      const column = at?.column ?? api.getAllDisplayedColumns().find((shown) => shown.getColId() !== TREE_COLUMN);
      if (fromBottom || column === undefined || api.getDisplayedRowCount() === 0) return false;
      const row = at?.row ?? 0;
      api.ensureIndexVisible(row);
      api.setFocusedCell(row, column);
      return true;
    },
  };
}
