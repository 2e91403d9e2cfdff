import styles from './cell.module.css';
import { drawn } from './drawn.ts';
import { toggleButton } from './toggle.ts';
import type { IHeaderParams } from 'ag-grid-community';
import type { Toggle } from './toggle.ts';

export interface HeaderExtras {
  readonly tree?: boolean;
  /** Present on a column whose parts can be shown and hidden, such as a quarter. */
  readonly toggle?: Toggle;
}

type Params = IHeaderParams & HeaderExtras;

export const PlanHeader = drawn<Params>((root, { tree, displayName, toggle }) => {
  root.className = `${styles['header']} ${tree === true ? styles['headerTree'] : ''}`;
  const label = document.createElement('span');
  label.textContent = displayName;
  root.replaceChildren(...(toggle ? [toggleButton(toggle), label] : [label]));
});
