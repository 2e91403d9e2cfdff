import { useTranslation } from 'react-i18next';
import type { KpiValues } from '../../shared/api/kpi.ts';
import { kpiText } from '../../shared/measures/kpi-text.ts';
import { useLanguage } from '../ui/language.ts';
import styles from './live-tile.module.css';

/** « 1 204 tickets · panier 106,69 € · IV 2,3 · marque 38,1 % » */
export function KpiLine({ values }: { values: KpiValues }) {
  const { t } = useTranslation('live');
  const language = useLanguage();
  const parts = [
    t('receipts', { count: values.receipts, value: kpiText('receipts', values.receipts, language) }),
    t('basket', { value: kpiText('basket', values.basket, language) }),
    t('unitsPerReceipt', { value: kpiText('unitsPerReceipt', values.unitsPerReceipt, language) }),
    t('marginRate', { value: kpiText('marginRate', values.marginRate, language) }),
  ];
  return (
    <p className={styles['line']}>
      {parts.map((part, index) => (
        <span key={index}>{part}</span>
      ))}
    </p>
  );
}
