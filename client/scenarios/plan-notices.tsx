import { RefusedComments } from './comments/refused-comments.tsx';
import { OriginsNotice } from './origins/origins-notice.tsx';
import { CrowdedNotice } from './session/crowded-notice.tsx';
import { RefusedNotice } from './session/refused-notice.tsx';
import type { PlanSession } from './session/plan-session.ts';
import type { Explainer } from './sheet/explain.ts';
import type { Scenario } from '../../shared/api/scenarios.ts';

interface Props {
  readonly scenario: Scenario;
  readonly session: PlanSession;
  readonly explainer: Explainer;
}

/** What stands above the grid while there is something to say: where values come from, and what was or will be refused. */
export function PlanNotices({ scenario, session, explainer }: Props) {
  return (
    <>
      <OriginsNotice plan={session.plan} />
      <CrowdedNotice session={session} sheets={scenario.sheets} explainer={explainer} />
      <RefusedNotice session={session} explainer={explainer} />
      <RefusedComments session={session} words={explainer.words} />
    </>
  );
}
