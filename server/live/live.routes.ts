import { z } from 'zod';
import { hourCurveSchema, kpiMessageSchema, kpiQuerySchema, watchableScopeSchema } from '../../shared/api/kpi.ts';
import { liveReceiptsSchema, rankingSchema } from '../../shared/api/live-board.ts';
import { listOf } from '../../shared/api/reference.ts';
import { parseScope, scopeNameSchema } from '../../shared/api/scope.ts';
import { can } from '../accounts/can.ts';
import { notFound, unavailable } from '../http/errors.ts';
import { defineRoute, type Route, type RouteContext } from '../http/route.ts';
import type { Live } from './live.ts';

type Caller = Pick<RouteContext<unknown, unknown, unknown>, 'authorize'>;

export function liveRoutes(
  live: Pick<Live, 'directory' | 'refresh' | 'curve' | 'kpis' | 'ranking' | 'receipts'>,
): Route[] {
  /** 404 for a scope that does not exist or is not the caller's. */
  function demand(caller: Caller, name: string): void {
    const scope = parseScope(name);
    const directory = known();
    if (!scope || !directory.storesOf(scope)) throw notFound();
    caller.authorize('live.read', { scope, region: directory.regionOf(scope) });
  }

  function known() {
    const directory = live.directory();
    if (!directory) throw unavailable('Live values are being loaded. Try again in a moment.');
    return directory;
  }

  const kpis = defineRoute({
    method: 'get',
    path: '/api/kpis',
    tag: 'Live',
    summary: 'Values of a scope and business day; today without a date',
    access: { kind: 'can', action: 'live.read' },
    query: kpiQuerySchema,
    responses: { 200: { description: 'The values as the live feed sends them', schema: kpiMessageSchema } },
    async handle({ query, authorize }) {
      demand({ authorize }, query.scope);
      const body = await live.kpis(query.scope, query.date);
      if (!body) throw notFound();
      return { status: 200, body };
    },
  });

  const scopes = defineRoute({
    method: 'get',
    path: '/api/live/scopes',
    tag: 'Live',
    summary: 'Scopes the caller may watch: company, regions, stores',
    access: { kind: 'can', action: 'live.read' },
    responses: { 200: { description: 'In the order of a page', schema: listOf(watchableScopeSchema) } },
    handle({ principal }) {
      const directory = known();
      const items = directory.scopes.filter((item) => {
        const scope = parseScope(item.scope);
        return scope && can(principal, 'live.read', { scope, region: directory.regionOf(scope) }) === 'allowed';
      });
      return { status: 200, body: { items } };
    },
  });

  const curve = defineRoute({
    method: 'get',
    path: '/api/live/curve',
    tag: 'Live',
    summary: 'Revenue by hour of the current day, beside last year and the objective',
    access: { kind: 'can', action: 'live.read' },
    query: z.object({ scope: scopeNameSchema }),
    responses: { 200: { description: '24 hours each', schema: hourCurveSchema } },
    handle({ query, authorize }) {
      demand({ authorize }, query.scope);
      const body = live.curve(query.scope);
      if (!body) throw notFound();
      return { status: 200, body };
    },
  });

  const ranking = defineRoute({
    method: 'get',
    path: '/api/live/ranking',
    tag: 'Live',
    summary: 'Every store of a scope with what it may be ranked by',
    access: { kind: 'can', action: 'live.read' },
    query: z.object({ scope: scopeNameSchema }),
    responses: { 200: { description: 'By code', schema: rankingSchema } },
    async handle({ query, authorize }) {
      demand({ authorize }, query.scope);
      // The bell may have rung at another server, which has read what this one has not.
      await live.refresh();
      const body = live.ranking(query.scope);
      if (!body) throw notFound();
      return { status: 200, body };
    },
  });

  const receipts = defineRoute({
    method: 'get',
    path: '/api/live/receipts',
    tag: 'Live',
    summary: 'The last receipts of a scope on the current day',
    access: { kind: 'can', action: 'live.read' },
    query: z.object({ scope: scopeNameSchema }),
    responses: { 200: { description: 'By the time of their sale, the newest first', schema: liveReceiptsSchema } },
    async handle({ query, authorize }) {
      demand({ authorize }, query.scope);
      const body = await live.receipts(query.scope);
      if (!body) throw notFound();
      return { status: 200, body };
    },
  });

  return [kpis, scopes, curve, ranking, receipts];
}
