import { Clock, Hourglass, Lock, LockOpen, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StoreDay } from '../../shared/api/store-days.ts';
import styles from './state-badge.module.css';

type Look = StoreDay['state'] | 'today';

const ICONS: Record<Look, LucideIcon> = { open: LockOpen, today: Clock, closing: Hourglass, closed: Lock };

/** The state in a word, with a shape of its own. */
export function StateBadge({ item: { state, today } }: { item: Pick<StoreDay, 'state' | 'today'> }) {
  const { t } = useTranslation('days');
  const look: Look = state === 'open' && today ? 'today' : state;
  const Icon = ICONS[look];
  return (
    <span className={styles['badge']} data-state={look} data-testid="day-state">
      <Icon size={14} aria-hidden />
      {t(`state.${look}`)}
    </span>
  );
}
