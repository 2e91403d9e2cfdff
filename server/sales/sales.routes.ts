import { salesRequestSchema, salesResponseSchema } from '../../shared/api/sales.ts';
import { apiErrorSchema } from '../../shared/api/error.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { Sales } from './sales.ts';

/** A thousand sales of some twenty lines each. */
const BODY_LIMIT = 4_000_000;

export function salesRoutes(sales: Sales): Route[] {
  const record = defineRoute({
    method: 'post',
    path: '/api/sales',
    tag: 'Sales',
    summary: 'Record one sale or up to 1,000, all or none; sending the same ones again changes nothing',
    access: { kind: 'can', action: 'sales.write' },
    body: salesRequestSchema,
    bodyLimit: BODY_LIMIT,
    responses: {
      201: { description: 'Stored, or stored already', schema: salesResponseSchema },
      409: { description: 'receipt_conflict: the key exists with other content; day_closed', schema: apiErrorSchema },
      422: { description: 'Invalid content; details name the index of each sale', schema: apiErrorSchema },
    },
    handle: async ({ body }) => ({ status: 201, body: await sales.record(body) }),
  });
  return [record];
}
