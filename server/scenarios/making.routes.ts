import { z } from 'zod';
import { apiErrorSchema } from '../../shared/api/error.ts';
import {
  createScenarioSchema,
  createVersionSchema,
  forkScenarioSchema,
  scenarioSchema,
  scenarioVersionSchema,
} from '../../shared/api/scenarios.ts';
import { defineRoute } from '../http/route.ts';
import { params, refusals, tag } from './route-parts.ts';
import type { Route } from '../http/route.ts';
import type { Scenarios } from './scenarios.ts';

const leftOutSchema = z.array(
  z.object({
    store: z.string(),
    category: z.string(),
    month: z.string(),
    units: z.number(),
    revenueTtc: z.number(),
    cost: z.number(),
  }),
);

export function makingRoutes(scenarios: Scenarios): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/scenarios',
      tag,
      summary: 'Start a scenario from last year’s sales or from another scenario',
      access: { kind: 'can', action: 'scenario.create' },
      body: createScenarioSchema,
      responses: {
        201: {
          description: 'The scenario; leftOut lists what net returns kept out of its base',
          schema: scenarioSchema.extend({ leftOut: leftOutSchema }),
        },
        409: { description: 'reference_unfit', schema: apiErrorSchema },
      },
      async handle({ principal, body }) {
        const { scenario, leftOut } = await scenarios.create(principal, body);
        return { status: 201, body: { ...scenario, leftOut } };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/scenarios/:id/fork',
      tag,
      summary: 'A copy with all its entries; a manager’s is his private draft',
      access: { kind: 'can', action: 'scenario.fork' },
      params,
      body: forkScenarioSchema,
      responses: { 201: { description: 'The copy', schema: scenarioSchema }, ...refusals },
      handle: async ({ principal, params: { id }, body }) => ({
        status: 201,
        body: await scenarios.fork(principal, id, body.name),
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/api/scenarios/:id/versions',
      tag,
      summary: 'Keep the values of this moment',
      access: { kind: 'can', action: 'scenario.version' },
      params,
      body: createVersionSchema,
      responses: { 201: { description: 'The version', schema: scenarioVersionSchema }, ...refusals },
      handle: async ({ principal, params: { id }, body }) => ({
        status: 201,
        body: await scenarios.addVersion(principal, id, body.name),
      }),
    }),
  ];
}
