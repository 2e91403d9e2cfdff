import { sameCell } from './cell.ts';
import { PlanCellRenderer } from './cell-renderer.ts';
import { DraftEditor } from './draft-editor.ts';
import { PlanHeader } from './header-renderer.ts';
import { TreeCellRenderer } from './tree-renderer.ts';
import type { CellPosition, GridCell } from './cell.ts';
import type { CellRendererExtras } from './cell-renderer.ts';
import type { ColumnWidths } from './column-widths.ts';
import type { EditorExtras } from './draft-editor.ts';
import type { MountedCells } from './mounted-cells.ts';
import type { GridColumn, PlanGridProps } from './grid-props.ts';
import type { HeaderExtras } from './header-renderer.ts';
import type { TreeRow } from './tree.ts';
import type { TreeRendererExtras } from './tree-renderer.ts';
import type { ColDef } from 'ag-grid-community';

export const TREE_COLUMN = 'tree';

export interface ColumnSources {
  /** The newest props. */
  readonly props: () => PlanGridProps;
  readonly widths: ColumnWidths;
  readonly mounted: MountedCells;
  readonly isSelected: (position: CellPosition) => boolean;
  readonly onEditor: (open: boolean, editor: DraftEditor) => void;
  /** Every keystroke, and `undefined` when the editor closes. */
  readonly onDraft: (position: CellPosition, text: string | undefined) => void;
}

export function columnDefs(columns: readonly GridColumn[], sources: ColumnSources): ColDef<TreeRow>[] {
  return [treeColumn(sources), ...columns.map((column) => valueColumn(column, sources))];
}

/** In the order of the screen: what is pinned at the right comes last. */
export function displayedColumns(columns: readonly GridColumn[]): string[] {
  const pinned = columns.filter((column) => column.pinned === true);
  return [...columns.filter((column) => column.pinned !== true), ...pinned].map(({ id }) => id);
}

function treeColumn({ props, widths }: ColumnSources): ColDef<TreeRow, TreeRow> {
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
    width: widths.of(TREE_COLUMN) ?? props().treeWidth,
    minWidth: 120,
    valueGetter: ({ data }) => data,
    cellRenderer: TreeCellRenderer,
    cellRendererParams: extras,
    cellAriaRole: 'rowheader',
  };
}

function valueColumn(column: GridColumn, sources: ColumnSources): ColDef<TreeRow, GridCell> {
  const { props, widths } = sources;
  const cells: CellRendererExtras = {
    onConflict: (row, id, anchor) => props().onConflict({ row, column: id }, anchor.getBoundingClientRect()),
    conflictLabel: (count) => props().labels.conflict(count),
    isSelected: (row, id) => sources.isSelected({ row, column: id }),
    read: (row, id) => props().cell(row, id),
    mounted: sources.mounted,
  };
  return {
    colId: column.id,
    headerName: column.label,
    headerComponent: PlanHeader,
    headerComponentParams: headerExtras(column, props),
    width: widths.of(column.id) ?? column.width,
    minWidth: 64,
    ...(column.pinned === true && { pinned: 'right', lockPinned: true }),
    ...(column.total === true && { cellClass: 'plan-total', headerClass: 'plan-total' }),
    valueGetter: ({ data }) => (data ? props().cell(data.id, column.id) : undefined),
    equals: (a, b) => sameCell(a ?? undefined, b ?? undefined),
    editable: ({ data }) => data !== undefined && isOpen(props().cell(data.id, column.id)),
    cellRenderer: PlanCellRenderer,
    cellRendererParams: cells,
    cellEditor: DraftEditor,
    cellEditorParams: editorExtras(sources),
    tooltipValueGetter: ({ data }) => (data ? props().note({ row: data.id, column: column.id }) : undefined),
  };
}

function editorExtras({ props, onEditor, onDraft }: ColumnSources): EditorExtras {
  return {
    fault: (row, column, text) => props().fault({ row, column }, text),
    onDraft: (row, column, text) => onDraft({ row, column }, text),
    onEnter: (row, column, text) => props().onEdit({ row, column }, text),
    onFault: (row, column, fault, anchor) => props().onFault({ row, column }, fault, anchor),
    label: (row, column) => props().cellName({ row, column }),
    draft: (row, column) => props().draft({ row, column }),
    onOpen: (editor) => onEditor(true, editor),
    onClose: (editor) => onEditor(false, editor),
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
