import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { landingSchema, type Landing } from '../../shared/api/scenarios.ts';
import { startScenarios, type ScenarioHarness } from './testing/harness.ts';

/** A Sunday, ten o'clock in Paris. */
const NOW = Date.UTC(2026, 10, 22, 9);

let on: ScenarioHarness;

beforeAll(async () => {
  on = await startScenarios(NOW);
  // M001 sells every day at ten; the other stores have no habits of their own.
  for (let day = 1; day <= 56; day++) {
    await on.sell('M001', 'P01', new Date(NOW - day * 86_400_000).toISOString().slice(0, 10), 10);
  }
  await on.sell('M001', 'P05', '2026-11-03', 2);
  await on.sell('M003', 'P01', '2026-11-04', -1);
  await on.pool.query('refresh materialized view mv_ca_categorie_mensuel');
});

afterAll(() => on.close());

async function landing(id: string, harness = on): Promise<Landing> {
  const response = await harness.get(`/api/scenarios/${id}/landing`, 'reader');
  expect(response.status).toBe(200);
  return landingSchema.parse(await response.json());
}

test('the month under way: what is sold by store and category, and what remains by the days of each store', async () => {
  const id = await on.create({ year: 2026 });
  const answer = await landing(id);
  expect(answer).toMatchObject({ month: '2026-11', closedDay: '2026-11-21', at: '2026-11-22T09:00:00.000Z' });
  expect(answer.stores.map(({ store }) => store).toSorted()).toEqual(['M001', 'M002', 'M003']);
  const sold = (code: string) => answer.stores.find(({ store }) => store === code)?.categories;
  expect(sold('M001')).toEqual(
    expect.arrayContaining([
      { category: 'ALIM', units: 210, revenueTtc: 210, revenueHt: expect.closeTo(199.05, 1) as number, cost: 105 },
      { category: 'MAIS', units: 2, revenueTtc: 10, revenueHt: expect.closeTo(8.333, 2) as number, cost: 5 },
    ]),
  );
  expect(sold('M002')).toEqual([]);
  expect(sold('M003')).toMatchObject([{ category: 'ALIM', units: -1 }]);
  // All of today is still to come: it sells from ten to eleven. Nine days of thirty, of nearly even weight.
  expect(answer.remaining['M001']).toBeCloseTo(9 / 30, 2);
  expect(answer.remaining['M002']).toBeCloseTo(9 / 30, 2);
});

test('there is none of a year that is not under way', async () => {
  const id = await on.create({ year: 2027 });
  expect(await landing(id)).toMatchObject({ month: null, closedDay: null, stores: [], remaining: {} });
});

test('one answer serves all for some seconds, then sales and time have moved on', async () => {
  const own = await startScenarios(NOW);
  onTestFinished(() => own.close());
  await own.sell('M002', 'P02', '2026-11-20', 1);
  const id = await own.create({ year: 2026 });
  const units = async (): Promise<number | undefined> =>
    (await landing(id, own)).stores.find(({ store }) => store === 'M002')?.categories[0]?.units;
  expect(await units()).toBe(1);
  await own.sell('M002', 'P02', '2026-11-22', 3);
  expect(await units()).toBe(1);
  own.now += 6_000;
  expect(await units()).toBe(4);
});
