import { z } from 'zod';
import { apiErrorSchema } from '../../shared/api/error.ts';
import {
  cellsRequestSchema,
  cellsResponseSchema,
  historyQuerySchema,
  historySchema,
  landingSchema,
  scenarioModelSchema,
  scenarioSchema,
  scenarioVersionSchema,
} from '../../shared/api/scenarios.ts';
import { defineRoute } from '../http/route.ts';
import { exportFormatSchema } from './export-file.ts';
import { busy, params, refusals, tag } from './route-parts.ts';
import type { Reply, Route } from '../http/route.ts';
import type { Turns } from '../http/turns.ts';
import type { ExportFormat } from './export-file.ts';
import type { Scenarios } from './scenarios.ts';

const readable = { kind: 'can', action: 'scenario.read' } as const;
/** 50,000 addresses of 200 characters. */
const CELLS_LIMIT = 12_000_000;

/** @param turns at having plans computed */
export function readingRoutes(scenarios: Scenarios, turns: Turns): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/time',
      tag,
      summary: 'The server’s clock, which entries are stamped by',
      access: { kind: 'authenticated' },
      responses: { 200: { description: 'ms since 1970', schema: z.object({ now: z.number() }) } },
      handle: () => ({ status: 200, body: { now: scenarios.now() } }),
    }),
    defineRoute({
      method: 'get',
      path: '/api/scenarios',
      tag,
      summary: 'Every scenario the caller sees, newest first',
      access: readable,
      responses: { 200: { description: 'Scenarios', schema: z.object({ items: z.array(scenarioSchema) }) } },
      handle: async ({ principal }) => ({ status: 200, body: { items: await scenarios.list(principal) } }),
    }),
    defineRoute({
      method: 'get',
      path: '/api/scenarios/:id',
      tag,
      summary: 'A scenario, and what the caller may do with its sheets',
      access: readable,
      params,
      responses: { 200: { description: 'The scenario', schema: scenarioSchema }, ...refusals },
      handle: async ({ principal, params: { id } }) => ({ status: 200, body: await scenarios.get(principal, id) }),
    }),
    defineRoute({
      method: 'get',
      path: '/api/scenarios/:id/model',
      tag,
      summary: 'Hierarchy, base and people: what a plan is computed from beside its entries',
      access: readable,
      params,
      responses: { 200: { description: 'The model', schema: scenarioModelSchema }, ...refusals },
      async handle({ principal, params: { id } }) {
        const model = await scenarios.model(principal, id);
        return { status: 200, body: model, headers: { 'X-Server-Time': String(model.serverTime) } };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/scenarios/:id/base',
      tag,
      summary: 'Leaf values by hash, as shared/planning/base-binary.ts reads them',
      access: readable,
      params,
      query: z.object({
        hash: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .optional(),
      }),
      responses: { 200: { description: 'Binary', contentType: 'application/octet-stream' }, ...refusals },
      handle: async ({ principal, params: { id }, query }) => baseReply(scenarios, principal, id, query.hash),
    }),
    defineRoute({
      method: 'post',
      path: '/api/scenarios/:id/cells',
      tag,
      summary: 'Values of up to 50,000 cells, computed here from what is durable',
      access: readable,
      params,
      body: cellsRequestSchema,
      bodyLimit: CELLS_LIMIT,
      turns,
      responses: {
        200: { description: 'Values by address; null is « – »', schema: cellsResponseSchema },
        422: { description: 'Addresses that name no cell', schema: apiErrorSchema },
        ...busy,
        ...refusals,
      },
      handle: async ({ principal, params: { id }, body }) => ({
        status: 200,
        body: await scenarios.cells(principal, id, body.cells),
      }),
    }),
    defineRoute({
      method: 'get',
      path: '/api/scenarios/:id/landing',
      tag,
      summary: 'The month under way: sold so far, and the part of its plan that is to come',
      access: readable,
      params,
      responses: { 200: { description: 'The month, or null', schema: landingSchema }, ...refusals },
      handle: async ({ principal, params: { id } }) => ({ status: 200, body: await scenarios.landing(principal, id) }),
    }),
    defineRoute({
      method: 'get',
      path: '/api/scenarios/:id/history',
      tag,
      summary: 'Every entry ever saved, newest first; ask on with before = next',
      access: readable,
      params,
      query: historyQuerySchema,
      responses: {
        200: { description: 'A page of entries', schema: historySchema },
        422: { description: 'Not a sheet of this scenario, or not a cursor', schema: apiErrorSchema },
        ...refusals,
      },
      handle: async ({ principal, params: { id }, query }) => ({
        status: 200,
        body: await scenarios.history(principal, id, query),
      }),
    }),
    defineRoute({
      method: 'get',
      path: '/api/scenarios/:id/export',
      tag,
      summary: 'The plan as a spreadsheet',
      access: readable,
      params,
      query: z.object({ format: exportFormatSchema.default('csv') }),
      turns,
      responses: {
        200: {
          description: 'CSV: UTF-8 with BOM, `;`, decimal comma; XLSX: numbers with formats, titles frozen',
          contentType: 'text/csv',
        },
        422: { description: 'Not a format on offer', schema: apiErrorSchema },
        ...busy,
        ...refusals,
      },
      handle: async ({ principal, params: { id }, query }) => exportReply(scenarios, principal, id, query.format),
    }),
    defineRoute({
      method: 'get',
      path: '/api/scenarios/:id/versions',
      tag,
      summary: 'Versions, newest first',
      access: readable,
      params,
      responses: {
        200: { description: 'Versions', schema: z.object({ items: z.array(scenarioVersionSchema) }) },
        ...refusals,
      },
      handle: async ({ principal, params: { id } }) => ({
        status: 200,
        body: { items: await scenarios.versions(principal, id) },
      }),
    }),
  ];
}

type Caller = Parameters<Scenarios['get']>[0];

async function baseReply(scenarios: Scenarios, caller: Caller, id: string, asked: string | undefined): Promise<Reply> {
  const { hash, bytes } = await scenarios.base(caller, id, asked);
  // An address with a hash names these bytes for ever; rights still stand before it, so no shared cache may keep it.
  const cache = asked === undefined ? 'no-cache' : 'private, max-age=31536000, immutable';
  return {
    status: 200,
    body: bytes,
    headers: { 'Content-Type': 'application/octet-stream', 'Cache-Control': cache, ETag: `"${hash}"` },
  };
}

async function exportReply(scenarios: Scenarios, caller: Caller, id: string, format: ExportFormat): Promise<Reply> {
  const { name, contentType, content } = await scenarios.export(caller, id, format);
  return {
    status: 200,
    body: content,
    headers: {
      'Content-Type': contentType,
      'Content-Disposition': `attachment; filename="scenario.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  };
}
