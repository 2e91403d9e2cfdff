import { useQuery } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isDayClosed, localToday, todayQuery } from '../api/store-days.ts';
import styles from './day-closed.module.css';

/** Says of a tile that its day is closed: no sale will move it any more. */
export function DayClosed({ scope }: { scope: string }) {
  const { t } = useTranslation('live');
  const closed = useQuery({ ...todayQuery(localToday()), refetchInterval: 60_000 });
  if (closed.data === undefined || !isDayClosed(closed.data, scope)) return null;
  return (
    <span className={styles['closed']} data-testid="day-closed">
      <Lock size={12} aria-hidden /> {t('dayClosed')}
    </span>
  );
}
