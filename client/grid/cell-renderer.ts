import styles from './cell.module.css';
import { sameCell } from './cell.ts';
import { drawn } from './drawn.ts';
import type { CellSource, CellVisitor, GridCell } from './cell.ts';
import type { MountedCells } from './mounted-cells.ts';
import type { ICellRendererParams } from 'ag-grid-community';

/** Passed by the grid to every cell. */
export interface CellRendererExtras {
  readonly onConflict: (row: string, column: string, anchor: HTMLElement) => void;
  readonly conflictLabel: (count: number) => string;
  readonly isSelected: (row: string, column: string) => boolean;
  readonly read: CellSource;
  readonly mounted: MountedCells;
}

type Params = ICellRendererParams<{ id: string }, GridCell> & CellRendererExtras;

const PADLOCK =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.5" aria-hidden="true"><rect x="4" y="11" width="16" height="10" rx="2"/><path d="M8 11V7a4 4 0 0 1 8 0v4"/></svg>';

interface Shown {
  readonly cell: GridCell;
  /** The node of its figure; absent while somebody's draft stands in its place. */
  readonly figure: Text | undefined;
}

const shown = new WeakMap<HTMLElement, Shown>();

/** Draws a cell with bare DOM: hundreds are redrawn on every edit, and most of them are another figure and nothing else. */
export const PlanCellRenderer = drawn<Params>(
  (root, params) => draw(root, params, params.value),
  (root, params) => {
    const { data, column } = params;
    if (!data || !column) return () => undefined;
    const position = { row: data.id, column: column.getColId() };
    return params.mounted.add(position, () => draw(root, params, params.read(position.row, position.column)));
  },
);

function draw(root: HTMLElement, params: Params, cell: GridCell | null | undefined): void {
  const { data, column, eGridCell } = params;
  if (data && column) markSelected(eGridCell, params.isSelected(data.id, column.getColId()));
  const before = shown.get(root);
  if (cell && before?.figure && sameCell(cell, { ...before.cell, text: cell.text })) {
    if (before.figure.data !== cell.text) before.figure.data = cell.text;
    shown.set(root, { cell, figure: before.figure });
    return;
  }
  shown.delete(root);
  if (!cell) {
    root.className = classes('cell');
    root.replaceChildren();
    return;
  }
  const { visitors = [] } = cell;
  root.className = classes(
    'cell',
    cell.locked === true && 'locked',
    cell.held === true && 'held',
    cell.impossible === true && 'impossible',
  );
  const typing = visitors.find((visitor) => visitor.typing !== undefined);
  const figure = document.createTextNode(typing?.typing ?? cell.text);
  const parts: Node[] = [text(figure, typing)];
  if (cell.held === true) parts.unshift(padlock());
  if (cell.conflict !== undefined) parts.unshift(badge(params, cell.conflict));
  if (cell.corner) parts.push(corner(cell.corner));
  parts.unshift(...visitors.map(outline));
  if (cell.commented) parts.unshift(comment(cell.commented));
  root.replaceChildren(...parts);
  shown.set(root, { cell, figure: typing ? undefined : figure });
}

/** Written without need it would have the browser look at the cell's style again. */
function markSelected(cell: HTMLElement, selected: boolean): void {
  const value = String(selected);
  if (cell.ariaSelected !== value) cell.ariaSelected = value;
}

function text(figure: Text, typing: CellVisitor | undefined): HTMLElement {
  const span = element('span', typing ? classes('text', 'draft') : classes('text'));
  span.dataset['figure'] = '';
  span.append(figure);
  if (typing) paint(span, typing.slot);
  return span;
}

function corner({ slot, faint }: { slot: number; faint: boolean }): HTMLElement {
  const mark = element('i', classes('corner', faint && 'faint'));
  mark.ariaHidden = 'true';
  mark.dataset['mark'] = faint ? 'moved' : 'typed';
  paint(mark, slot);
  return mark;
}

/** Below the tag of who is in the cell, which is there for a moment only. */
function comment(state: 'open' | 'resolved'): HTMLElement {
  const mark = element('i', classes('comment', state === 'resolved' && 'settled'));
  mark.ariaHidden = 'true';
  mark.dataset['mark'] = `comment-${state}`;
  return mark;
}

function outline(visitor: CellVisitor): HTMLElement {
  const frame = element('span', classes('visitor'));
  frame.dataset['visitor'] = visitor.name;
  paint(frame, visitor.slot);
  const tag = element('span', classes('tag'));
  tag.textContent = visitor.tag;
  frame.append(tag);
  return frame;
}

function badge(params: Params, count: number): HTMLElement {
  const button = element('button', classes('badge'));
  button.textContent = String(count);
  button.title = params.conflictLabel(count);
  button.ariaLabel = params.conflictLabel(count);
  button.dataset['mark'] = 'conflict';
  button.tabIndex = -1;
  button.addEventListener('click', () => {
    const row = params.data?.id;
    if (row !== undefined && params.column) params.onConflict(row, params.column.getColId(), button);
  });
  return button;
}

function padlock(): HTMLElement {
  const mark = element('span', classes('padlock'));
  mark.dataset['mark'] = 'held';
  mark.innerHTML = PADLOCK;
  return mark;
}

function paint(target: HTMLElement, slot: number): void {
  target.style.setProperty('--person', `var(--person-${slot})`);
}

function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, className: string): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

function classes(...names: (string | false)[]): string {
  return names.map((name) => (name === false ? '' : (styles[name] ?? ''))).join(' ');
}
