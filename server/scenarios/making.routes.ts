import { z } from 'zod';
import { apiErrorSchema } from '../../shared/api/error.ts';
import {
  addStoreSchema,
  createdScenarioSchema,
  createScenarioSchema,
  createVersionSchema,
  forkScenarioSchema,
  scenarioSchema,
  scenarioVersionSchema,
  startingPointSchema,
  storeAddedSchema,
} from '../../shared/api/scenarios.ts';
import { defineRoute } from '../http/route.ts';
import { busy, params, refusals, tag } from './route-parts.ts';
import type { Route } from '../http/route.ts';
import type { Turns } from '../http/turns.ts';
import type { Scenarios } from './scenarios.ts';

/** @param turns at having plans computed */
export function makingRoutes(scenarios: Scenarios, turns: Turns): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/scenarios',
      tag,
      summary: 'Start a scenario from last year’s sales or from another scenario',
      access: { kind: 'can', action: 'scenario.create' },
      body: createScenarioSchema,
      turns,
      responses: {
        201: {
          description: 'The scenario; copied lists stores without history, leftOut what net returns kept out',
          schema: createdScenarioSchema,
        },
        409: { description: 'reference_unfit', schema: apiErrorSchema },
        ...busy,
      },
      handle: async ({ principal, body }) => ({ status: 201, body: await scenarios.create(principal, body) }),
    }),
    defineRoute({
      method: 'get',
      path: '/api/starting-point',
      tag,
      summary: 'Which stores have no history to start a scenario of a year from',
      access: { kind: 'can', action: 'scenario.create' },
      query: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
      responses: {
        200: { description: 'Its stores; copied lists those without history', schema: startingPointSchema },
        409: { description: 'reference_unfit', schema: apiErrorSchema },
      },
      handle: async ({ query }) => ({ status: 200, body: await scenarios.startingPoint(query.year) }),
    }),
    defineRoute({
      method: 'post',
      path: '/api/scenarios/:id/fork',
      tag,
      summary: 'A copy with all its entries; a manager’s is his private draft',
      access: { kind: 'can', action: 'scenario.fork' },
      params,
      body: forkScenarioSchema,
      responses: {
        201: { description: 'The copy', schema: scenarioSchema },
        429: { description: 'Too many copies within an hour', schema: apiErrorSchema },
        ...refusals,
      },
      handle: async ({ principal, params: { id }, body }) => ({
        status: 201,
        body: await scenarios.fork(principal, id, body.name),
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/api/scenarios/:id/stores',
      tag,
      summary: 'Add a store that opens later; entries so far are spread over it too',
      access: { kind: 'can', action: 'scenario.addStore' },
      params,
      body: addStoreSchema,
      responses: {
        200: { description: 'The scenario, and what the store starts from', schema: storeAddedSchema },
        409: { description: 'store_exists, wrong_state, reference_unfit or busy', schema: apiErrorSchema },
        422: { description: 'No such store, or none to start like', schema: apiErrorSchema },
        ...refusals,
      },
      handle: async ({ principal, params: { id }, body }) => ({
        status: 200,
        body: await scenarios.addStore(principal, id, body),
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
      turns,
      responses: { 201: { description: 'The version', schema: scenarioVersionSchema }, ...busy, ...refusals },
      handle: async ({ principal, params: { id }, body }) => ({
        status: 201,
        body: await scenarios.addVersion(principal, id, body.name),
      }),
    }),
  ];
}
