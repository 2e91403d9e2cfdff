import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { FIXTURE_USERS } from '../../db/testing/fixture.ts';
import {
  connectClient,
  signIn,
  startLiveServer,
  TEST_DAY,
  type LiveServer,
  type LiveTestClient,
} from './testing/live-server.ts';

let db: TestDatabase;
let server: LiveServer;

beforeAll(async () => {
  db = await createTestDatabase({ fixture: true });
  server = await startLiveServer(db.url);
});
afterAll(async () => {
  await server.close();
  await db.drop();
});

const heard = (client: LiveTestClient, event: string): Promise<void> =>
  new Promise((resolve) => void client.socket.once(event, () => resolve()));

async function as(role: keyof typeof FIXTURE_USERS): Promise<LiveTestClient> {
  const client = connectClient(server, await signIn(server, FIXTURE_USERS[role]));
  await heard(client, 'connect');
  return client;
}

it('[L8] tells everybody that reference data changed, once the live values rest on them', async () => {
  const client = await as('reader');
  const { values } = await client.subscribe('store:M001');
  await db.pool.query(`
    insert into magasins (code, region_id, nom) select 'M004', id, 'Brest' from regions where code = 'BRE';
    insert into objectifs select id, '2026-11-01', 3000000 from magasins where code = 'M001'`);
  const told = heard(client, 'reference');
  const moved = client.kpi('store:M001', (message) => message.values.objectiveToDate !== values.objectiveToDate);
  server.live.reference.ring();
  await told;
  expect(server.live.directory()?.scopes.map(({ scope }) => scope)).toContain('store:M004');
  expect((await moved).values.objectiveToDate).toBeGreaterThan(values.objectiveToDate ?? 0);
  client.close();
});

it('[L8] does not let a manager go on watching a store that left the region', async () => {
  const [manager, director] = [await as('manager'), await as('director')];
  expect(await manager.subscribe('store:M002')).not.toHaveProperty('error');
  await db.pool.query(
    "update magasins set region_id = (select id from regions where code = 'BRE') where code = 'M002'",
  );
  const cut = heard(manager, 'disconnect');
  const told = heard(director, 'reference');
  server.live.reference.ring();
  await Promise.all([cut, told]);
  await heard(manager, 'connect');
  expect(await manager.subscribe('store:M002')).toMatchObject({ error: { code: 'not_found' } });
  for (const client of [manager, director]) client.close();
});

it('[L8] nor one that left without a ring, once the values rest on that', async () => {
  const manager = await as('manager');
  expect(await manager.subscribe('store:M001')).not.toHaveProperty('error');
  const cut = heard(manager, 'disconnect');
  // Sales of a store nobody knows have the directory read, as maintenance does in its time.
  await db.pool.query(`
    update magasins set region_id = (select id from regions where code = 'BRE') where code = 'M001';
    insert into magasins (code, region_id, nom) select 'M005', id, 'Vannes' from regions where code = 'BRE';
    with vente as (
      insert into ventes (magasin_id, date_vente) select id, '${TEST_DAY} 09:00+01' from magasins where code = 'M005' returning id)
    insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select id, 1, 1, 10 from vente`);
  await cut;
  manager.close();
});
