import { useQuery } from '@tanstack/react-query';
import { BellRing } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Alert, AlertSignal } from '../../../shared/api/alerts.ts';
import { useFormats } from '../../ui/use-formats.ts';
import { alertsQuery } from './alert-queries.ts';
import styles from './alerts.module.css';
import { attainmentOf } from './signal-text.ts';

const SHOWN = 3;

type Ringing = Alert & { signal: AlertSignal };
const rings = (alert: Alert): alert is Ringing => alert.signal !== undefined && alert.signal.endedAt === undefined;

/** What rings now in one's scopes; nothing while nothing does. */
export function AlertBar() {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const alerts = useQuery(alertsQuery);
  const ringing = (alerts.data ?? []).filter(rings);
  if (ringing.length === 0) return null;
  return (
    <section className={styles['bar']} aria-label={t('alerts.ringing')} aria-live="polite" data-testid="alert-bar">
      <BellRing size={16} aria-hidden className={styles['bell']} />
      <ul>
        {ringing.slice(0, SHOWN).map(({ id, name, scope, threshold, signal }) => (
          <li key={id}>
            <Link to={`/direct?scope=${encodeURIComponent(scope)}`}>{name}</Link>
            <span>
              {t('alerts.below', {
                rate: formats.percent(attainmentOf(signal)),
                threshold: formats.percent(threshold),
                time: formats.shortTime(signal.startedAt),
              })}
            </span>
          </li>
        ))}
        {ringing.length > SHOWN && (
          <li>
            <Link to="/direct/alertes">{t('alerts.more', { count: ringing.length - SHOWN })}</Link>
          </li>
        )}
      </ul>
    </section>
  );
}
