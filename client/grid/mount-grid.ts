import { createGrid } from 'ag-grid-community';
import { sameCell } from './cell.ts';
import { PlanCellRenderer } from './cell-renderer.ts';
import { DraftEditor } from './draft-editor.ts';
import { gridTheme, registerGridModules } from './grid-modules.ts';
import { PlanHeader } from './header-renderer.ts';
import { runKey } from './run-key.ts';
import { TreeCellRenderer } from './tree-renderer.ts';
import type { CellPosition, GridCell } from './cell.ts';
import type { CellRendererExtras } from './cell-renderer.ts';
import type { EditorExtras } from './draft-editor.ts';
import type { GridColumn, PlanGridHandle, PlanGridProps } from './grid-props.ts';
import type { HeaderExtras } from './header-renderer.ts';
import type { TreeRow } from './tree.ts';
import type { TreeRendererExtras } from './tree-renderer.ts';
import type { ColDef, GridApi } from 'ag-grid-community';

const TREE_COLUMN = 'tree';

export interface MountedGrid extends PlanGridHandle {
  readonly setRows: (rows: readonly TreeRow[]) => void;
  readonly setColumns: (columns: readonly GridColumn[]) => void;
  readonly destroy: () => void;
}

/**
 * AG Grid without its React layer: React draws the chrome, the grid draws its cells. `props` gives the newest props, so
 * that the grid is made once. Edits never change the grid's rows: they are requests, and what comes of them is read back
 * through `cell`.
 */
export function mountGrid(container: HTMLElement, props: () => PlanGridProps): MountedGrid {
  registerGridModules();
  const api: GridApi<TreeRow> = createGrid<TreeRow>(container, {
    theme: gridTheme,
    columnDefs: columnDefs(props().columns, props),
    defaultColDef: {
      sortable: false,
      suppressMovable: true,
      resizable: true,
      cellDataType: false,
      suppressHeaderMenuButton: true,
      suppressKeyboardEvent: (params) => runKey(params, props()),
    },
    rowData: [...props().rows],
    getRowId: ({ data }) => data.id,
    localeText: { ...props().labels.locale },
    readOnlyEdit: true,
    invalidEditValueMode: 'block',
    enterNavigatesVertically: true,
    enterNavigatesVerticallyAfterEdit: true,
    suppressStartEditOnTab: true,
    animateRows: false,
    rowClassRules: { 'plan-root': ({ data }) => data?.level === 0 },
    suppressColumnVirtualisation: false,
    suppressScrollOnNewData: true,
    suppressDragLeaveHidesColumns: true,
    tooltipShowDelay: 600,
    tooltipHideDelay: 6000,
    tooltipInteraction: false,
    // Tab lands on a value, not on each of the sixteen headings before it; ArrowUp leads to those.
    focusGridInnerElement: ({ api: grid, fromBottom }) => {
      const known = grid.getFocusedCell();
      const column = known?.column ?? grid.getAllDisplayedColumns().find((shown) => shown.getColId() !== TREE_COLUMN);
      if (fromBottom || column === undefined || grid.getDisplayedRowCount() === 0) return false;
      grid.setFocusedCell(known?.rowIndex ?? 0, column);
      return true;
    },
    onCellFocused: ({ rowIndex, column }) => {
      const row = rowIndex === null ? undefined : api.getDisplayedRowAtIndex(rowIndex)?.data;
      if (row && column && typeof column !== 'string') props().onFocus({ row: row.id, column: column.getColId() });
    },
    onCellEditRequest: ({ data, column, newValue }) => {
      if (typeof newValue === 'string') props().onEdit({ row: data.id, column: column.getColId() }, newValue);
    },
  });
  return {
    setRows: (rows) => api.setGridOption('rowData', [...rows]),
    setColumns: (columns) => api.setGridOption('columnDefs', columnDefs(columns, props)),
    refresh: (rows) => refresh(api, props(), rows),
    refreshCells: (positions) => refreshCells(api, positions),
    focus: ({ row, column }) => focusCell(api, row, column),
    destroy: () => api.destroy(),
  };
}

