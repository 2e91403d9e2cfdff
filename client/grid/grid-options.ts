import { TREE_COLUMN } from './column-defs.ts';
import { gridTheme } from './grid-modules.ts';
import type { PlanGridProps } from './grid-props.ts';
import type { TreeRow } from './tree.ts';
import type { GridOptions } from 'ag-grid-community';

/** What of AG Grid never changes while a grid is mounted. */
export function gridOptions(props: () => PlanGridProps): GridOptions<TreeRow> {
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
      const column = known?.column ?? api.getAllDisplayedColumns().find((shown) => shown.getColId() !== TREE_COLUMN);
      if (fromBottom || column === undefined || api.getDisplayedRowCount() === 0) return false;
      api.setFocusedCell(known?.rowIndex ?? 0, column);
      return true;
    },
  };
}
