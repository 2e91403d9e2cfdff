import { afterAll, beforeAll, expect, test } from 'vitest';
import { startScenarios, type ScenarioHarness } from './testing/harness.ts';

let on: ScenarioHarness;

beforeAll(async () => {
  on = await startScenarios(Date.UTC(2026, 10, 22, 9));
  await on.sell('M001', 'P01', '2026-01-15', 10);
  await on.pool.query('refresh materialized view mv_ca_categorie_mensuel');
});

afterAll(() => on.close());

test('an export comes as a file of the scenario’s name, in the format asked for', async () => {
  const id = await on.create({ name: 'Été 2027', year: 2027 });
  const csv = await on.get(`/api/scenarios/${id}/export`, 'reader');
  expect(csv.headers.get('content-disposition')).toContain(`filename*=UTF-8''%C3%89t%C3%A9%202027.csv`);
  expect((await csv.text()).split('\r\n')).toContain(
    'IDF;M001;Paris Bastille;Alimentation;2027-01;10,000;10,00;9,48;1,0000;0,5000;5,00;4,48;0,4725;',
  );
  const workbook = await on.get(`/api/scenarios/${id}/export?format=xlsx`, 'reader');
  expect(workbook.headers.get('content-disposition')).toContain(`filename*=UTF-8''%C3%89t%C3%A9%202027.xlsx`);
  expect(workbook.headers.get('content-type')).toContain('spreadsheetml.sheet');
  expect(Buffer.from(await workbook.arrayBuffer()).toString('latin1', 0, 4)).toBe('PK\u0003\u0004');
  expect((await on.get(`/api/scenarios/${id}/export?format=ods`, 'reader')).status).toBe(422);
});
