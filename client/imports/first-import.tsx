import { useTranslation } from 'react-i18next';
import styles from './first-import.module.css';

/** Before the first import: what a file has to hold, so that nobody has to try in order to learn it. */
export function FirstImport() {
  const { t } = useTranslation('imports');
  return (
    <section className={styles['card']} data-testid="imports-empty">
      <h2>{t('empty.title')}</h2>
      <p>{t('empty.text')}</p>
      <ul>
        {(['date', 'store', 'quantity', 'amount'] as const).map((need) => (
          <li key={need}>{t(`empty.${need}`)}</li>
        ))}
      </ul>
      <p>{t('empty.more')}</p>
      <p>{t('empty.twice')}</p>
    </section>
  );
}
