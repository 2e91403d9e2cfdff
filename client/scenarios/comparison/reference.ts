import { scenarioModelSchema } from '../../../shared/api/scenarios.ts';
import { apiRequest } from '../../api/http.ts';
import { fetchBase } from '../engine/fetch-base.ts';
import type { QueryClient } from '@tanstack/react-query';
import type { PlanSession } from '../session/plan-session.ts';

/** What a plan is compared with. */
export type Reference =
  | { readonly kind: 'lastYear' }
  | { readonly kind: 'version'; readonly hash: string }
  | { readonly kind: 'scenario'; readonly id: string; readonly revision: number };

interface Leaves {
  readonly scenario: string;
  readonly hash: string;
}

async function leavesOf(
  queries: QueryClient,
  { plan }: PlanSession,
  reference: Reference,
): Promise<Leaves | undefined> {
  if (reference.kind === 'version') return { scenario: plan.id, hash: reference.hash };
  if (reference.kind === 'lastYear')
    return plan.lastYear === undefined ? undefined : { scenario: plan.id, hash: plan.lastYear };
  const { id, revision } = reference;
  // Asked at every change of the plan: as long as its revision stands, a model stays what it is.
  const { base } = await queries.fetchQuery({
    queryKey: ['scenarios', 'reference', id, revision],
    queryFn: () => apiRequest({ path: `/api/scenarios/${encodeURIComponent(id)}/model`, schema: scenarioModelSchema }),
    staleTime: Infinity,
  });
  return { scenario: id, hash: base.hash };
}

/**
 * The reference's values of rows, one after the other: row i in period k at i × 17 + k; undefined where there is none.
 * Throws ApiError, and UnreadableLeaves by name where its hierarchy is another one.
 */
export async function referenceValues(
  queries: QueryClient,
  session: PlanSession,
  reference: Reference,
  measure: string,
  rows: readonly string[],
): Promise<readonly (number | null)[] | undefined> {
  const { engine } = session;
  const leaves = await leavesOf(queries, session, reference);
  if (!leaves) return undefined;
  const known = await engine.referenceValues(leaves.hash, measure, rows);
  if (known) return known;
  await engine.refer(leaves.hash, await fetchBase(leaves.scenario, leaves.hash));
  return engine.referenceValues(leaves.hash, measure, rows);
}
