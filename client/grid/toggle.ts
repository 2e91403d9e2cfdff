import styles from './cell.module.css';

export interface Toggle {
  readonly open: boolean;
  /** What a click does. */
  readonly label: string;
  readonly onToggle: () => void;
}

const CHEVRON =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="m9 6 6 6-6 6"/></svg>';

/** The chevron that opens and closes a branch. Out of the tab order: the grid's own keys do it. */
export function toggleButton({ open, label, onToggle }: Toggle): HTMLElement {
  const button = document.createElement('button');
  button.className = styles['toggle'] ?? '';
  button.innerHTML = CHEVRON;
  button.tabIndex = -1;
  button.ariaExpanded = String(open);
  button.ariaLabel = label;
  button.addEventListener('click', onToggle);
  return button;
}
