import type { ReactNode } from 'react';
import styles from './facts.module.css';

interface Fact {
  label: string;
  value: ReactNode;
}

/** Small facts side by side, each under its name; on one line with the others when some are `fields`. */
export function Facts({ facts, fields = false }: { facts: readonly Fact[]; fields?: boolean }) {
  return (
    <dl className={styles['facts']} data-fields={fields}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
