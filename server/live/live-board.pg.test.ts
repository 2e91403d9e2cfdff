import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { FIXTURE_USERS } from '../../db/testing/fixture.ts';
import type { HourCurve } from '../../shared/api/kpi.ts';
import type { LiveReceipts, Ranking } from '../../shared/api/live-board.ts';
import { RECEIPTS } from './receipts.ts';
import { signIn, startLiveServer, TEST_DAY, type LiveServer } from './testing/live-server.ts';
import { seeded } from './testing/random.ts';

let db: TestDatabase;
let server: LiveServer;
const cookies = new Map<string, string>();

beforeAll(async () => {
  db = await createTestDatabase({ fixture: true });
  server = await startLiveServer(db.url);
  for (const role of ['director', 'manager'] as const) cookies.set(role, await signIn(server, FIXTURE_USERS[role]));
});
afterAll(async () => {
  await server.close();
  await db.drop();
});
beforeEach(async () => {
  await server.pool.query('delete from ventes');
});

async function get<T>(path: string, role = 'director'): Promise<{ status: number; body: T }> {
  const response = await fetch(`${server.url}${path}`, { headers: { cookie: cookies.get(role) ?? '' } });
  return { status: response.status, body: (await response.json()) as T };
}
const receipts = async (scope: string) => (await get<LiveReceipts>(`/api/live/receipts?scope=${scope}`)).body.items;
const ranking = async (scope: string) => (await get<Ranking>(`/api/live/ranking?scope=${scope}`)).body.items;

/** A receipt of lines [quantity, price]; answers its id. `at` is a wall clock in Paris. */
async function sell(store: number, at: string, ...lines: [number, number][]): Promise<number> {
  const { rows } = await server.pool.query<{ id: number }>(
    `with vente as (
       insert into ventes (magasin_id, date_vente) values ($1, $2::timestamp at time zone 'Europe/Paris') returning id),
     lignes as (
       insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire)
       select vente.id, 1, l.quantite, l.prix from vente, unnest($3::numeric[], $4::numeric[]) l (quantite, prix))
     select id from vente`,
    [store, at, lines.map(([quantity]) => quantity), lines.map(([, price]) => price)],
  );
  return rows[0]?.id ?? 0;
}

describe('the last receipts', () => {
  it('come by the time of their sale, with their lines and units, a return with its sign', async () => {
    await sell(1, `${TEST_DAY} 10:00:00`, [2, 10.5], [1, 3]);
    await sell(3, `${TEST_DAY} 11:30:00`, [-1, 8]);
    await sell(2, `${TEST_DAY} 09:59:59.5`, [1.5, 2]);
    expect(await receipts('company')).toEqual([
      {
        id: expect.any(Number),
        soldAt: '2026-11-20T10:30:00.000Z',
        store: 'store:M003',
        amount: -8,
        lines: 1,
        units: -1,
      },
      {
        id: expect.any(Number),
        soldAt: '2026-11-20T09:00:00.000Z',
        store: 'store:M001',
        amount: 24,
        lines: 2,
        units: 3,
      },
      {
        id: expect.any(Number),
        soldAt: '2026-11-20T08:59:59.500Z',
        store: 'store:M002',
        amount: 3,
        lines: 1,
        units: 1.5,
      },
    ]);
    expect((await receipts('region:IDF')).map(({ store }) => store)).toEqual(['store:M001', 'store:M002']);
    expect((await receipts('store:M003')).map(({ amount }) => amount)).toEqual([-8]);
  });

  it('are of this day only, and not of one that is to come', async () => {
    await sell(1, '2026-11-19 23:59:59', [1, 1]);
    await sell(1, '2026-11-21 00:00:00', [1, 1]);
    expect(await receipts('store:M001')).toEqual([]);
  });

  it('are the newest whatever came, went and came late', async () => {
    const seed = 25_112_026;
    const random = seeded(seed);
    const sold = new Map<number, string>();
    for (let round = 0; round < 12; round++) {
      for (let n = 0; n < 15; n++) {
        const at = `${TEST_DAY} ${String(8 + Math.floor(random() * 4)).padStart(2, '0')}:${String(10 + Math.floor(random() * 49))}:00`;
        sold.set(await sell(1 + Math.floor(random() * 3), at, [1, 1]), at);
      }
      const gone = [...sold.keys()].filter(() => random() < 0.25);
      await server.pool.query('delete from ventes where id = any($1)', [gone]);
      for (const id of gone) sold.delete(id);
      const truth = [...sold].toSorted(([a, x], [b, y]) => (x === y ? b - a : x < y ? 1 : -1)).slice(0, RECEIPTS);
      expect(
        (await receipts('company')).map(({ id }) => id),
        `seed ${seed}`,
      ).toEqual(truth.map(([id]) => id));
    }
  });

  it('and the ranking keep to the scope of the caller', async () => {
    for (const what of ['receipts', 'ranking']) {
      expect((await get(`/api/live/${what}?scope=region:IDF`, 'manager')).status).toBe(200);
      for (const scope of ['company', 'region:BRE', 'store:M003', 'store:NONE']) {
        expect((await get(`/api/live/${what}?scope=${scope}`, 'manager')).status).toBe(404);
      }
      expect((await get(`/api/live/${what}?scope=nonsense`, 'manager')).status).toBe(422);
    }
  });
});

describe('the ranking', () => {
  it('has every store of the scope, by the values of the feed', async () => {
    await sell(1, `${TEST_DAY} 10:00`, [2, 10]);
    await sell(3, `${TEST_DAY} 11:00`, [1, 5]);
    const all = await ranking('company');
    expect(all.map(({ scope, revenueTtc }) => [scope, revenueTtc])).toEqual([
      ['store:M001', 20],
      ['store:M002', 0],
      ['store:M003', 5],
    ]);
    const { body } = await get<{ values: { attainment: number } }>('/api/kpis?scope=store:M001');
    expect(all[0]?.attainment).toBeCloseTo(body.values.attainment, 2);
    expect((await ranking('region:IDF')).map(({ scope }) => scope)).toEqual(['store:M001', 'store:M002']);
    expect((await ranking('store:M003')).map(({ scope }) => scope)).toEqual(['store:M003']);
  });
});

it('the day lands where the same weekdays of the weeks before say', async () => {
  const weeksBefore = ['2026-11-13', '2026-11-06', '2026-10-30', '2026-09-25'];
  for (const day of weeksBefore) for (const hour of ['10', '17']) await sell(1, `${day} ${hour}:00`, [1, 100]);
  // Other weekdays and older weeks are no part of it.
  await sell(1, '2026-11-19 17:00', [1, 9_999]);
  await sell(1, '2026-09-18 17:00', [1, 9_999]);
  await sell(1, `${TEST_DAY} 10:30`, [1, 60]);
  const landing = async (scope: string) => (await get<HourCurve>(`/api/live/curve?scope=${scope}`)).body.landing;
  // Sales of other days are history: they are read again in the background.
  await expect
    .poll(() => landing('store:M001'), { timeout: 20_000 })
    .toEqual({ kind: 'expected', revenue: 120, low: 120, high: 120, days: 4, like: 'weekday' });
  expect(await landing('company')).toEqual(await landing('store:M001'));
  expect(await landing('store:M003')).toEqual({ kind: 'unknown' });
});
