import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { FIXTURE_PASSWORD, FIXTURE_USERS } from '../../db/testing/fixture.ts';
import type { ApiErrorBody } from '../../shared/api/error.ts';
import { createLog } from '../log.ts';
import { createPool, type Pool } from '../postgres/pool.ts';
import { createSales } from '../sales/sales.ts';
import { salesRoutes } from '../sales/sales.routes.ts';
import { postJson, startTestApp, type TestApp } from '../testing/app.ts';
import { createReference } from './reference.ts';
import { referenceRoutes } from './reference.routes.ts';

let db: TestDatabase;
let pool: Pool;
let app: TestApp;

beforeAll(async () => {
  db = await createTestDatabase({ fixture: true });
  pool = createPool(db.url, createLog('silent'));
  await pool.query(
    `insert into cles_api (client_id, secret, portees)
     select t.id, u.mot_de_passe, t.portees from (select mot_de_passe from utilisateurs limit 1) u,
       (values ('caisse', '{sales}'::text[]), ('lecture', '{read}'::text[])) t (id, portees)`,
  );
  app = await startTestApp(pool, [
    ...referenceRoutes(createReference({ db: pool })),
    ...salesRoutes(createSales({ pool, registry: new Registry(), now: () => new Date('2026-11-22T09:00:00Z') })),
  ]);
});
afterAll(async () => {
  await app.close();
  await pool.end();
  await db.drop();
});

async function as(role: keyof typeof FIXTURE_USERS): Promise<Record<string, string>> {
  const email = FIXTURE_USERS[role];
  const response = await postJson(`${app.url}/api/auth/login`, { email, password: FIXTURE_PASSWORD });
  return { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', origin: app.url };
}

async function machine(clientId: string): Promise<Record<string, string>> {
  const response = await postJson(`${app.url}/api/auth/token`, { clientId, clientSecret: FIXTURE_PASSWORD });
  const { accessToken } = (await response.json()) as { accessToken: string };
  return { authorization: `Bearer ${accessToken}` };
}

async function items(path: string, headers: Record<string, string>): Promise<unknown[]> {
  const response = await fetch(`${app.url}${path}`, { headers });
  return ((await response.json()) as { items: unknown[] }).items;
}

describe('reference data', () => {
  it('is shown whole to the company and to machines, and by region to who has one', async () => {
    for (const caller of [await as('director'), await as('reader'), await machine('caisse')]) {
      expect(await items('/api/regions', caller)).toEqual([
        { code: 'BRE', name: 'Bretagne' },
        { code: 'IDF', name: 'Île-de-France' },
      ]);
      expect(await items('/api/stores', caller)).toHaveLength(3);
    }
    const manager = await as('manager');
    expect(await items('/api/regions', manager)).toEqual([{ code: 'IDF', name: 'Île-de-France' }]);
    expect(await items('/api/stores', manager)).toEqual([
      { code: 'M001', name: 'Paris Bastille', region: 'IDF' },
      { code: 'M002', name: 'Versailles', region: 'IDF' },
    ]);
    expect(await items('/api/categories', manager)).toHaveLength(3);
    expect((await fetch(`${app.url}/api/stores`)).status).toBe(401);
  });

  it('pages products', async () => {
    const caller = await machine('caisse');
    expect((await items('/api/products', caller))[4]).toEqual({
      sku: 'P05',
      name: 'Produit 5',
      category: 'MAIS',
      purchasePrice: 2.5,
      salePrice: 5,
    });
    const seen: unknown[] = [];
    for (let after: string | undefined = ''; after !== undefined;) {
      const response = await fetch(`${app.url}/api/products?limit=4&after=${after}`, { headers: caller });
      const page = (await response.json()) as { items: { sku: string }[]; next?: string };
      seen.push(...page.items.map(({ sku }) => sku));
      after = page.next;
    }
    expect(seen).toEqual(Array.from({ length: 10 }, (_, n) => `P${String(n + 1).padStart(2, '0')}`));
  });
});

describe('POST /api/sales', () => {
  const sale = {
    store: 'M001',
    receipt: 'A1',
    soldAt: '2026-11-20T10:00:00+01:00',
    lines: [{ sku: 'P01', quantity: 1, unitPrice: 1 }],
  };
  const post = (body: unknown, headers: Record<string, string>) => postJson(`${app.url}/api/sales`, body, headers);

  it('takes one sale or many from who may write them', async () => {
    const till = await machine('caisse');
    const first = await post(sale, till);
    expect([first.status, await first.json()]).toEqual([201, { accepted: 1, duplicates: 0 }]);
    const again = await post([sale, { ...sale, receipt: 'A2' }], till);
    expect([again.status, await again.json()]).toEqual([201, { accepted: 1, duplicates: 1 }]);
    expect((await post(sale, {})).status).toBe(401);
    expect((await post(sale, await machine('lecture'))).status).toBe(403);
    expect((await post(sale, await as('director'))).status).toBe(403);
  });

  it('names the sale, the place and the fault', async () => {
    const till = await machine('caisse');
    const faults = async (body: unknown) => {
      const response = await post(body, till);
      return { status: response.status, ...((await response.json()) as ApiErrorBody).error };
    };
    expect(await faults([sale, { ...sale, lines: [{ ...sale.lines[0], unitPrice: '1' }] }])).toMatchObject({
      status: 422,
      code: 'invalid',
      details: [{ index: 1, path: 'lines.0.unitPrice' }],
    });
    expect(await faults({ ...sale, store: 'M404' })).toMatchObject({
      status: 422,
      details: [{ index: 0, path: 'store', code: 'unknown_store' }],
    });
    expect(await faults({ ...sale, soldAt: '2026-11-20T10:00:01+01:00' })).toMatchObject({
      status: 409,
      code: 'receipt_conflict',
    });
  });
});
