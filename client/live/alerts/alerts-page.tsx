import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Bell, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/api/alerts.ts';
import { mayChangeAlerts } from '../../api/rights.ts';
import { useUser } from '../../api/session.ts';
import { useScopes } from '../../api/use-scopes.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { AlertForm } from './alert-form.tsx';
import { AlertTable } from './alert-table.tsx';
import { alertsQuery, signalsQuery } from './alert-queries.ts';
import styles from './alerts.module.css';
import { SignalList } from './signal-list.tsx';

type Editing = { readonly kind: 'closed' | 'new' } | { readonly kind: 'change'; readonly alert: Alert };

/** « Alertes »: what is watched against the plan, and what rang. */
export function AlertsPage() {
  const { t } = useTranslation('live');
  const mayChange = mayChangeAlerts(useUser());
  const alerts = useQuery(alertsQuery);
  const signals = useQuery(signalsQuery);
  const scopes = useScopes();
  const [editing, setEditing] = useState<Editing>({ kind: 'closed' });
  const items = scopes.data ?? [];
  const some = (alerts.data ?? []).length > 0;
  const short = some ? (styles['short'] ?? '') : '';
  const add = (
    <Button
      leftSection={<Plus size={14} />}
      aria-label={t('alerts.new')}
      className={short}
      onClick={() => setEditing({ kind: 'new' })}
      data-testid="alert-new"
    >
      <span className={styles['wide']}>{t('alerts.new')}</span>
    </Button>
  );
  return (
    <>
      <PageHeader
        crumbs={[{ label: t('title'), to: '/direct' }, { label: t('alerts.title') }]}
        actions={mayChange && some ? add : undefined}
      />
      <div className={styles['page']}>
        <AlertTable
          query={alerts}
          nameOf={(scope) => items.find((item) => item.scope === scope)?.name ?? scope}
          onChange={(alert) => setEditing({ kind: 'change', alert })}
          empty={
            <EmptyState
              icon={Bell}
              title={t('alerts.empty')}
              text={t(mayChange ? 'alerts.emptyText' : 'alerts.emptyReader')}
              actions={mayChange ? add : undefined}
            />
          }
        />
        {some && <QueryView query={signals}>{(rung) => <SignalList signals={rung} />}</QueryView>}
      </div>
      {editing.kind !== 'closed' && (
        <AlertForm
          alert={editing.kind === 'change' ? editing.alert : undefined}
          scopes={items}
          onClose={() => setEditing({ kind: 'closed' })}
        />
      )}
    </>
  );
}
