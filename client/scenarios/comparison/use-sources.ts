import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { z } from 'zod';
import { scenarioVersionSchema } from '../../../shared/api/scenarios.ts';
import { apiRequest } from '../../api/http.ts';
import { scenariosQuery } from '../../api/scenario-list.ts';
import { versionsKey } from '../session/plan-queries.ts';
import type { Words } from '../sheet/plan-words.ts';
import type { PlanSession } from '../session/plan-session.ts';
import type { Reference } from './reference.ts';

/** Something to compare with, by a key of its own. */
export interface Source {
  readonly key: string;
  readonly label: string;
  readonly group: 'lastYear' | 'versions' | 'scenarios';
  readonly reference: Reference;
}

const versionsSchema = z.object({ items: z.array(scenarioVersionSchema) });

/** Last year, the versions of this scenario, the bases of the others. */
export function useSources({ plan }: PlanSession, t: Words): readonly Source[] {
  const path = `/api/scenarios/${encodeURIComponent(plan.id)}/versions`;
  const versions = useQuery({
    queryKey: versionsKey(plan.id),
    queryFn: ({ signal }) => apiRequest({ path, schema: versionsSchema, signal }),
  }).data?.items;
  const scenarios = useQuery(scenariosQuery).data;
  return useMemo(
    () => [
      ...(plan.lastYear === undefined
        ? []
        : [
            {
              key: 'lastYear',
              label: t('comparison.lastYear'),
              group: 'lastYear',
              reference: { kind: 'lastYear' },
            } as const,
          ]),
      ...(versions ?? []).map(({ id, name, hash }): Source => ({
        key: `version ${id}`,
        label: name,
        group: 'versions',
        reference: { kind: 'version', hash },
      })),
      ...(scenarios ?? [])
        .filter(({ id }) => id !== plan.id)
        .map(({ id, name, revision }): Source => ({
          key: `scenario ${id}`,
          label: name,
          group: 'scenarios',
          reference: { kind: 'scenario', id, revision },
        })),
    ],
    [plan, versions, scenarios, t],
  );
}
