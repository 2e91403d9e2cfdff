import styles from './status-bar.module.css';
import type { ReactNode } from 'react';

export interface StatusBarLabels {
  readonly label: string;
  readonly sum: string;
  readonly mean: string;
  readonly count: string;
}

interface Props {
  /** Cells selected. */
  readonly selected: number;
  /** As they are to be read; leave out what makes no sense, such as the sum of rates. */
  readonly sum?: string | undefined;
  readonly mean?: string | undefined;
  readonly count: string;
  readonly labels: StatusBarLabels;
  /** The left part. */
  readonly children?: ReactNode;
}

/** Below a grid: whatever the screen has to say, and the figures of what is selected when that is more than one cell. */
export function StatusBar({ selected, sum, mean, count, labels, children }: Props) {
  return (
    <section className={styles['bar']} aria-label={labels.label} data-testid="status-bar">
      <div className={styles['left']}>{children}</div>
      {selected > 1 && (
        <dl className={styles['figures']}>
          {sum !== undefined && <Figure name="sum" label={labels.sum} value={sum} />}
          {mean !== undefined && <Figure name="mean" label={labels.mean} value={mean} />}
          <Figure name="count" label={labels.count} value={count} />
        </dl>
      )}
    </section>
  );
}

function Figure({ name, label, value }: { readonly name: string; readonly label: string; readonly value: string }) {
  return (
    <div className={styles['figure']}>
      <dt>{label}</dt>
      <dd data-testid={`status-${name}`}>{value}</dd>
    </div>
  );
}
