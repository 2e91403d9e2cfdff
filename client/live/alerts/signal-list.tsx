import { useTranslation } from 'react-i18next';
import type { AlertSignal } from '../../../shared/api/alerts.ts';
import { useFormats } from '../../ui/use-formats.ts';
import styles from './alerts.module.css';
import { attainmentOf } from './signal-text.ts';

export function SignalList({ signals }: { signals: readonly AlertSignal[] }) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  if (signals.length === 0) return null;
  return (
    <section className={styles['signals']}>
      <h2>{t('alerts.signals')}</h2>
      <ol data-testid="alert-signals">
        {signals.map((signal) => (
          <li key={signal.id}>
            <time dateTime={signal.startedAt}>{formats.dateTime(signal.startedAt)}</time>
            <span className={styles['what']}>
              <b>{signal.alertName}</b>{' '}
              {t('alerts.rang', {
                rate: formats.percent(attainmentOf(signal)),
                revenue: formats.money(signal.revenueTtc),
                objective: formats.money(signal.objectiveToDate),
              })}
            </span>
            <span className={styles['meta']}>
              {signal.endedAt === undefined
                ? t('alerts.lasts')
                : t('alerts.ended', { time: formats.shortTime(signal.endedAt) })}
              {signal.delivery && ` · ${t(`alerts.delivery.${signal.delivery.state}`)}`}
              {signal.delivery?.state === 'failed' && ` (${signal.delivery.answer ?? ''})`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
