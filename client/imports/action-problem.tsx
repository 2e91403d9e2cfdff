import { useTranslation } from 'react-i18next';
import { failureOf } from '../api/api-error.ts';
import styles from './action-bar.module.css';

/** Why a button had no effect. */
export function ActionProblem({ error }: { error: unknown }) {
  const { t } = useTranslation('imports');
  const failure = failureOf(error);
  const text = (() => {
    if (failure?.kind === 'network') return t('actionError.network');
    if (failure?.kind !== 'refused') return t('actionError.other', { code: failure?.kind ?? 'unknown' });
    if (failure.status === 401) return t('actionError.session');
    if (failure.code === 'wrong_status') return t('actionError.wrong_status');
    if (failure.status === 403) return t('actionError.rights');
    if (failure.status === 409) return t('actionError.closed');
    if (failure.status === 422 || failure.status === 400) return t('actionError.mapping');
    return t('actionError.other', { code: failure.code });
  })();
  return (
    <p role="alert" className={styles['problem']} data-testid="action-problem">
      {text}
    </p>
  );
}
