import { Tooltip } from '@mantine/core';
import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useUser } from '../../api/session.ts';
import { screens } from '../screens.ts';
import styles from './rail.module.css';

/** Navigation: a rail at the left, a bar at the bottom on a phone. */
export function Rail({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation('app');
  const user = useUser();
  return (
    <nav aria-label={t('nav.label')} className={styles['rail']}>
      <svg viewBox="0 0 32 32" className={styles['mark']} aria-hidden>
        <rect width="32" height="32" rx="7" />
        <path d="M7 22.5h4.2v-6H7zm6.9 0h4.2V9.5h-4.2zm6.9 0H25v-9.2h-4.2z" />
      </svg>
      {screens
        .filter((screen) => screen.isFor(user))
        .map(({ id, path, icon: Icon }) => (
          <Tooltip key={id} label={t(`nav.${id}`)} position="right">
            <NavLink to={path} className={styles['entry'] ?? ''}>
              <Icon size={20} strokeWidth={1.75} aria-hidden />
              <span className={styles['label']}>{t(`nav.${id}`)}</span>
            </NavLink>
          </Tooltip>
        ))}
      <Tooltip label={`${t('palette.open')} · Ctrl K`} position="right">
        <button type="button" className={`${styles['entry']} ${styles['search']}`} onClick={onSearch}>
          <Search size={20} strokeWidth={1.75} aria-hidden />
          <span className={styles['label']}>{t('palette.open')}</span>
        </button>
      </Tooltip>
    </nav>
  );
}
