import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { failureOf, isTransient } from './api-error.ts';
import { apiRequest, nothingSchema } from './http.ts';

const schema = z.object({ name: z.string() });

/** The network's next answer. */
function answer(body: string | null, init: ResponseInit = {}) {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => new Response(body, init));
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

async function failure(): Promise<unknown> {
  return apiRequest({ path: '/api/x', schema }).then(
    () => expect.fail('the request succeeded'),
    (error: unknown) => failureOf(error),
  );
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('what is sent', () => {
  it('is JSON with the cookie of this origin, without empty query parameters', async () => {
    const fetch = answer('{"name":"a"}');
    await apiRequest({ method: 'POST', path: '/api/x', query: { a: 'région', b: undefined }, body: { v: 1 }, schema });
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(url).toBe('/api/x?a=r%C3%A9gion');
    expect(init).toMatchObject({ method: 'POST', credentials: 'same-origin', body: '{"v":1}' });
  });

  it('leaves a form as it is, so that the browser writes its boundary', async () => {
    const fetch = answer('{"name":"a"}');
    const body = new FormData();
    await apiRequest({ method: 'POST', path: '/api/x', body, schema });
    expect(fetch.mock.calls[0]?.[1]?.body).toBe(body);
    expect(fetch.mock.calls[0]?.[1]?.headers).not.toHaveProperty('content-type');
  });
});

describe('what comes back', () => {
  it('is checked', async () => {
    answer('{"name":"a","more":1}');
    expect(await apiRequest({ path: '/api/x', schema })).toEqual({ name: 'a' });
    answer(null, { status: 204 });
    expect(await apiRequest({ path: '/api/x', schema: nothingSchema })).toBeUndefined();
    answer('{"name":1}');
    expect(await failure()).toEqual({ kind: 'shape' });
  });

  it('carries the code and the wait of a refusal', async () => {
    const body = '{"error":{"code":"too_many","message":"later"}}';
    answer(body, { status: 429, headers: { 'retry-after': '42' } });
    expect(await failure()).toMatchObject({ kind: 'refused', status: 429, code: 'too_many', retryAfter: 42 });
  });

  it('may be the page of a proxy in front of a stopped server', async () => {
    answer('<html>', { status: 502 });
    const error: unknown = await apiRequest({ path: '/api/x', schema }).catch((thrown: unknown) => thrown);
    expect(failureOf(error)).toMatchObject({ status: 502, code: 'http_502' });
    expect(isTransient(error)).toBe(true);
  });

  it('may be nothing at all', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
    expect(await failure()).toEqual({ kind: 'network' });
  });
});
