import { afterAll, expect, test } from 'vitest';
import { createTestDatabase } from './database.ts';

const fixture = await createTestDatabase({ fixture: true });
afterAll(() => fixture.drop());

test('the fixture has one user per role', async () => {
  const { rows } = await fixture.pool.query(
    'select u.role, r.code from utilisateurs u left join regions r on r.id = u.region_id order by role',
  );
  expect(rows).toEqual([
    { role: 'analyst', code: null },
    { role: 'director', code: null },
    { role: 'manager', code: 'IDF' },
    { role: 'reader', code: null },
  ]);
});

test('the fixture has three stores, three categories and ten products', async () => {
  const { rows } = await fixture.pool.query(`select (select count(*) from regions)::integer as regions,
    (select count(*) from magasins)::integer as stores, (select count(*) from taux_tva)::integer as rates, (select count(*) from produits)::integer as products`);
  expect(rows).toEqual([{ regions: 2, stores: 3, rates: 3, products: 10 }]);
});

test('databases of two tests do not see each other', async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await one.pool.query(`insert into regions (code, nom) values ('X', 'X')`);
  const { rows } = await two.pool.query('select * from regions');
  await Promise.all([one.drop(), two.drop()]);
  expect(rows).toEqual([]);
});

test('a client that was not released fails the test that took it', async () => {
  const leaky = await createTestDatabase();
  await leaky.pool.connect();
  await expect(leaky.drop()).rejects.toThrow('1 client(s) of the test pool were not released');
});
