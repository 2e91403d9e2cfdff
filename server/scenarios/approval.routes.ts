import { apiErrorSchema } from '../../shared/api/error.ts';
import { rejectSheetSchema, scenarioSchema, sheetActionSchema } from '../../shared/api/scenarios.ts';
import { defineRoute } from '../http/route.ts';
import { params, refusals, tag } from './route-parts.ts';
import type { Route } from '../http/route.ts';
import type { Scenarios } from './scenarios.ts';

const moved = {
  200: { description: 'The scenario after the change', schema: scenarioSchema },
  409: { description: 'wrong_state or not_approved', schema: apiErrorSchema },
  ...refusals,
};

export function approvalRoutes(scenarios: Scenarios): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/scenarios/:id/submit',
      tag,
      summary: 'Hand a region in: it is read-only from then on',
      access: { kind: 'can', action: 'sheet.submit' },
      params,
      body: sheetActionSchema,
      responses: moved,
      async handle({ principal, params: { id }, body, authorize }) {
        await scenarios.get(principal, id);
        authorize('sheet.submit', { sheet: body.sheet });
        return { status: 200, body: await scenarios.move(principal, id, { ...body, action: 'submit' }) };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/scenarios/:id/approve',
      tag,
      summary: 'Approve a submitted region',
      access: { kind: 'can', action: 'sheet.approve' },
      params,
      body: sheetActionSchema,
      responses: moved,
      handle: async ({ principal, params: { id }, body }) => ({
        status: 200,
        body: await scenarios.move(principal, id, { ...body, action: 'approve' }),
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/api/scenarios/:id/reject',
      tag,
      summary: 'Send a region back to be written again',
      access: { kind: 'can', action: 'sheet.approve' },
      params,
      body: rejectSheetSchema,
      responses: moved,
      handle: async ({ principal, params: { id }, body }) => ({
        status: 200,
        body: await scenarios.move(principal, id, { ...body, action: 'reject' }),
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/api/scenarios/:id/publish',
      tag,
      summary: 'Make the approved plan the objectives of the stores',
      access: { kind: 'can', action: 'scenario.publish' },
      params,
      responses: moved,
      handle: async ({ principal, params: { id } }) => ({ status: 200, body: await scenarios.publish(principal, id) }),
    }),
  ];
}
