import styles from './cell.module.css';
import { drawn } from './drawn.ts';
import { toggleButton } from './toggle.ts';
import type { TreeRow } from './tree.ts';
import type { ICellRendererParams } from 'ag-grid-community';

export interface TreeRendererExtras {
  readonly onToggle: (row: string, open: boolean) => void;
  readonly toggleLabel: (label: string, open: boolean) => string;
}

type Params = ICellRendererParams<TreeRow, TreeRow> & TreeRendererExtras;

const INDENT_PX = 16;

/** The frozen first column: indent, toggle, name. */
export const TreeCellRenderer = drawn<Params>((root, params) => {
  const row = params.value;
  if (!row) return root.replaceChildren();
  const branch = row.expanded !== undefined;
  root.className = `${styles['tree']} ${row.level < 2 ? styles['strong'] : ''}`;
  root.style.paddingLeft = `${4 + row.level * INDENT_PX + (branch ? 0 : 20)}px`;
  const label = document.createElement('span');
  label.className = styles['label'] ?? '';
  label.textContent = row.label;
  const parts: Node[] = branch ? [toggleOf(params, row), label] : [label];
  if (row.hint !== undefined) parts.push(hint(row.hint));
  root.replaceChildren(...parts);
});

function toggleOf(params: Params, row: TreeRow): HTMLElement {
  const open = row.expanded === true;
  return toggleButton({
    open,
    label: params.toggleLabel(row.label, !open),
    onToggle: () => params.onToggle(row.id, !open),
  });
}

function hint(text: string): HTMLElement {
  const span = document.createElement('span');
  span.className = styles['hint'] ?? '';
  span.textContent = text;
  return span;
}
