import { commandOf } from './keyboard.ts';
import type { KeyCommand } from './keyboard.ts';
import type { PlanGridProps } from './grid-props.ts';
import type { TreeRow } from './tree.ts';
import type { GridApi, SuppressKeyboardEventParams } from 'ag-grid-community';

type Params = SuppressKeyboardEventParams<TreeRow>;

/** Does what a key means here; false leaves it to AG Grid. */
export function runKey(params: Params, props: PlanGridProps): boolean {
  const { event, editing, data, column } = params;
  if (editing || event.type !== 'keydown' || !data) return false;
  const position = { row: data.id, column: column.getColId() };
  const onTree = column.isPinnedLeft();
  const locked = !onTree && props.cell(position.row, position.column)?.locked === true;
  const command = commandOf(
    { key: event.key, ctrl: event.ctrlKey || event.metaKey, alt: event.altKey },
    { onTree, expanded: data.expanded, locked },
  );
  if (!command) return false;
  event.preventDefault();
  if (command.kind === 'refuse') props.onRefused(position, anchorOf(event));
  else if (command.kind === 'clear') props.onClear(position);
  else if (command.kind === 'focus') moveFocus(params, command);
  else turn(params, props, command.kind);
  return true;
}

function turn({ data, api, column }: Params, props: PlanGridProps, kind: 'expand' | 'collapse' | 'toggle'): void {
  if (!data) return;
  const open = kind === 'toggle' ? data.expanded !== true : kind === 'expand';
  if (data.expanded !== undefined && data.expanded !== open) return props.onToggleRow(data.id, open);
  const parent = kind === 'collapse' && data.parent !== undefined ? api.getRowNode(data.parent) : undefined;
  if (parent?.rowIndex != null) focusAt(api, parent.rowIndex, column.getColId());
}

function moveFocus({ api, node, column }: Params, command: Extract<KeyCommand, { kind: 'focus' }>): void {
  const columns = api.getAllDisplayedColumns();
  const target = command.column === 'first' ? columns[0] : columns.at(-1);
  const rows = { same: node.rowIndex ?? 0, first: 0, last: api.getDisplayedRowCount() - 1 };
  focusAt(api, rows[command.row], (target ?? column).getColId());
}

function focusAt(api: GridApi<TreeRow>, row: number, column: string): void {
  api.ensureIndexVisible(row);
  api.ensureColumnVisible(column);
  api.setFocusedCell(row, column);
}

function anchorOf(event: KeyboardEvent): DOMRect {
  return event.target instanceof Element ? event.target.getBoundingClientRect() : new DOMRect();
}
