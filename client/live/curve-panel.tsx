import { SegmentedControl, Skeleton } from '@mantine/core';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScopeState } from '../api/live-socket.ts';
import { useFormats } from '../ui/use-formats.ts';
import { cumulate } from './cumulate.ts';
import styles from './scope-panel.module.css';
import { useHourCurve } from './use-hour-curve.ts';

const HourChart = lazy(async () => ({ default: (await import('./hour-chart.tsx')).HourChart }));

/** The hour curve of the chosen scope, by hour or running. */
export function CurvePanel({ scope, name, state }: { scope: string; name: string; state: ScopeState }) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const [mode, setMode] = useState<'hour' | 'sum'>('hour');
  const { curve, failed } = useHourCurve(scope, state, true);
  const shown = useMemo(() => (curve === undefined || mode === 'hour' ? curve : cumulate(curve)), [curve, mode]);
  const title = mode === 'hour' ? t('curve.title') : t('curve.cumulated');
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
          value={mode}
          onChange={(value) => setMode(value === 'sum' ? 'sum' : 'hour')}
          data={[
            { value: 'hour', label: t('curve.byHour') },
            { value: 'sum', label: t('curve.sum') },
          ]}
        />
      </header>
      {failed ? (
        <p className={styles['failed']}>{t('curve.failed')}</p>
      ) : (
        <Suspense fallback={<Skeleton className={styles['chart'] ?? ''} />}>
          {shown === undefined || state.reading === undefined ? (
            <Skeleton className={styles['chart'] ?? ''} />
          ) : (
            <HourChart curve={shown} at={state.reading.at} label={label} />
          )}
        </Suspense>
      )}
    </section>
  );
}
