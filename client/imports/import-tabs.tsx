import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import styles from './import-tabs.module.css';

/** What may be imported: sales, or what they are sold by, where and against which objective. */
export function ImportTabs() {
  const { t } = useTranslation('imports');
  return (
    <nav aria-label={t('master.tabs.label')} className={styles['tabs']}>
      <NavLink to="/imports" end className={styles['tab'] ?? ''} data-testid="tab-sales">
        {t('master.tabs.sales')}
      </NavLink>
      <NavLink to="/imports/referentiel" className={styles['tab'] ?? ''} data-testid="tab-master">
        {t('master.tabs.master')}
      </NavLink>
      <NavLink to="/imports/lectures" className={styles['tab'] ?? ''} data-testid="tab-memories">
        {t('memories.shortTab')}
      </NavLink>
    </nav>
  );
}
