import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useChartColours } from '../../ui/chart-colours.ts';
import { shortAmountText, shortText } from '../sheet/amount-text.ts';
import { Spans } from '../spans/spans.tsx';
import { bridgeRows } from './bridge-rows.ts';
import type { Explainer } from '../sheet/explain.ts';
import type { MeasureCode } from '../../../shared/hierarchy/measure.ts';
import type { Explanation } from '../../../shared/planning/explain.ts';

interface Props {
  readonly measure: MeasureCode;
  readonly explanation: Explanation;
  readonly explainer: Explainer;
}

/** Who brought the value from the base to where it is; nothing where there is no way to measure. */
export function AuthorBridge({ measure, explanation, explainer }: Props) {
  const { t } = useTranslation('scenarios');
  const colours = useChartColours();
  const { base, value, byAuthor } = explanation;
  const { locale, nameOf, slotOf } = explainer;
  const rows = useMemo(() => {
    if (base === null || value === null) return [];
    const steps = byAuthor.map(({ by, amount }) => ({
      name: nameOf(by),
      amount,
      colour: colours[`person-${slotOf(by)}` as keyof typeof colours],
    }));
    return bridgeRows(
      { base, value, steps },
      {
        base: t('history.story.base'),
        now: t('history.story.now'),
        others: (count) => t('history.bridge.others', { count }),
        value: (of) => shortText(measure, locale, of),
        amount: (of) => shortAmountText(measure, locale, of),
        colour: colours.muted,
      },
    );
  }, [base, value, byAuthor, measure, locale, nameOf, slotOf, colours, t]);
  if (rows.length < 3) return null;
  const steps = rows.slice(1, -1).map(({ name, label }) => t('history.bridge.step', { name, amount: label }));
  const label = t('history.bridge.label', {
    base: rows[0]?.label,
    value: rows.at(-1)?.label,
    steps: steps.join(', '),
  });
  return <Spans rows={rows} linked label={label} testid="history-bridge" />;
}
