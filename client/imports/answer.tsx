import type { ReactNode } from 'react';
import styles from './questions.module.css';

interface Props {
  /** Name of the group: one question, one choice. */
  group: string;
  value: string;
  label: string;
  chosen: boolean;
  onChoose: () => void;
  /** What choosing it would mean. */
  children?: ReactNode;
}

/** One answer, the whole of it clickable. */
export function Answer({ group, value, label, chosen, onChoose, children }: Props) {
  return (
    <label className={styles['answer']} data-chosen={chosen}>
      <input
        type="radio"
        name={group}
        value={value}
        checked={chosen}
        onChange={onChoose}
        data-testid={`answer-${group}-${value}`}
      />
      <span>
        <span className={styles['label']}>{label}</span>
        {children}
      </span>
    </label>
  );
}
