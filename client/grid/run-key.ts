import { commandOf, editCommandOf } from './keyboard.ts';
import { fillWithin } from './fill.ts';
import { placeOf } from './frame.ts';
import { focusActive, focusCell, reveal, select, selectedPositions, selectedRect, update } from './grid-context.ts';
import { hand } from './handle.ts';
import { homeOf } from './home.ts';
import { extend, isMany, single, step, whole } from './selection.ts';
import type { CellPosition } from './cell.ts';
import type { GridContext } from './grid-context.ts';
import type { EditCommand, KeyCommand, KeyPress } from './keyboard.ts';
import type { Selection } from './selection.ts';
import type { TreeRow } from './tree.ts';
import type { SuppressKeyboardEventParams } from 'ag-grid-community';

type Params = SuppressKeyboardEventParams<TreeRow>;

/** Does what a key means here; false leaves it to AG Grid. */
export function runKey({ event, editing, data, column }: Params, context: GridContext): boolean {
  if (event.type !== 'keydown' || event.isComposing || !data) return false;
  const { frame, selection, copied } = context.state.get();
  const position = { row: data.id, column: column.getColId() };
  const many = isMany(frame, selection);
  const onTree = column.isPinnedLeft();
  const locked = !onTree && context.props().cell(position.row, position.column)?.locked === true;
  const press = pressOf(event);
  if (editing) {
    const command = editCommandOf(press, many);
    if (command) {
      event.preventDefault();
      runEdit(command, context);
    }
    return command !== undefined;
  }
  const command = commandOf(press, { onTree, expanded: data.expanded, locked, many });
  if (!command || (command.kind === 'cancel' && !copied)) return false;
  event.preventDefault();
  run(command, context, { position, data, anchor: anchorOf(event) });
  return true;
}

interface At {
  readonly position: CellPosition;
  readonly data: TreeRow;
  readonly anchor: DOMRect;
}

function run(command: KeyCommand, context: GridContext, at: At): void {
  const { position } = at;
  const props = context.props();
  switch (command.kind) {
    case 'refuse':
      return props.onRefused(position, at.anchor);
    case 'clear':
      update(context, { copied: undefined });
      return props.onClear(selectedPositions(context));
    case 'undo':
      return props.onUndo?.();
    case 'redo':
      return props.onRedo?.();
    case 'cancel':
      return update(context, { copied: undefined });
    case 'find':
      return context.onFind(command.to);
    case 'focus':
      return moveFocus(context, position, command);
    case 'extend': {
      const from = selectionFrom(context, position);
      if (!from) return;
      const { first, last } = context.surface.rowsInView();
      const page = Math.max(1, last - first);
      const next = command.moves.reduce((now, move) => extend(context.state.get().frame, now, move, page), from);
      select(context, next);
      if (!placeOf(context.state.get().frame, position)) focusActive(context);
      reveal(context, next.head);
      return;
    }
    case 'select': {
      const from = selectionFrom(context, position);
      if (!from) return;
      select(context, whole(context.state.get().frame, from, command.what));
      return focusActive(context);
    }
    case 'step': {
      const from = selectionFrom(context, position);
      if (from) moveActive(context, step(context.state.get().frame, from, command.axis, command.back));
      return;
    }
    case 'fill': {
      const rect = selectedRect(context);
      if (rect) hand(context, fillWithin(context.state.get().frame, rect, command.direction));
      return;
    }
    case 'expand':
    case 'collapse':
    case 'toggle':
      return turn(command.kind, context, at);
  }
}

function runEdit(command: EditCommand, context: GridContext): void {
  const editor = context.editor();
  // What is wrong the editor has told by itself.
  if (!editor || editor.getValidationErrors() !== null) return;
  const { frame, selection } = context.state.get();
  if (command.kind === 'enterAndStep') {
    context.api.stopEditing();
    if (selection) moveActive(context, step(frame, selection, command.axis, command.back));
    return;
  }
  const { text } = editor;
  const positions = selectedPositions(context);
  const several = positions.length > 1;
  // Of several the active one is among them; a single one is entered as by Enter.
  context.api.stopEditing(several);
  focusActive(context);
  if (several) context.props().onEditMany(positions, text);
}

function moveActive(context: GridContext, next: Selection): void {
  select(context, next);
  focusActive(context);
}

/** The selection, or what it would be from a cell of the tree's column. */
function selectionFrom({ state }: GridContext, position: CellPosition): Selection | undefined {
  const { selection, frame } = state.get();
  if (selection && placeOf(frame, position)) return selection;
  const [column] = frame.columns;
  return column === undefined ? undefined : single({ row: position.row, column });
}

function turn(kind: 'expand' | 'collapse' | 'toggle', context: GridContext, { data, position }: At): void {
  const open = kind === 'toggle' ? data.expanded !== true : kind === 'expand';
  if (data.expanded !== undefined && data.expanded !== open) return context.props().onToggleRow(data.id, open);
  if (kind === 'collapse' && data.parent !== undefined)
    focusCell(context, { row: data.parent, column: position.column });
}

function moveFocus(context: GridContext, { row, column }: CellPosition, to: KeyCommand & { kind: 'focus' }): void {
  const columns = context.api.getAllDisplayedColumns();
  const { frame } = context.state.get();
  const { rows } = frame;
  const target = to.column === 'first' ? columns[0] : columns.at(-1);
  const targetRow = { same: row, first: rows[0] ?? row, last: rows.at(-1) ?? row }[to.row];
  const home = to.column === 'first' ? homeOf(frame, { row, column }, targetRow) : undefined;
  if (home) return focusCell(context, home);
  focusCell(context, { row: targetRow, column: target?.getColId() ?? column });
}

function pressOf(event: KeyboardEvent): KeyPress {
  return { key: event.key, ctrl: event.ctrlKey || event.metaKey, alt: event.altKey, shift: event.shiftKey };
}

function anchorOf(event: KeyboardEvent): DOMRect {
  return event.target instanceof Element ? event.target.getBoundingClientRect() : new DOMRect();
}
