import { useTranslation } from 'react-i18next';
import type { KpiValues } from '../../shared/api/kpi.ts';
import { Delta } from '../ui/delta.tsx';
import { useFormats } from '../ui/use-formats.ts';
import styles from './attainment.module.css';

/** The bar ends a little beyond the objective, so that being ahead is seen too. */
const FULL_SCALE = 1.25;

/** Revenue against the part of the day's objective that is usually made by now. */
export function Attainment({ values }: { values: KpiValues }) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const { attainment, objectiveToDate } = values;
  if (attainment === null) return <p className={styles['none']}>{t('noObjective')}</p>;
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
