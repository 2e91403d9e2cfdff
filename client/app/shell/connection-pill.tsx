import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../../api/live.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import styles from './connection-pill.module.css';

/** Whether what is on the screen is live, always visible, with the time the server was last heard. */
export function ConnectionPill() {
  const { t } = useTranslation('app');
  const formats = useFormats();
  const { status, heardAt } = useConnection();
  const time = heardAt === null ? '' : formats.time(heardAt);
  const label =
    status === 'stale'
      ? t('connection.stale', { time: heardAt === null ? '' : formats.shortTime(heardAt) })
      : t(`connection.${status}`);
  const detail = t(`connection.detail.${status}`, { time });
  return (
    <Tooltip label={detail} position="bottom-end">
      <div className={styles['pill']} data-status={status} data-testid="connection">
        <span aria-hidden className={styles['mark']}>
          {status === 'live' ? '●' : '◌'}
        </span>
        <output className={styles['label']}>{label}</output>
        {status === 'live' && time !== '' && <span className={styles['time']}>{time}</span>}
      </div>
    </Tooltip>
  );
}
