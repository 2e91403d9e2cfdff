import { useState } from 'react';
import type { Reading } from '../api/live-state.ts';
import { Delta } from '../ui/delta.tsx';
import { useFormats } from '../ui/use-formats.ts';
import styles from './flash.module.css';

/** The last move of the revenue, shown for one second when it happens. */
export function Flash({ change }: { change: Reading['change'] }) {
  const formats = useFormats();
  // What moved before this tile was on the screen is no news.
  const [known] = useState(change?.version);
  if (change === null || change.version === known) return null;
  return (
    <span key={change.version} className={styles['flash']} aria-hidden>
      <Delta value={change.amount}>{formats.moneyChange(change.amount)}</Delta>
    </span>
  );
}
