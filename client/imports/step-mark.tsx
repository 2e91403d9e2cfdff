import { Check, RotateCcw, X } from 'lucide-react';
import styles from './step-bar.module.css';
import type { StepState } from './steps.ts';

/** The number of a step until it is done; then how it ended. */
export function StepMark({ state, number }: { state: StepState; number: number }) {
  return (
    <span className={styles['mark']} data-state={state} aria-hidden>
      {state === 'done' ? (
        <Check size={14} />
      ) : state === 'failed' || state === 'stopped' ? (
        <X size={14} />
      ) : state === 'undone' ? (
        <RotateCcw size={13} />
      ) : (
        number
      )}
    </span>
  );
}
