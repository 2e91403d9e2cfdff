import type { z } from 'zod';
import { listOf, productSchema, storeSchema } from '../../shared/api/reference.ts';
import type { Sale } from '../../shared/api/sales.ts';
import { tokenResponseSchema } from '../../shared/api/session.ts';
import type { Assortment } from './basket.ts';

export interface TillApi {
  assortment(): Promise<Assortment>;
  /** `refused`: the sale itself is wrong and never will pass. Throws while the API is away. */
  send(sale: Sale): Promise<'stored' | 'refused'>;
}

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

export interface TillApiOptions {
  baseUrl: string;
  clientId: string;
  clientSecret: string;
  fetch: Fetch;
  signal: AbortSignal;
}

const LIMIT_MS = 10_000;

/** The real API, as a till of another system uses it: a token of its own, nothing but HTTP. */
export function createTillApi({ baseUrl, clientId, clientSecret, fetch, signal }: TillApiOptions): TillApi {
  let token: string | undefined;
  const limited = () => AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);

  async function signIn(): Promise<string> {
    const response = await post('/api/auth/token', { clientId, clientSecret });
    if (!response.ok) throw new Error(`no token: ${response.status}`);
    return tokenResponseSchema.parse(await response.json()).accessToken;
  }

  function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${baseUrl}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: limited(),
    });
  }

  /** With a token; a token that has run out is replaced once. */
  async function signed(call: (authorization: string) => Promise<Response>): Promise<Response> {
    token ??= await signIn();
    const response = await call(`Bearer ${token}`);
    if (response.status !== 401) return response;
    await response.body?.cancel();
    token = await signIn();
    return call(`Bearer ${token}`);
  }

  async function list<T>(path: string, item: z.ZodType<T>): Promise<T[]> {
    const response = await signed((authorization) =>
      fetch(`${baseUrl}${path}`, { headers: { authorization }, signal: limited() }),
    );
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return listOf(item).parse(await response.json()).items as T[];
  }

  return {
    async assortment() {
      const stores = await list('/api/stores', storeSchema);
      const products = await list('/api/products', productSchema);
      return { stores, products: products.toSorted((a, b) => a.salePrice - b.salePrice) };
    },
    async send(sale) {
      const response = await signed((authorization) => post('/api/sales', sale, { authorization }));
      await response.body?.cancel();
      if (response.status === 201) return 'stored';
      if (response.status === 409 || response.status === 422) return 'refused';
      throw new Error(`sale not taken: ${response.status}`);
    },
  };
}
