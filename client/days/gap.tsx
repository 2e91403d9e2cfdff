import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../ui/use-formats.ts';
import styles from './gap.module.css';

/** Receipts less till total: ▼ receipts are missing, ▲ there are too many, ✓ they agree, – nobody knows. */
export function Gap({ value }: { value: number | null }) {
  const { t } = useTranslation('days');
  const formats = useFormats();
  if (value === null) {
    return (
      <span className={styles['none']} title={t('gap.unknown')}>
        –<span className="visually-hidden"> {t('gap.unknown')}</span>
      </span>
    );
  }
  if (value === 0) {
    return (
      <span className={styles['none']} title={t('gap.none')}>
        <Check size={13} aria-hidden className={styles['check']} /> {formats.money(0)}
        <span className="visually-hidden"> {t('gap.none')}</span>
      </span>
    );
  }
  const words = t(value < 0 ? 'gap.missing' : 'gap.extra', { amount: formats.money(Math.abs(value)) });
  return (
    <span className={styles['gap']} title={words}>
      <span aria-hidden className={styles['mark']}>
        {value < 0 ? '▼' : '▲'}
      </span>
      {formats.moneyChange(value)}
      <span className="visually-hidden"> {words}</span>
    </span>
  );
}
