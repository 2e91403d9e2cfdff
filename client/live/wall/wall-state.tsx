import { useTranslation } from 'react-i18next';
import type { Connection } from '../../api/live-state.ts';
import { useFormats } from '../../ui/use-formats.ts';
import { useNow } from '../use-now.ts';
import styles from './wall.module.css';

/** In the words of the header of every page; with the day, when the server was last heard on another one. */
export function WallState({ connection: { status, heardAt } }: { connection: Connection }) {
  const { t } = useTranslation('app');
  const formats = useFormats();
  const now = useNow();
  const heardToday = heardAt !== null && formats.date(heardAt) === formats.date(now);
  const since = heardAt === null ? '' : heardToday ? formats.shortTime(heardAt) : formats.dateTime(heardAt);
  return (
    <p className={styles['state']} data-status={status} data-testid="wall-state">
      <span aria-hidden>{status === 'live' ? '●' : '◌'}</span>{' '}
      <output>{status === 'stale' ? t('connection.stale', { time: since }) : t(`connection.${status}`)}</output>
      {status === 'live' && heardAt !== null && <span className={styles['heard']}>{formats.time(heardAt)}</span>}
    </p>
  );
}
