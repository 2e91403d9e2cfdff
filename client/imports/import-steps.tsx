import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Import } from '../../shared/api/imports.ts';
import { useUser } from '../api/session.ts';
import { ActionBar } from './action-bar.tsx';
import { CheckedStep } from './checked-step.tsx';
import { FailureNote } from './failure-note.tsx';
import { FileStep } from './file-step.tsx';
import styles from './import-steps.module.css';
import { ImportedStep } from './imported-step.tsx';
import { Progress } from './progress.tsx';
import { StepBar } from './step-bar.tsx';
import { StepPanel } from './step-panel.tsx';
import { stepsOf, type StepId } from './steps.ts';
import { UnderstoodStep } from './understood-step.tsx';
import { useDraft } from './use-draft.ts';
import { useStepFocus } from './use-step-focus.ts';

/** The four steps of an import on one page, and below them what can be done now. */
export function ImportSteps({ item }: { item: Import }) {
  const { t } = useTranslation('imports');
  const page = useRef<HTMLDivElement>(null);
  const steps = stepsOf(item);
  const user = useUser();
  const mayAct = user.role === 'director' || item.createdBy === user.id;
  const editing = useDraft(item, mayAct);
  useStepFocus(page, item.status);
  const failureAt = (step: StepId) =>
    steps[step] === 'failed' && item.failure !== undefined ? <FailureNote code={item.failure.code} /> : null;
  return (
    <div ref={page} className={styles['page']} data-status={item.status} data-testid="import-page">
      <StepBar item={item} steps={steps} />
      <output className="visually-hidden">{t(`status.${item.status}`)}</output>
      <div className={styles['panels']}>
        <StepPanel step="file" state={steps.file}>
          <FileStep item={item} />
          {failureAt('file')}
        </StepPanel>
        <StepPanel step="understood" state={steps.understood}>
          {failureAt('understood')}
          {item.understood === undefined || editing === null ? (
            <p className={styles['note']}>
              {steps.understood === 'running' ? t('understood.waiting') : t('understood.never')}
            </p>
          ) : (
            <UnderstoodStep item={item} understood={item.understood} editing={editing} />
          )}
        </StepPanel>
        <StepPanel step="checked" state={steps.checked}>
          {failureAt('checked')}
          <CheckedStep item={item} state={steps.checked} editing={editing} />
        </StepPanel>
        <StepPanel step="imported" state={steps.imported}>
          {failureAt('imported')}
          <ImportedStep item={item} />
        </StepPanel>
      </div>
      <ActionBar item={item} editing={editing} mayAct={mayAct} progress={<Progress item={item} />} />
    </div>
  );
}
