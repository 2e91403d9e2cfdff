import { useTranslation } from 'react-i18next';
import styles from './delta.module.css';

interface Props {
  /** Decides colour and sign; 0 and null are neutral. */
  value: number | null;
  /** The value in words, e.g. `+4,2 %`. */
  children: string;
  /** True where less is better (cost). */
  lessIsBetter?: boolean;
}

/** A change with its direction: ▲ ahead in blue, ▼ behind in orange, never by colour alone. */
export function Delta({ value, children, lessIsBetter = false }: Props) {
  const { t } = useTranslation('ui');
  const sign = value === null ? 0 : Math.sign(value);
  if (sign === 0) return <span className={styles['flat']}>{children}</span>;
  const better = sign > 0 !== lessIsBetter;
  return (
    <span className={better ? styles['better'] : styles['worse']}>
      <span aria-hidden className={styles['mark']}>
        {sign > 0 ? '▲' : '▼'}
      </span>
      {children}
      <span className="visually-hidden"> ({better ? t('better') : t('worse')})</span>
    </span>
  );
}
