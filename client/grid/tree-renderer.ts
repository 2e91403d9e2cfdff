import styles from './cell.module.css';
import type { TreeRow } from './tree.ts';
import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community';

export interface TreeRendererExtras {
  readonly onToggle: (row: string, open: boolean) => void;
  readonly toggleLabel: (label: string, open: boolean) => string;
}

type Params = ICellRendererParams<TreeRow, TreeRow> & TreeRendererExtras;

const INDENT_PX = 16;
const CHEVRON =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="m9 6 6 6-6 6"/></svg>';

/** The frozen first column: indent, toggle, name. */
export class TreeCellRenderer implements ICellRendererComp {
  private readonly root = document.createElement('div');

  init(params: Params): void {
    this.draw(params);
  }

  getGui(): HTMLElement {
    return this.root;
  }

  refresh(params: Params): boolean {
    this.draw(params);
    return true;
  }

  private draw(params: Params): void {
    const row = params.value;
    if (!row) return this.root.replaceChildren();
    const branch = row.expanded !== undefined;
    this.root.className = `${styles['tree']} ${row.level < 2 ? styles['strong'] : ''}`;
    this.root.style.paddingLeft = `${4 + row.level * INDENT_PX + (branch ? 0 : 20)}px`;
    const label = document.createElement('span');
    label.className = styles['label'] ?? '';
    label.textContent = row.label;
    const parts: Node[] = branch ? [toggle(params, row), label] : [label];
    if (row.hint !== undefined) parts.push(hint(row.hint));
    this.root.replaceChildren(...parts);
  }
}

function toggle(params: Params, row: TreeRow): HTMLElement {
  const open = row.expanded === true;
  const button = document.createElement('button');
  button.className = styles['toggle'] ?? '';
  button.innerHTML = CHEVRON;
  button.tabIndex = -1;
  button.ariaExpanded = String(open);
  button.ariaLabel = params.toggleLabel(row.label, !open);
  button.addEventListener('click', () => params.onToggle(row.id, !open));
  return button;
}

function hint(text: string): HTMLElement {
  const span = document.createElement('span');
  span.className = styles['hint'] ?? '';
  span.textContent = text;
  return span;
}
