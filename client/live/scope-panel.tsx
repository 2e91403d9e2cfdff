import { Skeleton, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { KpiValues, WatchableScope } from '../../shared/api/kpi.ts';
import { kpiText } from '../../shared/measures/kpi-text.ts';
import { kpi, type KpiCode } from '../../shared/measures/kpi.ts';
import { useScopeState } from '../api/live.tsx';
import { useLanguage } from '../ui/language.ts';
import { useFormats } from '../ui/use-formats.ts';
import { Attainment } from './attainment.tsx';
import { CurvePanel } from './curve-panel.tsx';
import { DayClosed } from './day-closed.tsx';
import { DayLanding } from './day-landing.tsx';
import { Flash } from './flash.tsx';
import { wholeDay } from './hour-points.ts';
import styles from './scope-panel.module.css';
import { UpdatedAt } from './updated-at.tsx';
import { useHourCurve } from './use-hour-curve.ts';
import { VersusLastYear } from './versus-last-year.tsx';

/** The chosen scope: its figure first, then how it stands, its other figures and the shape of the day. */
export function ScopePanel({ scope }: { scope: WatchableScope }) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const state = useScopeState(scope.scope, { active: true, curve: true });
  const { curve, failed } = useHourCurve(scope.scope, state, true);
  const day = curve && wholeDay(curve);
  const { reading, refused } = state;
  return (
    <article className={styles['panel']} aria-label={scope.name}>
      <div className={styles['figures']}>
        <header className={styles['head']}>
          <h2 className={styles['name']}>
            {t('revenue')} · {scope.name}
          </h2>
          <DayClosed scope={scope.scope} />
          <UpdatedAt at={reading?.at} />
        </header>
        {reading === undefined ? (
          refused === undefined ? (
            <Skeleton height={220} />
          ) : (
            <p>{t('refused')}</p>
          )
        ) : (
          <>
            <div className={styles['top']}>
              <p className={styles['figure']} data-testid="scope-revenue">
                {formats.money(reading.values.revenueTtc)}
              </p>
              <Flash change={reading.change} />
            </div>
            <p className={styles['versus']}>
              <VersusLastYear values={reading.values} day={day} />
            </p>
            <Attainment values={reading.values} day={day} />
            {curve && <DayLanding landing={curve.landing} objective={day?.objective ?? 0} />}
            <Figures values={reading.values} />
          </>
        )}
      </div>
      <CurvePanel name={scope.name} curve={curve} failed={failed} at={reading?.at} />
    </article>
  );
}

const SHOWN = [
  'receipts',
  'basket',
  'unitsPerReceipt',
  'revenueHt',
  'margin',
  'marginRate',
] as const satisfies KpiCode[];

function Figures({ values }: { values: KpiValues }) {
  const language = useLanguage();
  return (
    <dl className={styles['kpis']}>
      {SHOWN.map((code) => (
        <div key={code}>
          <dt>
            <Tooltip label={kpi(code).formula[language]} events={{ hover: true, focus: true, touch: true }}>
              <button type="button" className={styles['term']}>
                {kpi(code).label[language]}
              </button>
            </Tooltip>
          </dt>
          <dd>{kpiText(code, values[code], language)}</dd>
        </div>
      ))}
    </dl>
  );
}
