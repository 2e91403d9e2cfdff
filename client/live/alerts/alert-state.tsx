import { BellOff, BellRing, Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/api/alerts.ts';
import { useFormats } from '../../ui/use-formats.ts';
import styles from './alerts.module.css';

/** By icon and word, not by colour alone. */
export function AlertState({ alert: { resting, signal } }: { alert: Alert }) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  if (resting) {
    return (
      <span className={styles['state']}>
        <BellOff size={14} aria-hidden />
        {t('alerts.resting')}
      </span>
    );
  }
  if (signal !== undefined && signal.endedAt === undefined) {
    return (
      <span className={styles['state']} data-ringing>
        <BellRing size={14} aria-hidden />
        {t('alerts.ringsSince', { time: formats.shortTime(signal.startedAt) })}
      </span>
    );
  }
  return (
    <span className={styles['state']}>
      <Check size={14} aria-hidden />
      {signal === undefined ? t('alerts.neverRang') : t('alerts.lastRang', { at: formats.dateTime(signal.startedAt) })}
    </span>
  );
}
