import { Clock, Hourglass, Lock, LockOpen, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StoreDay } from '../../shared/api/store-days.ts';
import styles from './state-badge.module.css';

type Look = StoreDay['state'] | 'today' | 'toCheck';

const ICONS: Record<Look, LucideIcon> = {
  open: LockOpen,
  today: Clock,
  toCheck: TriangleAlert,
  closing: Hourglass,
  closed: Lock,
};

/** The state in a word, with a shape of its own. */
export function StateBadge({
  item: { state, today, toCheck },
}: {
  item: Pick<StoreDay, 'state' | 'today' | 'toCheck'>;
}) {
  const { t } = useTranslation('days');
  const look: Look = toCheck === true ? 'toCheck' : state === 'open' && today ? 'today' : state;
  const Icon = ICONS[look];
  return (
    <span
      className={styles['badge']}
      data-state={look}
      data-testid="day-state"
      title={look === 'toCheck' ? t('state.toCheckWhy') : undefined}
    >
      <Icon size={14} aria-hidden />
      {t(`state.${look}`)}
    </span>
  );
}
