import { createGrid } from 'ag-grid-community';
import { behindPaint } from '../ui/behind-paint.ts';
import { createStore } from '../ui/store.ts';
import { createAnnouncer, isSelected } from './announce.ts';
import { attachClipboard } from './clipboard.ts';
import { columnDefs, displayedColumns, TREE_COLUMN } from './column-defs.ts';
import { openColumnWidths } from './column-widths.ts';
import { createEditorNote } from './editor-note.ts';
import { samePosition } from './frame.ts';
import { hushNotes } from './hush.ts';
import { createMountedCells } from './mounted-cells.ts';
import { focusActive, focusCell, followFocus, reportOf, reveal, update } from './grid-context.ts';
import { registerGridModules } from './grid-modules.ts';
import { gridOptions } from './grid-options.ts';
import { createGridState, withColumns, withRows } from './grid-state.ts';
import { attachPointer } from './pointer.ts';
import { createRangePainter } from './range-painter.ts';
import { createRedraw } from './redraw.ts';
import { runKey } from './run-key.ts';
import { createSurface } from './surface.ts';
import type { CellPosition } from './cell.ts';
import type { ColumnSources } from './column-defs.ts';
import type { DraftEditor } from './draft-editor.ts';
import type { GridContext } from './grid-context.ts';
import type { GridColumn, PlanGridHandle, PlanGridProps } from './grid-props.ts';
import type { GridState } from './grid-state.ts';
import type { TreeRow } from './tree.ts';
import type { GridApi } from 'ag-grid-community';

export interface MountedGrid extends PlanGridHandle {
  readonly setRows: (rows: readonly TreeRow[]) => void;
  readonly setColumns: (columns: readonly GridColumn[]) => void;
  readonly repaint: () => void;
  /** Marks a row and brings it into view, now or once it is displayed; `undefined` takes the mark back. */
  readonly find: (row: string | undefined) => void;
  /** Puts the focus back: on the row that is marked, else where it was. */
  readonly takeFocus: () => void;
  readonly destroy: () => void;
}

/** Where the grid lives. */
export interface GridPlace {
  /** Positioned; around the grid. */
  readonly frame: HTMLElement;
  readonly root: HTMLElement;
  /** A polite live region. */
  readonly live: HTMLElement;
  readonly onFind: GridContext['onFind'];
}

/**
 * AG Grid without its React layer: React draws the chrome, the grid draws its cells. `props` gives the newest props, so
 * that the grid is made once. Edits never change the grid's rows: they are requests, and what comes of them is read back
 * through `cell`.
 */
