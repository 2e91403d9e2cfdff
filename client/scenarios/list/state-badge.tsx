import { useTranslation } from 'react-i18next';
import styles from './state-badge.module.css';
import type { ScenarioState } from '../../../shared/api/scenarios.ts';

export function StateBadge({ state }: { state: ScenarioState }) {
  const { t } = useTranslation('scenarios');
  return <span className={`${styles['badge']} ${styles[state]}`}>{t(`state.${state}`)}</span>;
}
