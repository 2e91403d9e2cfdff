import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { QueryError } from '../ui/query-view.tsx';
import { ErrorState } from '../ui/states.tsx';
import { GridSkeleton } from './sheet/grid-skeleton.tsx';
import { LeaveGuard } from './session/leave-guard.tsx';
import { ScenarioMenu } from './menu/scenario-menu.tsx';
import { OpenPlan } from './open-plan.tsx';
import { PeopleBar } from './people/people-bar.tsx';
import { planQuery } from './session/plan-queries.ts';
import { SavePill } from './session/save-pill.tsx';
import { mayWrite } from './session/sheet-access.ts';
import { StateBadge } from './list/state-badge.tsx';
import { usePlanSession } from './session/use-plan-session.ts';
import { useFollow } from './people/use-follow.ts';
import { useStore } from './session/use-plan-version.ts';
import styles from './workspace.module.css';
import { createStore } from '../ui/store.ts';
import { useEffect, useState } from 'react';
import type { CellRequests } from './sheet/cell-requests.ts';
import type { Plan } from './session/plan.ts';
import type { PlanSession } from './session/plan-session.ts';
import type { Scenario } from '../../shared/api/scenarios.ts';

interface Props {
  readonly scenario: Scenario;
  readonly plan: Plan;
}

/** A model that could not be loaded is asked for again: the figures shown are those of the one before. */
const STALE_MS = 5_000;

/** An open scenario. The plan it was opened with stays until there is one of a newer revision, and nothing typed is lost then. */
export function Workspace({ scenario, plan }: Props) {
  const [opened, setOpened] = useState(plan);
  if (plan.revision > opened.revision) setOpened(plan);
  const queries = useQueryClient();
  const stale = scenario.revision > plan.revision;
  useEffect(() => {
    if (!stale) return undefined;
    const load = (): void => void queries.invalidateQueries({ queryKey: planQuery(plan.id).queryKey });
    load();
    const timer = setInterval(load, STALE_MS);
    return () => clearInterval(timer);
  }, [stale, scenario.revision, plan.id, queries]);
  const session = usePlanSession(opened);
  return session ? <Connected scenario={scenario} session={session} /> : <GridSkeleton />;
}

function Connected({ scenario, session }: { scenario: Scenario; session: PlanSession }) {
  const { t } = useTranslation('scenarios');
  const ready = useStore(session.ready);
  const fault = useStore(session.engine.fault);
  const [requests] = useState<CellRequests>(() => createStore<string | undefined>(undefined));
  const follow = useFollow(session, requests);
  return (
    <>
      <PageHeader
        crumbs={[{ label: t('title'), to: '/scenarios' }, { label: scenario.name }]}
        actions={
          <>
            <SavePill session={session} writes={mayWrite(scenario.sheets)} />
            <PeopleBar session={session} follow={follow} onGoTo={(cell) => requests.set(cell)} />
            <ScenarioMenu scenario={scenario} plan={session.plan} />
          </>
        }
      >
        <span className={styles['state']}>
          <StateBadge state={scenario.state} />
        </span>
      </PageHeader>
      {fault && <Stopped fault={fault} />}
      {!fault && ready && (
        <div className={styles['hands']} onKeyDownCapture={follow.stop} onPointerDownCapture={follow.stop}>
          <OpenPlan scenario={scenario} session={session} requests={requests} />
        </div>
      )}
      {!fault && !ready && <Opening session={session} />}
      <LeaveGuard session={session} />
    </>
  );
}

/** Without its engine the page can show nothing true; what was typed goes on being saved. */
function Stopped({ fault }: { fault: Error }) {
  const { t } = useTranslation('scenarios');
  const reload = (): void => location.reload();
  if (fault instanceof ApiError) return <QueryError error={fault} onRetry={reload} />;
  return <ErrorState title={t('page.engineStopped')} text={t('page.engineStoppedText')} onRetry={reload} />;
}

function Opening({ session }: { session: PlanSession }) {
  const { t } = useTranslation('scenarios');
  const save = useStore(session.save);
  if (save.kind === 'stopped' && save.cause !== 'signedOut') {
    return <ErrorState title={t('page.loadFailed')} text={t(`save.${save.cause}`)} onRetry={() => location.reload()} />;
  }
  const trouble = save.kind === 'offline' || (save.kind === 'opening' && save.trouble !== undefined);
  if (trouble)
    return <ErrorState title={t('page.loadFailed')} text={t('page.openingTrouble')} onRetry={session.retry} />;
  return (
    <>
      <output className="visually-hidden">{t('page.opening')}</output>
      <GridSkeleton />
    </>
  );
}