export function mountGrid({ frame, root, live, onFind }: GridPlace, props: () => PlanGridProps): MountedGrid {
  registerGridModules();
  const state = createStore<GridState>(createGridState(props().rows, displayedColumns(props().columns)));
  const widths = openColumnWidths(props().widthsKey);
  const mounted = createMountedCells();
  const note = createEditorNote(frame);
  let editor: DraftEditor | undefined;
  let width = 0;

  const sources: ColumnSources = {
    props,
    widths,
    mounted,
    isSelected: (position) => isSelected({ state }, position),
    onEditor: (open, changed) => {
      if (open) {
        editor = changed;
        note.open(changed.getGui());
      } else if (editor === changed || editor === undefined) {
        editor = undefined;
        note.close();
      }
    },
    onDraft: (position, text) => props().onDraft(position, text),
  };
  const api: GridApi<TreeRow> = createGrid<TreeRow>(root, {
    ...gridOptions(props, () => {
      const { frame: shown, selection } = state.get();
      const row = selection && shown.rowAt.get(selection.active.row);
      return selection && row !== undefined ? { row, column: selection.active.column } : undefined;
    }),
    columnDefs: columnDefs(props().columns, sources),
    defaultColDef: {
      sortable: false,
      suppressMovable: true,
      resizable: true,
      cellDataType: false,
      suppressHeaderMenuButton: true,
      suppressKeyboardEvent: (params) => runKey(params, context),
    },
    rowData: [...props().rows],
    onCellFocused: ({ rowIndex, column }) => {
      const row = rowIndex === null ? undefined : api.getDisplayedRowAtIndex(rowIndex)?.data;
      if (!row || !column || typeof column === 'string') return;
      // AG Grid tells it late: a key may have moved on meanwhile.
      const focused = api.getFocusedCell();
      if (focused?.rowIndex !== rowIndex || focused.column !== column) return;
      const position = { row: row.id, column: column.getColId() };
      followFocus(context, position);
      props().onFocus(position);
    },
    onCellMouseOver: ({ data, column }) => {
      if (data) props().onPoint?.({ row: data.id, column: column.getColId() });
    },
    onCellEditingStarted: () => update({ state }, { copied: undefined }),
    onCellEditRequest: ({ data, column, newValue }) => {
      if (typeof newValue === 'string') props().onEdit({ row: data.id, column: column.getColId() }, newValue);
    },
    onBodyScroll: note.place,
    // What opens beside the grid, mostly about the active cell, must not cover it.
    onGridSizeChanged: ({ clientWidth }) => {
      const column = state.get().selection?.active.column;
      if (clientWidth < width && column !== undefined && api.getColumn(column)) api.ensureColumnVisible(column);
      width = clientWidth;
    },
    onColumnResized: ({ column, columns, finished, source }) => {
      if (finished && (source === 'uiColumnResized' || source === 'autosizeColumns')) {
        for (const resized of columns ?? (column ? [column] : [])) {
          widths.keep(resized.getColId(), resized.getActualWidth());
        }
      }
      measure();
    },
  });

  const context: GridContext = {
    root,
    api,
    props,
    state,
    surface: createSurface(root, api),
    editor: () => editor,
    onFind,
  };
  const redraw = createRedraw({
    mounted,
    inView: () => rowsAround(context),
    read: (row) => void props().cell(row, props().columns[0]?.id ?? ''),
    behindPaint,
  });
  const painter = createRangePainter(context);
  const announcer = createAnnouncer(context, live);
  const detach = [
    attachPointer(context, painter.handle),
    attachClipboard(context),
    announcer.stop,
    note.remove,
    hushNotes(root),
  ];
  measure();
  let told = state.get();
  const stopWatching = state.subscribe(() => {
    const now = state.get();
    painter.paint();
    const before = told;
    told = now;
    const nothing = now.selection === undefined && before.selection === undefined;
    if (nothing || (now.selection === before.selection && now.frame === before.frame)) return;
    announcer.tell();
    props().onSelect(reportOf(now));
  });

  function measure(): void {
    root.toggleAttribute('data-tight', isTight(api, props().columns));
    context.surface.measure();
    painter.paint();
  }

  /** Where AG Grid has the focus; it knows it by place. */
  function focusedPosition(): CellPosition | undefined {
    const focused = api.getFocusedCell();
    const row = api.getDisplayedRowAtIndex(focused?.rowIndex ?? -1)?.data;
    return focused && row ? { row: row.id, column: focused.column.getColId() } : undefined;
  }

  /** Changes what is displayed. A focus in the grid stays in its cell; the view moves only when that cell is another. */
  function display(next: GridState, apply: () => void): void {
    const before = focusedPosition();
    const hadFocus = root.contains(document.activeElement);
    apply();
    state.set(next);
    measure();
    if (editor) {
      // AG Grid moved the focus to whatever cell came to the place.
      focusCell(context, editor.position);
      editor.focus();
    } else {
      const wanted = before?.column === TREE_COLUMN ? before : next.selection?.active;
      // Without the focus AG Grid would go on outlining whatever came to the place.
      if (!hadFocus) api.clearFocusedCell();
      else if (wanted && (document.activeElement === document.body || !samePosition(wanted, focusedPosition()))) {
        focusCell(context, wanted);
      }
    }
    const { found } = next;
    if (found !== undefined && pendingFind === found && reveal(context, { row: found, column: TREE_COLUMN })) {
      pendingFind = undefined;
    }
  }
  let pendingFind: string | undefined;

  return {
    setRows: (rows) => display(withRows(state.get(), rows), () => api.setGridOption('rowData', [...rows])),
    setColumns: (columns) =>
      display(withColumns(state.get(), displayedColumns(columns)), () =>
        api.setGridOption('columnDefs', columnDefs(columns, sources)),
      ),
    repaint: painter.paint,
    refresh: redraw.rows,
    refreshCells: (positions) => positions.forEach(mounted.drawCell),
    focus: (position) => focusCell(context, position),
    setEditorNote: note.say,
    find: (row) => {
      update(context, { found: row });
      const shown = row === undefined || reveal(context, { row, column: TREE_COLUMN });
      pendingFind = shown ? undefined : row;
    },
    takeFocus: () => {
      const { found, frame: shown, selection } = state.get();
      const column = selection?.active.column ?? shown.columns[0];
      if (found !== undefined && column !== undefined) return focusCell(context, { row: found, column });
      focusActive(context);
    },
    destroy: () => {
      stopWatching();
      redraw.stop();
      detach.forEach((stop) => stop());
      api.destroy();
    },
  };
}

/** Rows in view, those that are half in view too. */
function rowsAround({ surface, state }: GridContext): (row: string) => boolean {
  const { first, last } = surface.rowsInView();
  const { rowAt } = state.get().frame;
  return (row) => {
    const at = rowAt.get(row);
    return at !== undefined && at >= first - 1 && at <= last + 1;
  };
}

/** Whether somebody has made a column narrower than its figures. */
function isTight(api: GridApi<TreeRow>, columns: readonly GridColumn[]): boolean {
  return columns.some(({ id, width }) => (api.getColumn(id)?.getActualWidth() ?? width) < width);
}
