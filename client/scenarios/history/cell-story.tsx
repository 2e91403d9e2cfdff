import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mustParseCell } from '../../../shared/hierarchy/address.ts';
import { msOf } from '../../../shared/scenario/clock.ts';
import { personStyle } from '../../presence/person-style.ts';
import { amountText } from '../sheet/amount-text.ts';
import { cellParts } from '../sheet/plan-rows.ts';
import { entryText } from './entry-text.ts';
import styles from './history.module.css';
import type { CellFacts } from '../sheet/grid-reader.ts';
import type { PanelContext } from '../panels/panels.ts';
import type { Contribution, Explanation } from '../../../shared/planning/explain.ts';

/** Shown at once; what came before them is one line until asked for. */
const SHOWN = 30;

interface Props {
  readonly context: PanelContext;
  readonly facts: CellFacts;
  readonly explanation: Explanation;
}

/** From the base to the present value, a line for each entry that moved the cell. */
export function CellStory({ context, facts, explanation }: Props) {
  const { t } = useTranslation('scenarios');
  const [more, setMore] = useState(0);
  const { full } = context.reader;
  const { base, value, contributions } = explanation;
  const hidden = Math.max(0, contributions.length - SHOWN - more);
  const earlier = useMemo(
    () => contributions.slice(0, hidden).reduce((sum, { amount }) => sum + amount, 0),
    [contributions, hidden],
  );
  const amount = (of: number): string => amountText(facts.cell.measure, context.explainer.locale, of);
  return (
    <ol className={styles['story']} data-testid="history-story">
      <li className={styles['total']}>
        <span>{t('history.story.base')}</span>
        <span className={styles['figure']} data-testid="history-base" data-value={base ?? ''}>
          {full(base)}
        </span>
      </li>
      {contributions.length === 0 && <li className={styles['quiet']}>{t('history.story.untouched')}</li>}
      {hidden > 0 && (
        <li className={styles['total']}>
          <span className={styles['quiet']}>
            {t('history.story.earlier', { count: hidden })}{' '}
            <Button size="compact-xs" variant="subtle" onClick={() => setMore(more + 200)}>
              {t('history.story.showEarlier')}
            </Button>
          </span>
          <span className={styles['figure']}>{amount(earlier)}</span>
        </li>
      )}
      {contributions.slice(hidden).map((step) => (
        <Step key={`${step.edit.id} ${step.edit.cell}`} step={step} address={facts.address} context={context}>
          {amount(step.amount)}
        </Step>
      ))}
      <li className={styles['total']}>
        <span>{t('history.story.now')}</span>
        <strong className={styles['figure']} data-testid="history-now" data-value={value ?? ''}>
          {full(value)}
        </strong>
      </li>
    </ol>
  );
}

interface StepProps {
  readonly step: Contribution;
  readonly address: string;
  readonly context: PanelContext;
  /** Its amount. */
  readonly children: string;
}

function Step({ step: { edit, amount }, address, context, children }: StepProps) {
  const { t } = useTranslation('scenarios');
  const { explainer, goTo } = context;
  const name = explainer.words.cell(edit.cell);
  // The measure goes without saying where it is the one explained.
  const from = mustParseCell(explainer.hierarchy, edit.cell);
  const same = cellParts(edit.cell).measure === cellParts(address).measure;
  return (
    <li
      className={styles['entry']}
      style={personStyle(explainer.slotOf(edit.by))}
      data-testid="history-contribution"
      data-amount={amount}
    >
      <span className={styles['line']}>
        <span className={styles['who']}>{explainer.nameOf(edit.by)}</span>
        <span className={styles['figure']}>{children}</span>
      </span>
      <span className={styles['line']}>
        <span className={styles['what']}>
          {entryText(explainer, edit)}
          {' · '}
          {edit.cell === address ? (
            t('history.story.here')
          ) : (
            <button type="button" className={styles['link']} title={name} onClick={() => goTo(edit.cell)}>
              {same ? explainer.words.place(from) : name}
            </button>
          )}
        </span>
        <time className={styles['quiet']}>{explainer.when(msOf(edit.at))}</time>
      </span>
    </li>
  );
}
