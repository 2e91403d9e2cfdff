import { Button, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mustParseCell } from '../../../shared/hierarchy/address.ts';
import { measureFormat } from '../sheet/measure-format.ts';
import { measureOptions } from '../sheet/measure-options.ts';
import { useInquiry } from '../engine/use-inquiry.ts';
import styles from './assumptions.module.css';
import { inputOptions, likelyInput } from './cell-choice.ts';
import { CellField } from './cell-field.tsx';
import { GoalAnswer } from './goal-answer.tsx';
import { InquiryState } from './inquiry-state.tsx';
import { readTarget } from './read-target.ts';
import { useCellValue } from './use-cell-value.ts';
import type { PanelContext } from '../panels/panels.ts';
import type { GoalOutcome } from './goal-answer.tsx';

interface Props {
  readonly context: PanelContext;
  /** The cell one stands in. */
  readonly active: string;
  /** An answer was entered, and the plan has it. */
  readonly onApplied: () => void;
}

/** « Pour que … atteigne …, quelle valeur pour … ? » */
export function GoalSeek({ context, active, onApplied }: Props) {
  const { t } = useTranslation('scenarios');
  const { session, explainer } = context;
  const { hierarchy } = session.plan;
  const { words, locale } = explainer;
  const [fixed, setFixed] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const [text, setText] = useState('');
  const [inquiry, run] = useInquiry<GoalOutcome>(session);
  const [applied, setApplied] = useState<GoalOutcome>();
  // It goes along with the grid until somebody asks about it.
  const output = fixed ?? active;
  const present = useCellValue(session, output);
  const input = chosen ?? likelyInput(output);
  const { measure } = mustParseCell(hierarchy, output);
  const { full } = measureFormat(measure, locale);
  const target = readTarget(text, measure, locale, present);
  const outputs = useMemo(() => measureOptions(hierarchy), [hierarchy]);
  const inputs = useMemo(() => inputOptions(hierarchy), [hierarchy]);

  const seek = (): void => {
    if (target === undefined) return;
    const goal = { input, output, target };
    run(async () => {
      const [before, answer] = await Promise.all([session.engine.value(input), session.engine.goalSeek(goal)]);
      return { goal, present: before, answer };
    });
  };
  const take = (): void => {
    setFixed(active);
    setChosen(undefined);
  };
  // What one has applied oneself is not outdated by that.
  const done = inquiry.kind === 'answered' && inquiry.value === applied;
  const shown = done ? { ...inquiry, stale: false } : inquiry;
  const wrong = text.trim() !== '' && target === undefined;
  return (
    <section className={styles['section']} aria-label={t('assumptions.goal.title')} data-testid="goal-seek">
      <h3 className={styles['heading']}>{t('assumptions.goal.title')}</h3>
      <CellField
        label={t('assumptions.goal.output')}
        hierarchy={hierarchy}
        words={words}
        options={outputs}
        cell={output}
        onChoose={setFixed}
        testid="goal-output"
      />
      {active !== output && (
        <div>
          <Button size="compact-xs" variant="subtle" onClick={take} data-testid="goal-active">
            {t('assumptions.goal.useActive')}
          </Button>
        </div>
      )}
      <form
        className={styles['section']}
        onSubmit={(event) => {
          event.preventDefault();
          seek();
        }}
      >
        <TextInput
          size="xs"
          label={t('assumptions.goal.reach')}
          labelProps={{ className: styles['label'] }}
          description={t('assumptions.goal.present', { value: full(present) })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={text}
          error={wrong ? t('assumptions.goal.notNumber') : undefined}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            setFixed(output);
          }}
          rightSectionWidth={120}
          rightSection={target === undefined ? undefined : <span className={styles['quiet']}>{full(target)}</span>}
          data-testid="goal-target"
        />
        <CellField
          label={t('assumptions.goal.input')}
          hierarchy={hierarchy}
          words={words}
          options={inputs}
          cell={input}
          onChoose={setChosen}
          testid="goal-input"
        />
        <div className={styles['actions']}>
          <Button
            type="submit"
            size="xs"
            disabled={target === undefined}
            loading={inquiry.kind === 'running'}
            data-testid="goal-run"
          >
            {t('assumptions.goal.run')}
          </Button>
          <InquiryState inquiry={shown} />
        </div>
      </form>
      {shown.kind === 'answered' && (
        <GoalAnswer
          outcome={shown.value}
          stale={shown.stale}
          done={done}
          onApply={() => setApplied(shown.value)}
          onApplied={onApplied}
          context={context}
        />
      )}
    </section>
  );
}
