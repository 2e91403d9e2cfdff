import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { FIXTURE_PASSWORD, FIXTURE_USERS } from '../../db/testing/fixture.ts';
import { postJson, signIn, startTestApp, type TestApp } from '../testing/app.ts';
import { defineRoute } from './route.ts';

const items = z.array(z.strictObject({ name: z.string().max(10) })).max(3);

const routes = [
  defineRoute({
    method: 'post',
    path: '/api/things',
    tag: 'Test',
    summary: 'Takes things',
    access: { kind: 'can', action: 'scenario.create' },
    body: items,
    responses: { 201: { description: 'Taken' } },
    handle: ({ body }) => ({ status: 201, body }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/regions/:code/things',
    tag: 'Test',
    summary: 'Things of a region',
    access: { kind: 'can', action: 'live.read' },
    params: z.object({ code: z.string().regex(/^[A-Z]{3}$/) }),
    responses: { 200: { description: 'Things' } },
    handle({ params, authorize }) {
      authorize('live.read', { scope: { kind: 'region', code: params.code } });
      return { status: 200, body: [] };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/broken',
    tag: 'Test',
    summary: 'Fails',
    access: { kind: 'public' },
    responses: { 200: { description: 'Never' } },
    handle: () => {
      throw new Error('a secret of the inside');
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/outage',
    tag: 'Test',
    summary: 'Loses its database connection',
    access: { kind: 'public' },
    responses: { 200: { description: 'Never' } },
    async handle() {
      await database.pool.query('select pg_terminate_backend(pg_backend_pid())');
      return { status: 200 };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/half',
    tag: 'Test',
    summary: 'Fails in the middle of its answer',
    access: { kind: 'public' },
    responses: { 200: { description: 'Half' } },
    handle: () => ({ status: 200, body: Readable.from(half()), headers: { 'Content-Type': 'text/csv' } }),
  }),
];

async function* half(): AsyncGenerator<string> {
  yield 'a;b\r\n';
  await Promise.resolve();
  throw new Error('a secret of the inside');
}

let database: TestDatabase;
let app: TestApp;
let analyst: Record<string, string>;
let manager: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase({ fixture: true });
  app = await startTestApp(database.pool, routes);
  analyst = await signIn(app, FIXTURE_USERS.analyst, FIXTURE_PASSWORD);
  manager = await signIn(app, FIXTURE_USERS.manager, FIXTURE_PASSWORD);
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

const things = (body: unknown, headers = analyst) => postJson(`${app.url}/api/things`, body, headers);

describe('rights come before content', () => {
  test('no session is 401, no right is 403, outside the scope is 404', async () => {
    expect((await things('nonsense', {})).status).toBe(401);
    expect((await things('nonsense', manager)).status).toBe(403);
    const answers = await Promise.all(
      ['IDF', 'BRE'].map((code) => fetch(`${app.url}/api/regions/${code}/things`, { headers: manager })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 404]);
  });
});

describe('content', () => {
  test('every finding is named with its place', async () => {
    const response = await things([{ name: 'ok' }, { name: 'far too long a name' }, { other: 1 }]);
    expect(response.status).toBe(422);
    const { error } = (await response.json()) as { error: { code: string; details: unknown[] } };
    expect(error.code).toBe('invalid');
    expect(error.details).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ index: 1, path: 'name', code: 'too_big' }),
        expect.objectContaining({ index: 2, path: 'name', code: 'invalid_type' }),
      ]),
    );
  });

  test.each([
    ['no body', undefined, 422],
    ['a string for an array', '"x"', 400],
    ['broken JSON', '[{"name":', 400],
    ['more than the limit', JSON.stringify([{ name: 'x'.repeat(200_000) }]), 413],
    ['NUL', '[{"name":"a\\u0000b"}]', 422],
    ['half a surrogate pair', '[{"name":"a\\ud800b"}]', 422],
    ['a prototype key', '[{"name":"a","__proto__":{"admin":true}}]', 422],
    ['10,000 levels', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 422],
  ])('%s is refused without a stack', async (_name, body, status) => {
    const response = await fetch(`${app.url}/api/things`, {
      method: 'POST',
      headers: { ...analyst, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    expect([response.status, text]).toEqual([status, expect.stringMatching(/^{"error":{"code":"/)]);
    expect(text).not.toMatch(/at .*\.(ts|js):\d+/);
  });
});

describe('what is nowhere or broken', () => {
  test('an unknown operation and an unreadable address are 404', async () => {
    expect((await fetch(`${app.url}/api/nothing`)).status).toBe(404);
    expect((await fetch(`${app.url}/api/regions/x/things`, { headers: analyst })).status).toBe(404);
  });

  test('an unexpected error is a bland 500, told in full to the log only', async () => {
    const response = await fetch(`${app.url}/api/broken`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret of the inside');
    expect(app.logged.join('')).toContain('a secret of the inside');
  });

  test('a database that goes away is a 503 to try again, in one line of the log and without a stack', async () => {
    const before = app.logged.length;
    const response = await fetch(`${app.url}/api/outage`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await response.json()).toEqual({
      error: { code: 'database_unavailable', message: expect.any(String) as string },
    });
    const lines = app.logged.slice(before).filter((line) => line.includes('/api/outage'));
    expect(lines.join('')).toContain('the database does not answer');
    expect(lines.join('')).not.toContain('stack');
    expect((await fetch(`${app.url}/api/regions/IDF/things`, { headers: analyst })).status).toBe(200);
  });

  test('an answer that fails in its middle breaks off instead of ending well', async () => {
    const response = await fetch(`${app.url}/api/half`);
    await expect(response.text()).rejects.toThrow();
    expect(app.logged.join('')).toContain('a response broke off');
  });

  test('errors carry the security headers too', async () => {
    const { headers } = await fetch(`${app.url}/api/nothing`);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

test('the published description has every route, with its schemas', async () => {
  const document = (await (await fetch(`${app.url}/api/openapi.json`)).json()) as {
    openapi: string;
    paths: Record<string, Record<string, { requestBody?: unknown; parameters: unknown[] }>>;
  };
  expect(document.openapi).toBe('3.1.0');
  expect(document.paths['/api/things']?.['post']?.requestBody).toMatchObject({
    content: { 'application/json': { schema: { type: 'array', maxItems: 3 } } },
  });
  expect(document.paths['/api/regions/{code}/things']?.['get']?.parameters).toMatchObject([
    { name: 'code', in: 'path' },
  ]);
});
