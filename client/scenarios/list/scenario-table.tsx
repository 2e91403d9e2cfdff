import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormats } from '../../ui/use-formats.ts';
import styles from './scenario-table.module.css';
import { StateBadge } from './state-badge.tsx';
import type { Scenario } from '../../../shared/api/scenarios.ts';

export function ScenarioTable({ scenarios }: { scenarios: readonly Scenario[] }) {
  const { t } = useTranslation('scenarios');
  const formats = useFormats();
  return (
    <div className={styles['frame']}>
      <table className={styles['table']} data-testid="scenario-list">
        <thead>
          <tr>
            <th scope="col">{t('list.name')}</th>
            <th scope="col" className={styles['figure']}>
              {t('list.year')}
            </th>
            <th scope="col">{t('list.state')}</th>
            <th scope="col">{t('list.by')}</th>
            <th scope="col" className={styles['figure']}>
              {t('list.created')}
            </th>
          </tr>
        </thead>
        <tbody>
          {scenarios.map((scenario) => (
            <tr key={scenario.id} data-testid="scenario-row">
              <th scope="row">
                <Link to={`/scenarios/${scenario.id}`} className={styles['link']}>
                  {scenario.name}
                </Link>
              </th>
              <td className={styles['figure']}>{scenario.year}</td>
              <td>
                <StateBadge state={scenario.state} />
              </td>
              <td>{scenario.createdBy}</td>
              <td className={styles['figure']}>
                <time dateTime={scenario.createdAt}>{formats.dateTime(scenario.createdAt)}</time>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
