import { useViewportSize } from '@mantine/hooks';
import { lazy, Suspense, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchableScope } from '../../../shared/api/kpi.ts';
import { useScopeState } from '../../api/live.tsx';
import { importWhenReachable } from '../../ui/import-when-reachable.ts';
import { useFormats } from '../../ui/use-formats.ts';
import { Attainment } from '../attainment.tsx';
import { CurveKey } from '../curve-key.tsx';
import { DayLanding } from '../day-landing.tsx';
import { Flash } from '../flash.tsx';
import { wholeDay } from '../hour-points.ts';
import { KpiLine } from '../kpi-line.tsx';
import { useHourCurve } from '../use-hour-curve.ts';
import { VersusLastYear } from '../versus-last-year.tsx';
import styles from './wall.module.css';

const HourChart = lazy(async () => ({
  default: (await importWhenReachable(() => import('../hour-chart.tsx'))).HourChart,
}));

/** Height of the window in px at which the chart's texts have their usual size. */
const USUAL_HEIGHT = 420;

/** One scope, to be read at four metres: the figure is at least a sixth of the height of the screen. */
export function WallFace({ scope }: { scope: WatchableScope }) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const state = useScopeState(scope.scope, { active: true, curve: true });
  const { curve } = useHourCurve(scope.scope, state, true);
  const { height } = useViewportSize();
  const { reading, refused } = state;
  if (reading === undefined) {
    return <p className={styles['waiting']}>{refused === undefined ? t('waiting') : t('refused')}</p>;
  }
  const day = curve && wholeDay(curve);
  const figure = formats.moneyWhole(reading.values.revenueTtc);
  return (
    <section className={styles['face']} aria-label={scope.name}>
      <p
        className={styles['figure']}
        data-testid="wall-revenue"
        style={{ '--characters': figure.length } as CSSProperties}
      >
        {figure}
      </p>
      <div className={styles['standing']}>
        <p>
          <VersusLastYear values={reading.values} day={day} /> <Flash change={reading.change} />
        </p>
        <Attainment values={reading.values} day={day} />
        {curve && <DayLanding landing={curve.landing} />}
      </div>
      <div className={styles['chart-box']}>
        {curve !== undefined && (
          <Suspense fallback={null}>
            <HourChart
              curve={curve}
              mode="hour"
              at={reading.at}
              label={t('curve.title')}
              scale={Math.max(1, height / USUAL_HEIGHT)}
              className={styles['chart']}
            />
          </Suspense>
        )}
      </div>
      <div className={styles['below']}>
        <KpiLine values={reading.values} />
        <CurveKey />
      </div>
    </section>
  );
}

/** Fetches what the next face needs, so that it is there when its turn comes. */
export function WallAhead({ scope }: { scope: string }) {
  const state = useScopeState(scope, { active: true, curve: true });
  useHourCurve(scope, state, true);
  return null;
}
