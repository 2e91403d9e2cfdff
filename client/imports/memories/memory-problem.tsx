import { useTranslation } from 'react-i18next';
import { isStatus } from '../../api/api-error.ts';
import { ActionProblem } from '../action-problem.tsx';

/** Why a reading could not be renamed or forgotten. */
export function MemoryProblem({ error }: { error: unknown }) {
  const { t } = useTranslation('imports');
  return isStatus(error, 404) ? <p role="alert">{t('memories.gone')}</p> : <ActionProblem error={error} />;
}
