import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { figuresOf } from '../../grid/figures.ts';
import { StatusBar } from '../../grid/status-bar.tsx';
import { isAdditive } from '../../../shared/hierarchy/measure.ts';
import { useFormats } from '../../ui/use-formats.ts';
import { useLanguage } from '../../ui/language.ts';
import { isAmount, measureFormat } from './measure-format.ts';
import { useStore } from '../session/use-plan-version.ts';
import { NoticeLine } from '../entry/notice-line.tsx';
import type { Explainer } from './explain.ts';
import type { MeasureOption } from './measure-options.ts';
import type { Notice } from '../entry/notice.ts';
import type { SelectedValues } from './use-selected-values.ts';
import type { Store } from '../../ui/store.ts';

interface Props {
  readonly option: MeasureOption;
  readonly values: Store<SelectedValues>;
  readonly notice: Notice | undefined;
  readonly explainer: Explainer;
}

/** What the last gesture did, and the figures of the cells selected, as they are now. */
export function SelectionStatus({ option, values, notice, explainer }: Props) {
  const { t } = useTranslation('scenarios');
  const formats = useFormats();
  const locale = useLanguage();
  const format = measureFormat(option.measure, locale);
  const { all } = useStore(values);
  const { sum, mean, count } = useMemo(() => figuresOf(all ?? []), [all]);
  // Prices and rates never add up.
  const adds = isAdditive(option.measure) || isAmount(option.measure);
  return (
    <StatusBar
      selected={all?.length ?? 0}
      sum={adds ? format.full(sum) : undefined}
      mean={format.full(mean)}
      count={formats.count(count)}
      labels={{
        label: t('status.label'),
        sum: t('status.sum'),
        mean: t('status.mean'),
        count: t('status.count'),
      }}
    >
      <NoticeLine notice={notice} explainer={explainer} />
    </StatusBar>
  );
}
