import styles from './cell.module.css';
import type { IHeaderComp, IHeaderParams } from 'ag-grid-community';

export interface HeaderExtras {
  readonly tree?: boolean;
  /** Present on a column whose parts can be shown and hidden, such as a quarter. */
  readonly toggle?: { readonly open: boolean; readonly label: string; readonly onToggle: () => void };
}

type Params = IHeaderParams & HeaderExtras;

const CHEVRON =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="m9 6 6 6-6 6"/></svg>';

export class PlanHeader implements IHeaderComp {
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
    this.root.className = `${styles['header']} ${params.tree === true ? styles['headerTree'] : ''}`;
    const label = document.createElement('span');
    label.textContent = params.displayName;
    const { toggle } = params;
    this.root.replaceChildren(...(toggle ? [button(toggle), label] : [label]));
  }
}

function button({ open, label, onToggle }: NonNullable<HeaderExtras['toggle']>): HTMLElement {
  const made = document.createElement('button');
  made.className = styles['toggle'] ?? '';
  made.innerHTML = CHEVRON;
  made.tabIndex = -1;
  made.ariaExpanded = String(open);
  made.ariaLabel = label;
  made.addEventListener('click', onToggle);
  return made;
}
