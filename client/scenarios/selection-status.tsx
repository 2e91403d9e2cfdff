import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { figuresOf } from '../grid/figures.ts';
import { StatusBar } from '../grid/status-bar.tsx';
import { useFormats } from '../ui/use-formats.ts';
import { useLanguage } from '../ui/language.ts';
import { measureFormat } from './measure-format.ts';
import { usePlanVersion } from './use-plan-version.ts';
import type { GridReader } from './grid-reader.ts';
import type { MeasureOption } from './measure-options.ts';
import type { PlanSession } from './plan-session.ts';
import type { GridSelection } from '../grid/grid-props.ts';

/** Prices and rates never add up. */
const RATIOS: readonly string[] = ['prix', 'cout_u', 'taux_marque'];

interface Props {
  readonly session: PlanSession;
  readonly reader: GridReader;
  readonly option: MeasureOption;
  readonly selection: GridSelection | undefined;
}

/** The figures of the cells selected, as they are now. */
export function SelectionStatus({ session, reader, option, selection }: Props) {
  const { t } = useTranslation('scenarios');
  const formats = useFormats();
  const format = measureFormat(option.measure, useLanguage());
  const version = usePlanVersion(session);
  const { sum, mean, count } = useMemo(() => {
    void version;
    const { rows = [], columns = [] } = selection ?? {};
    return figuresOf(rows.flatMap((row) => columns.map((column) => reader.facts({ row, column })?.value ?? null)));
  }, [selection, reader, version]);
  return (
    <StatusBar
      selected={selection ? selection.rows.length * selection.columns.length : 0}
      sum={RATIOS.includes(option.measure) ? undefined : format.full(sum)}
      mean={format.full(mean)}
      count={formats.count(count)}
      labels={{
        label: t('status.label'),
        sum: t('status.sum'),
        mean: t('status.mean'),
        count: t('status.count'),
      }}
    />
  );
}
