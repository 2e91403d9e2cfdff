import { z } from 'zod';
import { alertInputSchema, alertSavedSchema, alertSchema, alertSignalSchema } from '../../shared/api/alerts.ts';
import { apiErrorSchema } from '../../shared/api/error.ts';
import { listOf } from '../../shared/api/reference.ts';
import { parseScope, type Scope } from '../../shared/api/scope.ts';
import { can } from '../accounts/can.ts';
import { conflict, notFound, tooManyRequests } from '../http/errors.ts';
import { defineRoute, type Route, type RouteContext } from '../http/route.ts';
import { principalName, type Principal } from '../accounts/user.ts';
import type { Limiter } from '../redis/limiter.ts';
import type { Alerts } from './alerts.ts';

/** Which stores there are; undefined: not known yet. */
export interface AlertDirectory {
  storesOf(scope: Scope): readonly unknown[] | undefined;
  regionOf(scope: Scope): string | undefined;
}

const params = z.object({ id: z.uuid() });
const saved = { description: 'Saved; a webhook’s secret is shown this once.', schema: alertSavedSchema };
const missing = { description: 'There is no such alert, or it is outside your scope.', schema: apiErrorSchema };
const SIGNALS = 100;

/** `limit` counts trial messages: each tells a little about the network they go to. */
export function alertRoutes(alerts: Alerts, directory: () => AlertDirectory | undefined, limit: Limiter): Route[] {
  const read = { kind: 'can', action: 'live.read' } as const;
  const write = { kind: 'can', action: 'alerts.write' } as const;

  const thingOf = (name: string) => {
    const scope = parseScope(name);
    return scope && { scope, region: directory()?.regionOf(scope) };
  };
  const sees = (principal: Principal) => (name: string) => {
    const thing = thingOf(name);
    return thing !== undefined && can(principal, 'live.read', thing) === 'allowed';
  };
  const mayChange = (principal: Principal) => (name: string, author: string | null) => {
    const thing = thingOf(name);
    return thing !== undefined && can(principal, 'alerts.write', { ...thing, author }) === 'allowed';
  };

  /** 404 for a scope that does not exist or is not the caller's. */
  function demand(context: Pick<RouteContext<unknown, unknown, unknown>, 'authorize'>, name: string): void {
    const thing = thingOf(name);
    if (!thing || (directory() && !directory()?.storesOf(thing.scope))) throw notFound();
    context.authorize('alerts.write', thing);
  }

  async function own(context: RouteContext<{ id: string }, unknown, unknown>): Promise<string> {
    const { id } = context.params;
    const owner = await alerts.ownerOf(id);
    const thing = owner && thingOf(owner.scope);
    if (!thing) throw notFound();
    context.authorize('alerts.write', { ...thing, author: owner.author });
    return id;
  }

  return [
    defineRoute({
      method: 'get',
      path: '/api/alerts',
      tag: 'Alerts',
      summary: 'Alerts of the caller’s scopes, each with its last signal',
      access: read,
      responses: { 200: { description: 'Oldest first', schema: listOf(alertSchema) } },
      async handle({ principal }) {
        const items = (await alerts.list(mayChange(principal))).filter(({ scope }) => sees(principal)(scope));
        return { status: 200, body: { items } };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/alerts/signals',
      tag: 'Alerts',
      summary: 'The last signals of the caller’s scopes',
      access: read,
      responses: { 200: { description: 'Newest first', schema: listOf(alertSignalSchema) } },
      async handle({ principal }) {
        const items = await alerts.signals(SIGNALS, sees(principal), mayChange(principal));
        return { status: 200, body: { items } };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/alerts',
      tag: 'Alerts',
      summary: 'Watch a scope against its objective of the hour',
      access: write,
      body: alertInputSchema,
      responses: {
        201: saved,
        404: { description: 'There is no such scope, or it is not yours.', schema: apiErrorSchema },
        409: { description: 'too_many_alerts', schema: apiErrorSchema },
      },
      async handle(context) {
        demand(context, context.body.scope);
        return { status: 201, body: await alerts.create(context.body, personOf(context.principal)) };
      },
    }),
    defineRoute({
      method: 'patch',
      path: '/api/alerts/:id',
      tag: 'Alerts',
      summary: 'Change an alert. Without `webhook` its address and secret stay',
      access: write,
      params,
      body: alertInputSchema.partial({ webhook: true }),
      responses: { 200: saved, 404: missing },
      async handle(context) {
        const id = await own(context);
        demand(context, context.body.scope);
        const { webhook, ...rule } = context.body;
        const body = await alerts.update(
          id,
          { ...rule, ...(webhook !== undefined && { webhook }) },
          personOf(context.principal),
        );
        if (!body) throw notFound();
        return { status: 200, body };
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/api/alerts/:id',
      tag: 'Alerts',
      summary: 'Stop watching; its signals are forgotten',
      access: write,
      params,
      responses: { 204: { description: 'Gone' }, 404: missing },
      async handle(context) {
        if (!(await alerts.remove(await own(context)))) throw notFound();
        return { status: 204 };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/alerts/:id/test',
      tag: 'Alerts',
      summary: 'Send a trial message to the webhook',
      access: write,
      params,
      responses: {
        200: {
          description: 'What it was answered',
          schema: z.object({ sent: z.boolean(), answer: z.string() }),
        },
        404: missing,
        409: { description: 'no_webhook', schema: apiErrorSchema },
        429: { description: 'too_many_requests', schema: apiErrorSchema },
      },
      async handle(context) {
        const id = await own(context);
        const wait = await limit(principalName(context.principal));
        if (wait !== undefined) throw tooManyRequests(wait);
        const delivery = await alerts.tryOut(id);
        if (!delivery) throw conflict('no_webhook', 'This alert has no webhook. Give it an address first.');
        return { status: 200, body: { sent: delivery.kind === 'sent', answer: delivery.answer } };
      },
    }),
  ];
}

const personOf = (principal: Principal): string | undefined =>
  principal.kind === 'user' ? principal.user.id : undefined;
