import { z } from 'zod';
import { defineRoute, type Route } from './route.ts';

/** `undefined`: usable; else what is wrong, in one line. */
export type HealthCheck = () => Promise<string | undefined> | string | undefined;

const readySchema = z.object({ status: z.enum(['ready', 'unready']), checks: z.record(z.string(), z.string()) });

export function healthRoutes(checks: Record<string, HealthCheck>): Route[] {
  const live = defineRoute({
    method: 'get',
    path: '/healthz',
    tag: 'Operations',
    summary: 'The process answers',
    access: { kind: 'public' },
    responses: { 200: { description: 'Alive', schema: z.object({ status: z.literal('ok') }) } },
    handle: () => ({ status: 200, body: { status: 'ok' } }),
  });
  const ready = defineRoute({
    method: 'get',
    path: '/readyz',
    tag: 'Operations',
    summary: 'Everything a user needs is usable',
    access: { kind: 'public' },
    responses: {
      200: { description: 'Ready', schema: readySchema },
      503: { description: 'Not ready, with the failing checks', schema: readySchema },
    },
    async handle() {
      const results = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => [name, (await settle(check)) ?? 'ok'] as const),
      );
      const failing = results.some(([, state]) => state !== 'ok');
      return {
        status: failing ? 503 : 200,
        body: { status: failing ? 'unready' : 'ready', checks: Object.fromEntries(results) },
      };
    },
  });
  return [live, ready];
}

async function settle(check: HealthCheck): Promise<string | undefined> {
  try {
    return await check();
  } catch (error) {
    return error instanceof Error ? error.message : 'failed';
  }
}
