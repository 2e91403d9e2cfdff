import { useTranslation } from 'react-i18next';
import type { KpiValues } from '../../shared/api/kpi.ts';
import { Delta } from '../ui/delta.tsx';
import { useFormats } from '../ui/use-formats.ts';
import styles from './attainment.module.css';
import type { WholeDay } from './hour-points.ts';

/** The bar ends a little beyond the objective, so that being ahead is seen too. */
const FULL_SCALE = 1.25;

/** Revenue against the part of the day's objective that is usually made by now; before opening, what the day is to bring. */
export function Attainment({ values, day }: { values: KpiValues; day: WholeDay | undefined }) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const { attainment, objectiveToDate } = values;
  if (attainment === null) {
    const ahead = day !== undefined && day.objective > 0;
    return (
      <p className={styles['none']}>
        {ahead ? t('dayObjective', { value: formats.moneyWhole(day.objective) }) : t('noObjective')}
      </p>
    );
  }
  const share = Math.min(Math.max(attainment / FULL_SCALE, 0), 1);
  return (
    <div className={styles['attainment']}>
      <div className={styles['track']} aria-hidden>
        <div
          className={styles['fill']}
          data-ahead={attainment >= 1}
          style={{ transform: `scaleX(${share.toFixed(4)})` }}
        />
        <div className={styles['goal']} style={{ left: `${100 / FULL_SCALE}%` }} />
      </div>
      <p className={styles['text']}>
        <Delta value={attainment - 1}>{t('attainment', { rate: formats.percent(attainment, 0) })}</Delta>{' '}
        <span className={styles['goal-value']}>
          {t('attainmentOf', { value: formats.moneyWhole(objectiveToDate) })}
        </span>
      </p>
    </div>
  );
}
