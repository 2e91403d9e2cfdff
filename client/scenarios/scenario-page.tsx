import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { PageHeader } from '../ui/page-header.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { warmWorker } from './engine/engine-thread.ts';
import { planQuery, scenarioQuery } from './session/plan-queries.ts';
import { GridSkeleton } from './sheet/grid-skeleton.tsx';
import { Workspace } from './workspace.tsx';

export function ScenarioPage() {
  const { t } = useTranslation('scenarios');
  const { id = '' } = useParams();
  const scenario = useQuery(scenarioQuery(id));
  const plan = useQuery(planQuery(id));
  const waiting = plan.data === undefined;
  useEffect(() => {
    if (waiting) warmWorker();
  }, [waiting]);
  // A refusal of the scenario says more than one of its plan: unknown, no right.
  if (scenario.data === undefined || plan.data === undefined) {
    return (
      <>
        <PageHeader crumbs={[{ label: t('title'), to: '/scenarios' }, { label: scenario.data?.name ?? '…' }]} />
        <QueryView<unknown> query={scenario.data === undefined ? scenario : plan} skeleton={<GridSkeleton />}>
          {() => null}
        </QueryView>
      </>
    );
  }
  return <Workspace key={id} scenario={scenario.data} plan={plan.data} />;
}
