import { Button, TextInput } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { numberFormats } from '../../../shared/numbers/format-number.ts';
import { measureOptions } from '../sheet/measure-options.ts';
import { useInquiry } from '../engine/use-inquiry.ts';
import styles from './assumptions.module.css';
import { likelyInputs, likelyOutput } from './cell-choice.ts';
import { CellField } from './cell-field.tsx';
import { InputList } from './input-list.tsx';
import { InquiryState } from './inquiry-state.tsx';
import { readShare } from './read-share.ts';
import { shortName } from './short-name.ts';
import { Tornado } from './tornado.tsx';
import type { PanelContext } from '../panels/panels.ts';
import type { Swings } from './tornado.tsx';

interface Props {
  readonly context: PanelContext;
  /** The cell one stands in. */
  readonly active: string;
  /** How often an answer of the goal seek was entered: what is shown is computed again by itself. */
  readonly applied: number;
}

interface Question {
  readonly output: string;
  readonly inputs: readonly string[];
  readonly by: number;
}

/** Which inputs matter: each is turned down and up by the same share, everything else held. */
export function Sensitivity({ context, active, applied }: Props) {
  const { t } = useTranslation('scenarios');
  const { session, explainer } = context;
  const { hierarchy } = session.plan;
  const { words, locale } = explainer;
  const [fixed, setFixed] = useState<string>();
  const [chosen, setChosen] = useState<readonly string[]>();
  const [text, setText] = useState('5');
  const [inquiry, run] = useInquiry<Swings>(session);
  // Both go along with the grid until somebody asks about them.
  const output = fixed ?? likelyOutput(active);
  const inputs = chosen ?? likelyInputs(hierarchy, output);
  const by = readShare(text, locale);
  const outputs = useMemo(() => measureOptions(hierarchy), [hierarchy]);

  const answer = inquiry.kind === 'answered' ? inquiry.value : inquiry.kind === 'running' ? inquiry.before : undefined;
  const chart = useRef<HTMLDivElement>(null);
  const asked = useRef<{ readonly question: Question; inSight: boolean }>(undefined);
  const answered = inquiry.kind === 'answered';
  // It comes below all that was asked, mostly out of view. One that is computed again moves nothing.
  useEffect(() => {
    if (!answered || !asked.current || asked.current.inSight) return;
    asked.current.inSight = true;
    chart.current?.scrollIntoView({ block: 'nearest' });
  }, [answered]);

  const ask = useCallback(
    ({ output: of, inputs: from, by: share }: Question): void => {
      const { engine } = session;
      run(async () => {
        const [base, bars] = await Promise.all([engine.value(of), engine.sensitivity(from, of, share)]);
        return { output: of, by: share, base, bars };
      });
    },
    [session, run],
  );
  // What was entered here is no news to whoever entered it.
  useEffect(() => {
    if (applied > 0 && asked.current) ask(asked.current.question);
  }, [applied, ask]);

  const compute = (): void => {
    if (by === undefined || inputs.length === 0) return;
    const question = { output, inputs, by };
    setFixed(output);
    setChosen(inputs);
    asked.current = { question, inSight: false };
    ask(question);
  };
  const take = (): void => {
    setFixed(undefined);
    setChosen(undefined);
  };
  return (
    <section className={styles['section']} aria-label={t('assumptions.sensitivity.title')} data-testid="sensitivity">
      <h3 className={styles['heading']}>{t('assumptions.sensitivity.title')}</h3>
      <CellField
        label={t('assumptions.sensitivity.output')}
        hierarchy={hierarchy}
        words={words}
        options={outputs}
        cell={output}
        onChoose={setFixed}
        testid="sensitivity-output"
      />
      {likelyOutput(active) !== likelyOutput(output) && (
        <div>
          <Button size="compact-xs" variant="subtle" onClick={take} data-testid="sensitivity-active">
            {t('assumptions.sensitivity.useActive')}
          </Button>
        </div>
      )}
      <InputList
        hierarchy={hierarchy}
        words={words}
        inputs={inputs}
        nameOf={(cell) => shortName(hierarchy, words, cell, output)}
        first={likelyInputs(hierarchy, likelyOutput(active))[0] ?? output}
        onChange={setChosen}
      />
      <form
        className={styles['section']}
        onSubmit={(event) => {
          event.preventDefault();
          compute();
        }}
      >
        <TextInput
          size="xs"
          label={t('assumptions.sensitivity.by')}
          labelProps={{ className: styles['label'] }}
          leftSection="±"
          rightSection="%"
          value={text}
          error={by === undefined ? t('assumptions.sensitivity.byInvalid') : undefined}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          data-testid="sensitivity-by"
        />
        <div className={styles['actions']}>
          <Button
            type="submit"
            size="xs"
            disabled={by === undefined || inputs.length === 0}
            loading={inquiry.kind === 'running'}
            data-testid="sensitivity-run"
          >
            {t('assumptions.sensitivity.run')}
          </Button>
          <InquiryState inquiry={inquiry} />
        </div>
      </form>
      {answer && (
        <div ref={chart}>
          <Tornado swings={answer} explainer={explainer} percent={(share) => percentText(share, locale)} />
        </div>
      )}
    </section>
  );
}

function percentText(share: number, locale: PanelContext['explainer']['locale']): string {
  return numberFormats(locale).percent(share, Number.isInteger(Math.round(share * 1e6) / 1e4) ? 0 : 1);
}
