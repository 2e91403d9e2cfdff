import { SegmentedControl, Skeleton } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importWhenReachable } from '../ui/import-when-reachable.ts';
import { useFormats } from '../ui/use-formats.ts';
import { CurveKey } from './curve-key.tsx';
import { CurveTable } from './curve-table.tsx';
import { hourOf, hourPoints, type Curve, type CurveMode } from './hour-points.ts';
import styles from './scope-panel.module.css';

const HourChart = lazy(async () => ({
  default: (await importWhenReachable(() => import('./hour-chart.tsx'))).HourChart,
}));

interface Props {
  name: string;
  /** Missing until it is here, or for good when `failed`. */
  curve: Curve | undefined;
  failed: boolean;
  /** When the values shown were current, ISO 8601. */
  at: string | undefined;
}

/** The hour curve of the chosen scope, by hour or running. */
export function CurvePanel({ name, curve, failed, at }: Props) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const [view, setView] = useState<CurveMode | 'table'>('hour');
  const mode = view === 'sum' ? 'sum' : 'hour';
  const title = mode === 'hour' ? t('curve.title') : t('curve.cumulated');
  const points = curve && at !== undefined ? hourPoints(curve, hourOf(curve.date, Date.parse(at))) : undefined;
  const total = (values: readonly number[] = []) => formats.money(values.reduce((sum, value) => sum + value, 0));
  const label = t('curve.label', {
    title,
    scope: name,
    today: total(curve?.today),
    lastYear: total(curve?.lastYear),
    objective: total(curve?.objective),
  });
  return (
    <section className={styles['curve']}>
      <header className={styles['curve-head']}>
        <h3>{title}</h3>
        <SegmentedControl
          size="xs"
          aria-label={t('curve.mode')}
          value={view}
          onChange={(value) => setView(value === 'sum' || value === 'table' ? value : 'hour')}
          data={[
            { value: 'hour', label: t('curve.byHour') },
            { value: 'sum', label: t('curve.sum') },
            { value: 'table', label: t('curve.table') },
          ]}
        />
      </header>
      <CurveKey lines={view !== 'table'} usual={points?.usual} />
      {failed ? (
        <p className={styles['failed']}>{t('curve.failed')}</p>
      ) : view === 'table' && points !== undefined ? (
        <CurveTable points={points} label={label} />
      ) : (
        <Suspense fallback={<Skeleton className={styles['chart'] ?? ''} />}>
          {curve === undefined || at === undefined ? (
            <Skeleton className={styles['chart'] ?? ''} />
          ) : (
            <HourChart curve={curve} mode={mode} at={at} label={label} />
          )}
        </Suspense>
      )}
    </section>
  );
}
