import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/api/alerts.ts';
import type { ListColumn } from '../../ui/list/column.ts';
import { ListRow, RowName } from '../../ui/list/list-row.tsx';
import { ListTable } from '../../ui/list/list-table.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { AlertActions } from './alert-actions.tsx';
import { useDeleteAlert, useTryWebhook } from './alert-queries.ts';
import { AlertProblem } from './alert-problem.tsx';
import { AlertState } from './alert-state.tsx';
import styles from './alerts.module.css';

type Columns = readonly ListColumn<'name' | 'state' | 'threshold' | 'when' | 'webhook' | 'actions'>[];

interface Props {
  query: UseQueryResult<Alert[]>;
  nameOf: (scope: string) => string;
  onChange: (alert: Alert) => void;
  empty: ReactNode;
}

export function AlertTable({ query, nameOf, onChange, empty }: Props) {
  const { t } = useTranslation('live');
  const columns: Columns = [
    { key: 'name', head: t('alerts.name') },
    { key: 'state', head: t('alerts.state') },
    { key: 'threshold', head: t('alerts.threshold'), named: true },
    { key: 'when', head: t('alerts.when'), named: true },
    { key: 'webhook', head: t('alerts.webhook'), named: true },
    { key: 'actions', head: t('alerts.actions'), kind: 'buttons' },
  ];
  return (
    <ListTable
      query={query}
      caption={t('alerts.title')}
      columns={columns}
      row={(alert) => (
        <Row
          key={alert.id}
          alert={alert}
          scope={nameOf(alert.scope)}
          columns={columns}
          onChange={() => onChange(alert)}
        />
      )}
      empty={empty}
      testId="alert-table"
    />
  );
}

interface RowProps {
  alert: Alert;
  scope: string;
  columns: Columns;
  onChange: () => void;
}

function Row({ alert, scope, columns, onChange }: RowProps) {
  const { t } = useTranslation('live');
  const formats = useFormats();
  const remove = useDeleteAlert(alert.id);
  const trial = useTryWebhook(alert.id);
  const error = trial.error ?? remove.error;
  return (
    <ListRow
      columns={columns}
      data-testid="alert-row"
      data-id={alert.id}
      cells={{
        name: <RowName name={alert.name}>{scope}</RowName>,
        state: <AlertState alert={alert} />,
        threshold: formats.percent(alert.threshold),
        when: t('alerts.whenText', { from: alert.from, minutes: formats.count(alert.quietMinutes) }),
        webhook: (
          <>
            {alert.webhook ?? '–'}
            {trial.data && (
              <output className={styles['meta']}>{t(trialText(trial.data), { answer: trial.data.answer })}</output>
            )}
            {error !== null && <AlertProblem error={error} />}
          </>
        ),
        actions: alert.mine && (
          <AlertActions
            alert={alert}
            onChange={onChange}
            onTry={trial.isPending ? undefined : () => trial.mutate()}
            onDelete={remove.isPending ? undefined : () => remove.mutate()}
          />
        ),
      }}
    />
  );
}

function trialText({ sent, answer }: { sent: boolean; answer: string }) {
  if (sent) return 'alerts.trialSent';
  return answer === 'forbidden_address' ? 'alerts.trialForbidden' : 'alerts.trialFailed';
}
