import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { importWhenReachable } from '../../ui/import-when-reachable.ts';
import { Delta } from '../../ui/delta.tsx';
import { useChartColours } from '../../ui/chart-colours.ts';
import { useFormats, type Formats } from '../../ui/use-formats.ts';
import { useLanguage } from '../../ui/language.ts';
import { measureFormat, measureUnit } from '../sheet/measure-format.ts';
import { planChartOption } from './plan-chart-option.ts';
import styles from './chart-panel.module.css';
import { usePlanVersion } from '../session/use-plan-version.ts';
import { SidePanel } from './side-panel.tsx';
import { useLastYear } from '../sheet/use-last-year.ts';
import type { PanelContext } from './panels.ts';

const PlanChart = lazy(async () => ({
  default: (await importWhenReachable(() => import('./plan-chart.tsx'))).PlanChart,
}));

/** Round figures in one unit for the whole axis. */
function axisFormat(formats: Formats, unit: '€' | '%' | '', top: number): (value: number) => string {
  if (unit === '%') return (value) => formats.percent(value, 0);
  if (unit === '') return formats.count;
  if (top >= 1e6) return (value) => formats.moneyIn('M€', value, 1);
  if (top >= 1e3) return (value) => formats.moneyIn('k€', value, 0);
  return (value) => formats.moneyIn('€', value, top < 10 ? 2 : 0);
}

/** The plan against last year, month by month; it moves while anybody types. */
export function ChartPanel({ session, option, row, explainer, monthName, onClose }: PanelContext) {
  const { t } = useTranslation('scenarios');
  const formats = useFormats();
  const locale = useLanguage();
  const colours = useChartColours();
  const version = usePlanVersion(session);
  const lastYear = useLastYear(session, option.id, row);
  const { words } = explainer;
  const rowName = words.row(row);
  const { year } = session.plan.hierarchy;
  const values = useMemo(() => {
    void version;
    return session.row(option.id, row)?.values ?? [];
  }, [session, option, row, version]);
  const format = useMemo(() => measureFormat(option.measure, locale), [option, locale]);
  const rate = measureUnit(option.measure) === '%';
  const chart = useMemo(() => {
    const top = Math.max(...values.slice(5).map((value) => value ?? 0), 0);
    const short = axisFormat(formats, measureUnit(option.measure), top);
    const names = { plan: t('chart.plan', { year }), before: t('chart.before') };
    return planChartOption({ values, lastYear, monthName, colours, names, axis: short, full: format.full });
  }, [values, lastYear, monthName, colours, option, formats, format, t, year]);

  const plan = values[0] ?? null;
  const before = lastYear?.[0] ?? null;
  const change = plan !== null && before !== null && before !== 0 ? (rate ? plan - before : plan / before - 1) : null;
  const title = `${words.measure(option)} · ${rowName}`;
  return (
    <SidePanel title={title} onClose={onClose} testid="plan-chart">
      <p className={styles['summary']}>
        <strong className={styles['figure']} data-testid="chart-total">
          {format.cell(plan)}
          {option.measure !== 'taux_marque' && measureUnit(option.measure) === '€' ? '\u00a0€' : ''}
        </strong>
        {change !== null && (
          <Delta value={change}>
            {t('chart.change', { change: rate ? formats.points(change) : formats.variation(change) })}
          </Delta>
        )}
      </p>
      <Suspense fallback={<div className={styles['chart']} />}>
        <PlanChart
          option={chart}
          label={t('chart.label', { measure: words.measure(option), row: rowName })}
          className={styles['chart']}
        />
      </Suspense>
      <p className={styles['legend']}>
        <span className={styles['plan']}>{t('chart.plan', { year })}</span>
        {lastYear && <span className={styles['before']}>{t('chart.before')}</span>}
      </p>
    </SidePanel>
  );
}
