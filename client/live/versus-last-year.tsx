import { useTranslation } from 'react-i18next';
import type { KpiValues } from '../../shared/api/kpi.ts';
import { Delta } from '../ui/delta.tsx';
import { useFormats } from '../ui/use-formats.ts';
import type { WholeDay } from './hour-points.ts';
import styles from './live-tile.module.css';

/** ▲ +4,2 % vs N-1 (même heure); before last year's first sale, what its whole day brought. */
export function VersusLastYear({ values, day }: { values: KpiValues; day: WholeDay | undefined }) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  if (values.vsLastYear === null) {
    const ahead = day !== undefined && day.lastYear > 0;
    return (
      <span className={styles['muted']}>
        {ahead ? t('dayLastYear', { value: formats.moneyWhole(day.lastYear) }) : t('noLastYear')}
      </span>
    );
  }
  return (
    <span title={t('lastYearValue', { value: formats.money(values.lastYearToTime) })}>
      <Delta value={values.vsLastYear}>{formats.variation(values.vsLastYear)}</Delta>{' '}
      <span className={styles['muted']}>{t('lastYear')}</span>
    </span>
  );
}
