import { useTranslation } from 'react-i18next';
import { failureOf } from '../../api/api-error.ts';
import styles from './alerts.module.css';

/** Why nothing was saved. */
export function AlertProblem({ error }: { error: unknown }) {
  const { t } = useTranslation('live');
  const failure = failureOf(error);
  const text = (() => {
    if (failure?.kind === 'network') return t('alerts.problem.network');
    if (failure?.kind !== 'refused') return t('alerts.problem.other');
    if (failure.code === 'too_many_alerts') return t('alerts.problem.tooMany');
    if (failure.status === 403 || failure.status === 404) return t('alerts.problem.rights');
    return t('alerts.problem.other');
  })();
  return (
    <p role="alert" className={styles['problem']}>
      {text}
    </p>
  );
}
