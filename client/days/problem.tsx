import { useTranslation } from 'react-i18next';
import { failureOf } from '../api/api-error.ts';
import styles from './dialog.module.css';

/** Why a button had no effect. */
export function Problem({ error }: { error: unknown }) {
  const { t } = useTranslation('days');
  if (error === null) return null;
  const failure = failureOf(error);
  const text = (() => {
    if (failure?.kind === 'network') return t('problem.network');
    if (failure?.kind !== 'refused') return t('problem.other', { code: failure?.kind ?? 'unknown' });
    if (failure.status === 401) return t('problem.session');
    if (failure.status === 403) return t('problem.rights');
    if (failure.code === 'sales_under_way' || failure.code === 'opened_meanwhile') return t(`problem.${failure.code}`);
    return t('problem.other', { code: failure.code });
  })();
  return (
    <p role="alert" className={styles['problem']} data-testid="days-problem">
      {text}
    </p>
  );
}
