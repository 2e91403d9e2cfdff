import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { mustParseCell } from '../../../shared/hierarchy/address.ts';
import { numberFormats } from '../../../shared/numbers/format-number.ts';
import { measureFormat } from '../sheet/measure-format.ts';
import styles from './assumptions.module.css';
import { inputLock } from './input-lock.ts';
import { whyNot } from './why-not.ts';
import type { PanelContext } from '../panels/panels.ts';
import type { Goal, GoalSeek } from '../../../shared/planning/goal-seek.ts';

/** What was asked, and what came of it. */
export interface GoalOutcome {
  readonly goal: Goal;
  /** The input before, null where it has no value. */
  readonly present: number | null;
  readonly answer: GoalSeek;
}

interface Props {
  readonly outcome: GoalOutcome;
  readonly stale: boolean;
  /** It was applied. */
  readonly done: boolean;
  readonly onApply: () => void;
  /** The plan has it. */
  readonly onApplied: () => void;
  readonly context: PanelContext;
}

/** The value it takes, and one button to enter it; or why there is none, and how near one gets. */
export function GoalAnswer({ outcome: { goal, present, answer }, stale, done, onApply, onApplied, context }: Props) {
  const { t } = useTranslation('scenarios');
  const { session, explainer } = context;
  const { hierarchy, words, locale } = explainer;
  const inputFormat = measureFormat(mustParseCell(hierarchy, goal.input).measure, locale);
  const outputFormat = measureFormat(mustParseCell(hierarchy, goal.output).measure, locale);
  if (!answer.ok) {
    const { text, nearest } = whyNot(explainer, goal, answer);
    return (
      <div className={styles['answer']} aria-live="polite" data-testid="goal-impossible">
        <strong>{t('assumptions.impossible.title')}</strong>
        <p>{text}</p>
        {nearest && (
          <p>
            {t('assumptions.impossible.nearest', {
              value: outputFormat.full(nearest.result),
              input: words.cell(goal.input),
              needed: inputFormat.full(nearest.v),
            })}
          </p>
        )}
      </div>
    );
  }
  const lock = inputLock(context, goal.input);
  const needed = inputFormat.full(answer.v);
  const change = present === null || present === 0 ? null : answer.v / present - 1;
  const apply = (): void => {
    onApply();
    void session.edit(goal.input, { op: 'set', v: answer.v }).then(onApplied);
  };
  return (
    <div className={styles['answer']} aria-live="polite" data-testid="goal-answer" data-stale={stale}>
      <span className={styles['label']}>{words.cell(goal.input)}</span>
      <strong className={styles['figure']} data-testid="goal-needed" data-value={answer.v}>
        {needed}
      </strong>
      <p>
        {t('assumptions.goal.instead', { present: inputFormat.full(present) })}
        {change !== null && ` (${numberFormats(locale).variation(change)})`}
      </p>
      <p className={styles['quiet']}>
        {t('assumptions.goal.result', { output: words.cell(goal.output), value: outputFormat.full(answer.result) })}
      </p>
      {lock !== undefined && <p className={styles['quiet']}>{lock}</p>}
      {lock === undefined && !done && (
        <Button size="xs" variant="light" onClick={apply} data-testid="goal-apply">
          {t('assumptions.goal.apply')}
        </Button>
      )}
      {done && <p className={styles['quiet']}>{t('assumptions.goal.applied')}</p>}
    </div>
  );
}