function refresh(api: GridApi<TreeRow>, props: PlanGridProps, rows: ReadonlySet<string> | undefined): void {
  const rowNodes = api.getRenderedNodes().filter(({ data }) => {
    if (!data || rows?.has(data.id) !== false) return true;
    // Read all the same: whoever feeds the grid keeps what is read fresh.
    props.cell(data.id, props.columns[0]?.id ?? '');
    return false;
  });
  if (rowNodes.length > 0) api.refreshCells({ rowNodes, suppressFlash: true });
}

function refreshCells(api: GridApi<TreeRow>, positions: readonly CellPosition[]): void {
  for (const { row, column } of positions) {
    const node = api.getRowNode(row);
    if (node && api.getColumn(column)) api.refreshCells({ rowNodes: [node], columns: [column], suppressFlash: true });
  }
}

function focusCell(api: GridApi<TreeRow>, row: string, column: string): void {
  const index = api.getRowNode(row)?.rowIndex;
  if (index == null) return;
  api.ensureIndexVisible(index);
  api.ensureColumnVisible(column);
  api.setFocusedCell(index, column);
}

function columnDefs(columns: readonly GridColumn[], props: () => PlanGridProps): ColDef<TreeRow>[] {
  return [treeColumn(props), ...columns.map((column) => valueColumn(column, props))];
}

function treeColumn(props: () => PlanGridProps): ColDef<TreeRow, TreeRow> {
  const extras: TreeRendererExtras = {
    onToggle: (row, open) => props().onToggleRow(row, open),
    toggleLabel: (label, open) => props().labels.toggleRow(label, open),
  };
  const header: HeaderExtras = { tree: true };
  return {
    colId: TREE_COLUMN,
    headerName: props().labels.treeHeader,
    headerComponent: PlanHeader,
    headerComponentParams: header,
    pinned: 'left',
    lockPinned: true,
    width: props().treeWidth,
    minWidth: 120,
    valueGetter: ({ data }) => data,
    cellRenderer: TreeCellRenderer,
    cellRendererParams: extras,
    cellAriaRole: 'rowheader',
  };
}

function valueColumn(column: GridColumn, props: () => PlanGridProps): ColDef<TreeRow, GridCell> {
  const cells: CellRendererExtras = {
    onConflict: (row, id, anchor) => props().onConflict({ row, column: id }, anchor.getBoundingClientRect()),
    conflictLabel: (count) => props().labels.conflict(count),
  };
  const editor: EditorExtras = {
    fault: (row, id, text) => props().fault({ row, column: id }, text),
    onDraft: (row, id, text) => props().onDraft({ row, column: id }, text),
    onFault: (row, id, fault, anchor) => props().onFault({ row, column: id }, fault, anchor),
    label: (row, id) => props().cellName({ row, column: id }),
    draft: (row, id) => props().draft({ row, column: id }),
  };
  return {
    colId: column.id,
    headerName: column.label,
    headerComponent: PlanHeader,
    headerComponentParams: headerExtras(column, props),
    width: column.width,
    minWidth: 64,
    ...(column.pinned === true && { pinned: 'right', lockPinned: true }),
    ...(column.total === true && { cellClass: 'plan-total', headerClass: 'plan-total' }),
    valueGetter: ({ data }) => (data ? props().cell(data.id, column.id) : undefined),
    equals: (a, b) => sameCell(a ?? undefined, b ?? undefined),
    editable: ({ data }) => data !== undefined && isOpen(props().cell(data.id, column.id)),
    cellRenderer: PlanCellRenderer,
    cellRendererParams: cells,
    cellEditor: DraftEditor,
    cellEditorParams: editor,
    tooltipValueGetter: ({ data }) => (data ? props().note({ row: data.id, column: column.id }) : undefined),
  };
}

function isOpen(cell: GridCell | undefined): boolean {
  return cell !== undefined && cell.locked !== true;
}

function headerExtras(column: GridColumn, props: () => PlanGridProps): HeaderExtras {
  const { open } = column;
  if (open === undefined) return {};
  return {
    toggle: {
      open,
      label: props().labels.toggleColumn(column.label, !open),
      onToggle: () => props().onToggleColumn(column.id, !open),
    },
  };
}
