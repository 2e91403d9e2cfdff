import { Skeleton } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { KpiValues, WatchableScope } from '../../shared/api/kpi.ts';
import type { Reading } from '../api/live-state.ts';
import { useScopeState } from '../api/live.tsx';
import { useOnScreen } from '../ui/use-on-screen.ts';
import { useFormats } from '../ui/use-formats.ts';
import { Attainment } from './attainment.tsx';
import { DayClosed } from './day-closed.tsx';
import { Flash } from './flash.tsx';
import { wholeDay, type WholeDay } from './hour-points.ts';
import { KpiLine } from './kpi-line.tsx';
import styles from './live-tile.module.css';
import { MiniCurve } from './mini-curve.tsx';
import { UpdatedAt } from './updated-at.tsx';
import { useHourCurve } from './use-hour-curve.ts';
import { VersusLastYear } from './versus-last-year.tsx';

/** A scope below the chosen one; follows its values while on the screen, opens it on a click. */
export function LiveTile({ scope }: { scope: WatchableScope }) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const element = useRef<HTMLElement>(null);
  const shown = useOnScreen(element);
  const state = useScopeState(scope.scope, { active: shown, curve: true });
  const { curve } = useHourCurve(scope.scope, state, shown);
  const { reading, refused } = state;
  const day = curve && wholeDay(curve);
  const quiet = reading !== undefined && isQuiet(reading.values, day);
  return (
    <article ref={element} className={styles['tile']}>
      <header className={styles['head']}>
        <h3 className={styles['name']}>
          <Link to={`/direct?scope=${encodeURIComponent(scope.scope)}`}>{scope.name}</Link>
        </h3>
        <DayClosed scope={scope.scope} />
        <UpdatedAt at={reading?.at} />
      </header>
      {reading === undefined ? (
        refused === undefined ? (
          <Skeleton height={96} />
        ) : (
          <p className={styles['muted']}>{t('refused')}</p>
        )
      ) : (
        <>
          <div className={styles['top']}>
            <p className={styles['figure']}>{formats.money(reading.values.revenueTtc)}</p>
            {curve !== undefined && !quiet && <MiniCurve curve={curve} at={reading.at} />}
          </div>
          {quiet ? <p className={styles['muted']}>{t('quiet')}</p> : <Standing reading={reading} day={day} />}
        </>
      )}
    </article>
  );
}

function Standing({ reading, day }: { reading: Reading; day: WholeDay | undefined }) {
  return (
    <>
      <p className={styles['versus']}>
        <VersusLastYear values={reading.values} day={day} />
        <Flash change={reading.change} />
      </p>
      <Attainment values={reading.values} day={day} />
      {reading.values.receipts > 0 && <KpiLine values={reading.values} />}
    </>
  );
}

/** A closed store: nothing sold, nor expected or sold last year on the whole day. */
function isQuiet({ revenueTtc, receipts, objectiveToDate, lastYearToTime }: KpiValues, day?: WholeDay): boolean {
  const begun = revenueTtc !== 0 || receipts !== 0 || objectiveToDate !== 0 || lastYearToTime !== 0;
  return !begun && (day === undefined || (day.objective === 0 && day.lastYear === 0));
}
