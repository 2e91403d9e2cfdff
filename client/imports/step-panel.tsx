import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './import-steps.module.css';
import { STEPS, type StepId, type StepState } from './steps.ts';

interface Props {
  step: StepId;
  state: StepState;
  children: ReactNode;
}

export function StepPanel({ step, state, children }: Props) {
  const { t } = useTranslation('imports');
  const title = `titre-${step}`;
  return (
    <section
      id={`etape-${step}`}
      aria-labelledby={title}
      className={styles['panel']}
      data-step={step}
      data-state={state}
      data-testid={`step-${step}`}
    >
      <h2 id={title} tabIndex={-1} className={styles['title']}>
        <span className={styles['ordinal']}>{STEPS.indexOf(step) + 1}</span> {t(`steps.${step}`)}
        <span className={styles['state']} data-state={state}>
          {t(`stepState.${state}`)}
        </span>
      </h2>
      {children}
    </section>
  );
}
