import { Button, Menu } from '@mantine/core';
import { BellOff, BellRing, Check, Ellipsis } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/api/alerts.ts';
import { useFormats } from '../../ui/use-formats.ts';
import { useDeleteAlert, useTryWebhook } from './alert-queries.ts';
import { AlertProblem } from './alert-problem.tsx';
import styles from './alerts.module.css';

interface Props {
  alerts: readonly Alert[];
  nameOf: (scope: string) => string;
  onChange: (alert: Alert) => void;
}

export function AlertTable({ alerts, nameOf, onChange }: Props) {
  const { t } = useTranslation('live');
  return (
    <div className={styles['frame']}>
      <table className={styles['table']} data-testid="alert-table">
        <caption className="visually-hidden">{t('alerts.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('alerts.name')}</th>
            <th scope="col">{t('alerts.state')}</th>
            <th scope="col">{t('alerts.threshold')}</th>
            <th scope="col">{t('alerts.when')}</th>
            <th scope="col">{t('alerts.webhook')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('alerts.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {alerts.map((alert) => (
            <Row key={alert.id} alert={alert} scope={nameOf(alert.scope)} onChange={() => onChange(alert)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ alert, scope, onChange }: { alert: Alert; scope: string; onChange: () => void }) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const remove = useDeleteAlert(alert.id);
  const trial = useTryWebhook(alert.id);
  return (
    <tr>
      <th scope="row">
        {alert.name}
        <span className={styles['meta']}>{scope}</span>
      </th>
      <td>
        <State alert={alert} />
      </td>
      <td data-label={t('alerts.threshold')}>{formats.percent(alert.threshold)}</td>
      <td data-label={t('alerts.when')}>
        {t('alerts.whenText', { from: alert.from, minutes: formats.count(alert.quietMinutes) })}
      </td>
      <td data-label={t('alerts.webhook')}>
        {alert.webhook ?? '–'}
        {trial.data && (
          <output className={styles['meta']}>{t(trialText(trial.data), { answer: trial.data.answer })}</output>
        )}
        {(trial.error ?? remove.error) !== null && <AlertProblem error={trial.error ?? remove.error} />}
      </td>
      <td className={styles['actions']}>
        {alert.mine && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="subtle" size="compact-sm" aria-label={t('alerts.actionsOf', { name: alert.name })}>
                <Ellipsis size={16} />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={onChange}>{t('alerts.edit')}</Menu.Item>
              {alert.webhook !== null && (
                <Menu.Item onClick={() => trial.mutate()} disabled={trial.isPending}>
                  {t('alerts.trial')}
                </Menu.Item>
              )}
              <Menu.Item color="var(--error)" onClick={() => remove.mutate()} disabled={remove.isPending}>
                {t('alerts.delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </td>
    </tr>
  );
}

/** By icon and word, not by colour alone. */
function State({ alert: { resting, signal } }: { alert: Alert }) {
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

function trialText({ sent, answer }: { sent: boolean; answer: string }) {
  if (sent) return 'alerts.trialSent';
  return answer === 'forbidden_address' ? 'alerts.trialForbidden' : 'alerts.trialFailed';
}
