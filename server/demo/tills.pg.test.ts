import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { FIXTURE_PASSWORD } from '../../db/testing/fixture.ts';
import { createLog } from '../log.ts';
import { createPool, type Pool } from '../postgres/pool.ts';
import { createReference } from '../reference/reference.ts';
import { referenceRoutes } from '../reference/reference.routes.ts';
import { createSales } from '../sales/sales.ts';
import { salesRoutes } from '../sales/sales.routes.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Fetch } from './api.ts';
import { rhythmAt, waitOf } from './rhythm.ts';
import { createTills, type Tills } from './tills.ts';

const log = createLog('silent');
let db: TestDatabase;
let pool: Pool;
let app: TestApp;

beforeAll(async () => {
  db = await createTestDatabase({ fixture: true });
  pool = createPool(db.url, log);
  await pool.query(
    `insert into cles_api (client_id, secret, portees) select 'caisse-demo', mot_de_passe, '{sales,imports}' from utilisateurs limit 1`,
  );
  const routes = [
    ...referenceRoutes(createReference({ db: pool })),
    ...salesRoutes(createSales({ pool, registry: new Registry(), now: () => new Date('2026-12-31T00:00:00Z') })),
  ];
  app = await startTestApp(pool, routes);
});
afterAll(async () => {
  await app.close();
  await pool.end();
  await db.drop();
});

/** Tills whose time the test owns: `sell` lets them take one turn. */
function run(at: string, through: Fetch = fetch, seed = 1) {
  let due: { work: () => void; ms: number } | undefined;
  let scheduled: (() => void) | undefined;
  let state = seed;
  const tills: Tills = createTills({
    baseUrl: app.url,
    clientId: 'caisse-demo',
    clientSecret: FIXTURE_PASSWORD,
    log,
    clock: () => Date.parse(at),
    rng: () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647,
    fetch: through,
    schedule(work, ms) {
      due = { work, ms };
      scheduled?.();
      return () => (due = undefined);
    },
  });
  tills.start();
  return {
    tills,
    due: () => due,
    async sell(): Promise<void> {
      const next = new Promise<void>((resolve) => (scheduled = resolve));
      due?.work();
      await next;
    },
  };
}

async function sold(): Promise<{ receipts: number; lines: number; prefixed: boolean }> {
  const { rows } = await pool.query<{ receipts: number; lines: number; prefixed: boolean }>(
    `select count(distinct v.id) as receipts, count(l.id) as lines, bool_and(v.caisse like 'D%') as prefixed
     from ventes v join lignes_ventes l on l.vente_id = v.id`,
  );
  return rows[0] ?? { receipts: 0, lines: 0, prefixed: false };
}

describe('simulated tills', () => {
  it('sell through the API, baskets by day and single small articles at night', async () => {
    const day = run('2026-11-20T11:00:00+01:00');
    for (let n = 0; n < 30; n++) await day.sell();
    await day.tills.stop();
    const noon = await sold();
    expect(noon.receipts).toBe(30);
    expect(noon.lines).toBeGreaterThan(40);
    expect(noon.prefixed).toBe(true);

    const night = run('2026-11-20T03:00:00+01:00');
    for (let n = 0; n < 10; n++) await night.sell();
    await night.tills.stop();
    const later = await sold();
    expect(later.receipts).toBe(40);
    expect(later.lines).toBe(noon.lines + 10);
  });

  it('send a sale again as it was when its answer was lost, and slow down while the API is away', async () => {
    const before = await sold();
    let lost = 3;
    const flaky: Fetch = async (url, init) => {
      const response = await fetch(url, init);
      if (url.endsWith('/api/sales') && lost-- > 0) throw new TypeError('fetch failed');
      return response;
    };
    const { tills, sell, due } = run('2026-11-20T12:00:00+01:00', flaky);
    const pauses: number[] = [];
    for (let n = 0; n < 3; n++) {
      await sell();
      pauses.push(due()?.ms ?? 0);
    }
    expect(pauses).toEqual([2_000, 4_000, 8_000]);
    await sell();
    expect((await sold()).receipts).toBe(before.receipts + 1);
    await tills.stop();
    expect(due()).toBeUndefined();
  });

  it('sign in again when their token is refused', async () => {
    const before = await sold();
    let refused = false;
    const strict: Fetch = async (url, init) => {
      if (refused || !url.endsWith('/api/sales')) return fetch(url, init);
      refused = true;
      return new Response('{}', { status: 401 });
    };
    const { tills, sell } = run('2026-11-20T13:00:00+01:00', strict);
    await sell();
    await tills.stop();
    expect((await sold()).receipts).toBe(before.receipts + 1);
  });
});

describe('the rhythm', () => {
  it('is that of a shop, and never stops', () => {
    const at = (date: string, hour: number) => rhythmAt({ date, seconds: hour * 3600 });
    expect(at('2026-11-20', 18).meanMs).toBeLessThan(at('2026-11-20', 9).meanMs);
    expect(at('2026-11-21', 18).meanMs).toBeLessThan(at('2026-11-20', 18).meanMs);
    expect(at('2026-11-20', 3)).toEqual({ open: false, meanMs: 60_000 });
    expect(waitOf(1_000, 0)).toBe(0);
    expect(waitOf(1_000, 0.999_999)).toBe(4_000);
  });
});
