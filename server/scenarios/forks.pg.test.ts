import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLimiter } from '../redis/limiter.ts';
import { startScenarios, type ScenarioHarness } from './testing/harness.ts';

let on: ScenarioHarness;

beforeAll(async () => {
  const forks = createLimiter({ name: 'forks', attempts: 3, seconds: 3_600 }, undefined);
  on = await startScenarios(Date.UTC(2026, 10, 22, 9), undefined, forks);
  await on.sell('M001', 'P01', '2026-01-15', 10);
  await on.pool.query('refresh materialized view mv_ca_categorie_mensuel');
});
afterAll(() => on.close());

test('a person makes so many copies within an hour, is told when the next one is possible, and holds up nobody', async () => {
  const id = await on.create({ year: 2027 });
  const fork = (role: 'manager' | 'analyst'): Promise<Response> =>
    on.post(`/api/scenarios/${id}/fork`, { name: 'Copy' }, role);
  const statuses: number[] = [];
  for (let n = 0; n < 3; n++) statuses.push((await fork('manager')).status);
  const refused = await fork('manager');
  expect([...statuses, refused.status, (await fork('analyst')).status]).toEqual([201, 201, 201, 429, 201]);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_000);
  const { rows } = await on.pool.query('select count(*)::int as copies from scenarios where prive_de is not null');
  expect(rows).toEqual([{ copies: 3 }]);
});
