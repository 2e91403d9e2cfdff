import { useTranslation } from 'react-i18next';
import type { KpiValues } from '../../shared/api/kpi.ts';
import { Delta } from '../ui/delta.tsx';
import { useFormats } from '../ui/use-formats.ts';
import styles from './live-tile.module.css';

/** ▲ +4,2 % vs N-1 (même heure) */
export function VersusLastYear({ values }: { values: KpiValues }) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  if (values.vsLastYear === null) return <span className={styles['muted']}>{t('noLastYear')}</span>;
  return (
    <span title={t('lastYearValue', { value: formats.money(values.lastYearToTime) })}>
      <Delta value={values.vsLastYear}>{formats.variation(values.vsLastYear)}</Delta>{' '}
      <span className={styles['muted']}>{t('lastYear')}</span>
    </span>
  );
}
