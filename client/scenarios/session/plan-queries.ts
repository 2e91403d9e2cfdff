import { queryOptions } from '@tanstack/react-query';
import { scenarioModelSchema, scenarioSchema } from '../../../shared/api/scenarios.ts';
import { buildHierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import { treeFaults } from '../../../shared/hierarchy/tree.ts';
import { ApiError } from '../../api/api-error.ts';
import { apiRequest } from '../../api/http.ts';
import type { Plan } from './plan.ts';
import type { ScenarioModel } from '../../../shared/api/scenarios.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';

export const scenarioKey = (id: string) => ['scenarios', 'one', id] as const;
export const versionsKey = (id: string) => ['scenarios', 'versions', id] as const;

export function scenarioQuery(id: string) {
  return queryOptions({
    queryKey: scenarioKey(id),
    queryFn: ({ signal }) =>
      apiRequest({ path: `/api/scenarios/${encodeURIComponent(id)}`, schema: scenarioSchema, signal }),
  });
}

/** What a scenario is computed from beside its entries: loaded for each opening, and again when its revision has grown. */
export function planQuery(id: string) {
  return queryOptions({
    queryKey: ['scenarios', 'plan', id] as const,
    queryFn: ({ signal }) => loadPlan(id, signal),
    staleTime: Infinity,
    gcTime: 0,
    // Maps are not for comparing field by field.
    structuralSharing: false,
  });
}

async function loadPlan(id: string, signal: AbortSignal): Promise<Plan> {
  const asked = Date.now();
  const path = `/api/scenarios/${encodeURIComponent(id)}/model`;
  const model = await apiRequest({ path, schema: scenarioModelSchema, signal });
  const heard = Date.now();
  return {
    id,
    revision: model.revision,
    hierarchy: hierarchyOf(model),
    base: model.base.hash,
    actuals: model.actuals?.hash,
    closedMonths: model.closedMonths,
    lastYear: model.lastYear?.hash,
    origins: { sources: model.base.sources, copied: model.copied, leftOut: model.leftOut },
    people: new Map(model.people.map(({ id: person, name }) => [person, name])),
    epochs: epochsOf(model.scenario),
    // Half of the way there and back is the best guess at when the server looked at its clock.
    clockOffset: model.serverTime - (asked + heard) / 2,
  };
}

export function epochsOf({ sheets }: ScenarioModel['scenario']): ReadonlyMap<string, number> {
  return new Map(sheets.map(({ id, epoch }) => [id, epoch]));
}

function hierarchyOf({ tree }: ScenarioModel): Hierarchy {
  const [fault] = treeFaults(tree);
  if (fault) throw new ApiError(`hierarchy: ${fault.kind}`, { kind: 'shape' });
  return buildHierarchy(tree);
}
