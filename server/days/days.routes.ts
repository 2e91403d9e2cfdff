import type { z } from 'zod';
import { apiErrorSchema } from '../../shared/api/error.ts';
import { listOf } from '../../shared/api/reference.ts';
import { parseScope, scopeName } from '../../shared/api/scope.ts';
import {
  closeDaysRequestSchema,
  correctTillTotalRequestSchema,
  reopenDaysRequestSchema,
  storeDaySchema,
  storeDaysQuerySchema,
  salesWriterSchema,
  storedTillTotalSchema,
  tillTotalsQuerySchema,
  tillTotalsRequestSchema,
  tillTotalsResponseSchema,
  type StoreDaysQuery,
} from '../../shared/api/store-days.ts';
import { principalName, type Principal } from '../accounts/user.ts';
import { notFound } from '../http/errors.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { StoreDays } from './store-days.ts';
import type { TillCorrections } from './till-corrections.ts';
import type { TillTotals } from './till-totals.ts';

const tag = 'Days';
const days = { 200: { description: 'The days as they are now', schema: listOf(storeDaySchema) } };
const invalid = { 422: { description: 'Invalid content; details say where', schema: apiErrorSchema } };
/** A thousand totals, or keys of days. */
const BODY_LIMIT = 500_000;

export function daysRoutes(storeDays: StoreDays, tillTotals: TillTotals, corrections: TillCorrections): Route[] {
  const record = defineRoute({
    method: 'post',
    path: '/api/till-totals',
    tag,
    summary: 'Record the totals tills printed at their closings (Z), all or none; the same ones again change nothing',
    access: { kind: 'can', action: 'tillTotals.write' },
    body: tillTotalsRequestSchema,
    bodyLimit: BODY_LIMIT,
    responses: {
      201: { description: 'Stored, or stored already', schema: tillTotalsResponseSchema },
      409: { description: 'till_total_conflict: exists with other content; day_closed', schema: apiErrorSchema },
      ...invalid,
    },
    handle: async ({ body, principal }) => ({
      status: 201,
      body: await tillTotals.record(body, { name: principalName(principal), machine: principal.kind === 'client' }),
    }),
  });

  const totals = defineRoute({
    method: 'get',
    path: '/api/till-totals',
    tag,
    summary: 'The till totals of a store on a day, with what was corrected about them',
    access: { kind: 'can', action: 'days.read' },
    query: tillTotalsQuerySchema,
    responses: {
      200: { description: 'By register and number; removed ones have no total', schema: listOf(storedTillTotalSchema) },
      ...invalid,
    },
    async handle({ query, authorize }) {
      const scope = { kind: 'store', code: query.store } as const;
      authorize('days.read', { scope, region: await storeDays.regionOf(scope) });
      return { status: 200, body: { items: await corrections.list(query) } };
    },
  });

  const correct = defineRoute({
    method: 'post',
    path: '/api/till-totals/correct',
    tag,
    summary: 'Replace a till total of an open day, or remove it, with a reason that stays with it and in the audit log',
    access: { kind: 'can', action: 'tillTotals.correct' },
    body: correctTillTotalRequestSchema,
    responses: {
      200: { description: 'The till totals of the day as they are now', schema: listOf(storedTillTotalSchema) },
      404: { description: 'There is no such till total', schema: apiErrorSchema },
      409: { description: 'till_total_changed: it is not what it was taken to be; day_closed', schema: apiErrorSchema },
      ...invalid,
    },
    handle: async ({ body, principal }) => ({
      status: 200,
      body: { items: await corrections.correct(body, principalName(principal)) },
    }),
  });

  const list = defineRoute({
    method: 'get',
    path: '/api/store-days',
    tag,
    summary: 'Business days by store: receipts, till totals, the gap between them, and whether the day is closed',
    access: { kind: 'can', action: 'days.read' },
    query: storeDaysQuerySchema as z.ZodType<StoreDaysQuery>,
    responses: { 200: { description: 'Newest first, then by store', schema: listOf(storeDaySchema) }, ...invalid },
    async handle({ query, principal, authorize }) {
      const name = query.scope ?? ownScope(principal);
      const scope = parseScope(name);
      if (!scope) throw notFound();
      authorize('days.read', { scope, region: await storeDays.regionOf(scope) });
      return { status: 200, body: { items: await storeDays.list({ ...query, scope: name }) } };
    },
  });

  const close = defineRoute({
    method: 'post',
    path: '/api/store-days/close',
    tag,
    summary: 'Close days: nothing is added to them, changed or taken away any more',
    access: { kind: 'can', action: 'days.close' },
    body: closeDaysRequestSchema,
    bodyLimit: BODY_LIMIT,
    responses: {
      200: {
        description:
          'The days as they are now: `closing` where sales are being written for long; these are closed after them',
        schema: listOf(storeDaySchema),
      },
      409: { description: 'opened_meanwhile', schema: apiErrorSchema },
      ...invalid,
    },
    handle: async ({ body, principal }) => ({
      status: 200,
      body: { items: await storeDays.close(body.days, principalName(principal)) },
    }),
  });

  const writers = defineRoute({
    method: 'get',
    path: '/api/store-days/writers',
    tag,
    summary: 'The connections whose writing of sales keeps closings waiting',
    access: { kind: 'can', action: 'days.close' },
    responses: { 200: { description: 'Longest first', schema: listOf(salesWriterSchema) } },
    async handle() {
      const found = await storeDays.writers();
      const items = found.map((one) => ({ ...one, since: one.since?.toISOString() ?? null }));
      return { status: 200, body: { items } };
    },
  });

  const cancel = defineRoute({
    method: 'post',
    path: '/api/store-days/cancel',
    tag,
    summary: 'Call closings under way off: the days are open as before',
    access: { kind: 'can', action: 'days.close' },
    body: closeDaysRequestSchema,
    bodyLimit: BODY_LIMIT,
    responses: { ...days, ...invalid },
    handle: async ({ body, principal }) => ({
      status: 200,
      body: { items: await storeDays.cancel(body.days, principalName(principal)) },
    }),
  });

  const reopen = defineRoute({
    method: 'post',
    path: '/api/store-days/reopen',
    tag,
    summary: 'Open closed days again, with a reason that stays in the audit log',
    access: { kind: 'can', action: 'days.reopen' },
    body: reopenDaysRequestSchema,
    bodyLimit: BODY_LIMIT,
    responses: { ...days, ...invalid },
    handle: async ({ body, principal }) => ({
      status: 200,
      body: { items: await storeDays.reopen(body.days, principalName(principal), body.reason) },
    }),
  });

  return [record, totals, correct, list, close, writers, cancel, reopen];
}

/** Without a scope everything the caller may see is meant. */
function ownScope(principal: Principal): string {
  return principal.kind === 'user' ? scopeName(principal.user.scope) : 'company';
}
