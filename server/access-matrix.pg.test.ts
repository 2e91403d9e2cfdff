import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../db/testing/database.ts';
import { FIXTURE_PASSWORD, FIXTURE_USERS } from '../db/testing/fixture.ts';
import { hashPassword } from './accounts/passwords.ts';
import { createStoreDays } from './days/store-days.ts';
import { createTillCorrections } from './days/till-corrections.ts';
import { createTillTotals } from './days/till-totals.ts';
import type { Route } from './http/route.ts';
import { createAlerts } from './alerts/alerts.ts';
import { createImports, type Imports } from './imports/imports.ts';
import { insertMasterImport } from './imports/master/master-store.ts';
import { createMasterImports, type MasterImports } from './imports/master/master-imports.ts';
import { createLive, type Live } from './live/live.ts';
import { createLog } from './log.ts';
import { createPool, type Pool } from './postgres/pool.ts';
import { createReference } from './reference/reference.ts';
import { apiRoutes } from './routes.ts';
import { createSales } from './sales/sales.ts';
import { createScenarios } from './scenarios/scenarios.ts';
import { createSync, type Sync } from './sync/sync.ts';
import { CALLERS, FROM_STATE, MATRIX, type Caller, type Case } from './testing/access-matrix.ts';
import { postJson, signIn, startTestApp, type TestApp } from './testing/app.ts';

const RIVAL = 'rival@fixture.example';
const NOTHING_REFUSED = { rows: 1, created: 1, changed: 0, unchanged: 0, refused: 0 };
const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const CLIENTS = { till: 'sales', loader: 'imports', board: 'read' } as const;
const SECRET = 'a-secret-of-this-test';

let database: TestDatabase;
let pool: Pool;
let live: Live;
let imports: Imports;
let master: MasterImports;
let sync: Sync;
let app: TestApp;
let dataDir: string;
let routes: Route[] = [];
const headers = {} as Record<Caller, Record<string, string>>;
const things: Record<string, string> = { unknown: UNKNOWN };

beforeAll(async () => {
  database = await createTestDatabase({ fixture: true });
  const log = createLog('silent');
  pool = createPool(database.url, log);
  dataDir = await mkdtemp(join(tmpdir(), 'epm-matrix-'));
  await seed();
  const registry = new Registry();
  live = createLive({ pool, databaseUrl: database.url, log, registry });
  await live.start();
  imports = createImports({ pool, log, dataDir, now: () => new Date('2026-11-22T09:00:00Z') });
  await imports.start();
  master = createMasterImports({ pool, log, dataDir, now: () => new Date('2026-11-22T09:00:00Z') });
  await master.start();
  sync = createSync({ pool, log, registry });
  app = await startTestApp(pool, (accounts) => {
    routes = apiRoutes({
      health: { database: async () => void (await pool.query('select 1')) },
      accounts,
      reference: createReference({ db: pool }),
      sales: createSales({ pool, registry, now: () => new Date('2026-11-22T09:00:00Z') }),
      tillCorrections: createTillCorrections({ pool, now: () => new Date('2026-11-22T09:00:00Z') }),
      tillTotals: createTillTotals({ pool, now: () => new Date('2026-11-22T09:00:00Z') }),
      storeDays: createStoreDays({
        pool,
        now: () => new Date('2026-11-22T09:00:00Z'),
        patience: { wait: () => Promise.resolve(), looks: 0 },
      }),
      live,
      trials: async () => undefined,
      alerts: createAlerts({
        pool,
        rests: () => false,
        call: async () => ({ kind: 'sent', answer: 'http_200' }),
        clock: Date.now,
      }),
      imports,
      master,
      scenarios: createScenarios({ pool, sync, now: () => Date.UTC(2026, 10, 22, 9) }),
    });
    return routes;
  });
  await enter();
  things['shared'] = await idOf(
    '/api/scenarios',
    { name: 'Shared', year: 2027, base: { kind: 'lastYear' } },
    'analyst',
  );
  things['draft'] = await idOf(`/api/scenarios/${things['shared']}/fork`, { name: 'Draft' }, 'manager');
});

afterAll(async () => {
  await app.close();
  await sync.stop();
  await imports.close();
  await master.close();
  await live.stop();
  await pool.end();
  await database.drop();
  await rm(dataDir, { recursive: true });
});

/** Sales of two years to plan from, a second manager, machine clients, and an import of each who imports. */
async function seed(): Promise<void> {
  await pool.query(`
    with mois as (select generate_series('2025-01-15'::date, '2026-11-15', '1 month') as jour),
    tickets as (
      insert into ventes (magasin_id, date_vente, numero)
      select m.id, jour + time '10:00', 'T' || to_char(jour, 'YYMM') from mois, magasins m returning id)
    insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select t.id, 1, 10, 2 from tickets t`);
  await pool.query('refresh materialized view mv_ca_categorie_mensuel');
  await pool.query(
    `insert into utilisateurs (courriel, nom, mot_de_passe, role, region_id)
     select $1, 'Rita Rivale', u.mot_de_passe, 'manager', r.id from utilisateurs u, regions r
     where u.courriel = $2 and r.code = 'BRE'`,
    [RIVAL, FIXTURE_USERS.manager],
  );
  for (const [client, scope] of Object.entries(CLIENTS)) {
    await pool.query('insert into cles_api (client_id, secret, portees) values ($1, $2, $3)', [
      client,
      await hashPassword(SECRET),
      [scope],
    ]);
  }
}

async function enter(): Promise<void> {
  for (const [role, email] of [...Object.entries(FIXTURE_USERS), ['rival', RIVAL]] as [Caller, string][]) {
    headers[role] = await signIn(app, email, FIXTURE_PASSWORD);
  }
  for (const client of Object.keys(CLIENTS) as (keyof typeof CLIENTS)[]) {
    const response = await postJson(`${app.url}/api/auth/token`, { clientId: client, clientSecret: SECRET });
    const { accessToken } = (await response.json()) as { accessToken: string };
    headers[client] = { Authorization: `Bearer ${accessToken}` };
  }
  headers.nobody = {};
}

async function idOf(path: string, body: unknown, caller: Caller): Promise<string> {
  const response = await postJson(`${app.url}${path}`, body, headers[caller]);
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

/** Puts back what operations change, so that each caller meets the same. */
async function restore(operation: string): Promise<void> {
  const scenarios = [things['shared'], things['draft']];
  const state = FROM_STATE[operation] ?? 'draft';
  await pool.query(`update scenarios set etat = 'draft' where id = any($1)`, [scenarios]);
  await pool.query('update scenario_feuilles set etat = $2, motif_rejet = null where scenario_id = any($1)', [
    scenarios,
    state,
  ]);
  const { rows } = await pool.query<{ id: string; role: string }>('select id, role from utilisateurs');
  const owners = {
    'of-director': rows.find(({ role }) => role === 'director')?.id,
    'of-analyst': rows.find(({ role }) => role === 'analyst')?.id,
    'of-loader': 'client:loader',
  };
  await pool.query('delete from alertes');
  for (const [thing, scope, setter] of [
    ['alert-company', 'company', 'director'],
    ['alert-IDF', 'region:IDF', 'manager'],
    ['alert-on-IDF', 'region:IDF', 'director'],
  ] as const) {
    const { rows: alerts } = await pool.query<{ id: string }>(
      `insert into alertes (nom, perimetre, seuil, debut, silence, cree_par)
       values ($1, $2, 0.9, '11:00', interval '1 hour', (select id from utilisateurs where courriel = $3)) returning id`,
      [thing, scope, FIXTURE_USERS[setter]],
    );
    things[thing] = alerts[0]?.id ?? '';
  }
  await pool.query('delete from imports');
  await pool.query('delete from imports_referentiel');
  for (const [thing, owner] of Object.entries(owners)) {
    const inserted = await pool.query<{ id: string }>(
      `insert into imports (fichier, taille, empreinte, statut, cree_par, auteur, fini_le)
       values ('a.csv', 1, repeat('0', 64), 'done', $1, 'somebody', now()) returning id`,
      [owner],
    );
    things[thing] = inserted.rows[0]?.id ?? '';
    const id = await insertMasterImport(
      pool,
      { ...NOTHING_REFUSED, kind: 'regions', fileName: 'a.csv', size: 1, createdBy: owner ?? '', author: 'somebody' },
      [],
    );
    things[`master-${thing}`] = id;
  }
  await pool.query('delete from imports_correspondances');
  const memory = await pool.query<{ id: string }>(
    `insert into imports_correspondances (empreinte, separateur, entetes, correspondance, fichier, auteur, lu_le)
     values (repeat('0', 64), ';', '[]', '{}', 'a.csv', 'somebody', now()) returning id`,
  );
  things['memory'] = memory.rows[0]?.id ?? '';
}

async function call(operation: string, { thing, query, body }: Case, caller: Caller): Promise<string> {
  const [method = '', path = ''] = operation.split(' ');
  const url = `${app.url}${path.replace(':id', things[thing] ?? '').replace(':kind', 'regions')}${query === undefined ? '' : `?${query}`}`;
  const json = body === undefined ? undefined : JSON.stringify(body).replace('$draft', things['draft'] ?? '');
  const response = await fetch(url, {
    method: method.toUpperCase(),
    headers: { ...headers[caller], ...(json === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(json === undefined ? {} : { body: json }),
  });
  const text = await response.text();
  expect(text).not.toMatch(/\bat .*\.(ts|js):\d+/);
  if (response.status >= 500) throw new Error(`${operation} as ${caller}: ${app.logged.slice(-3).join('')}`);
  return String(response.status);
}

test('the table lists every operation there is, and no other', () => {
  const mounted = routes.map(({ method, path }) => `${method} ${path}`);
  expect(Object.keys(MATRIX).toSorted()).toEqual(mounted.toSorted());
});

describe('who may do what', () => {
  // Signing out comes last: it ends the sessions the others use.
  const operations = Object.keys(MATRIX).toSorted(
    (a, b) => Number(a.endsWith('/logout')) - Number(b.endsWith('/logout')),
  );
  test.each(operations)('%s', async (operation) => {
    for (const one of MATRIX[operation] ?? []) {
      const answers: string[] = [];
      for (const caller of CALLERS) {
        await restore(operation);
        answers.push(await call(operation, one, caller));
      }
      const about = [operation, one.thing, one.query, JSON.stringify(one.body)].filter(Boolean).join(' ');
      expect({ about, ...table(answers) }).toEqual({ about, ...table(one.answers.split(' ')) });
    }
    if (operation.endsWith('/logout')) await enter();
  });
});

const table = (answers: string[]) => Object.fromEntries(CALLERS.map((caller, index) => [caller, answers[index]]));

test('nothing that changes anything is done for a page of another site', async () => {
  const changing = Object.keys(MATRIX).filter((operation) => !operation.startsWith('get '));
  const { Cookie = '' } = headers.director;
  for (const operation of changing) {
    const [method = '', path = ''] = operation.split(' ');
    for (const origin of [{ Origin: 'https://evil.example' }, { Origin: 'null' }, {}]) {
      const url = `${app.url}${path.replace(':id', things['shared'] ?? '')}`;
      const response = await fetch(url, { method: method.toUpperCase(), headers: { Cookie, ...origin } });
      expect([operation, response.status]).toEqual([operation, 403]);
      expect(await response.text()).toContain('foreign_origin');
    }
  }
});

test('lists hold what is in the scope of the caller and nothing else', async () => {
  const items = async (path: string, caller: Caller) =>
    ((await (await fetch(`${app.url}${path}`, { headers: headers[caller] })).json()) as { items: unknown[] }).items;
  const codes = async (path: string, caller: Caller) =>
    (await items(path, caller)).map((item) => (item as { code: string }).code);
  expect(await codes('/api/regions', 'manager')).toEqual(['IDF']);
  expect(await codes('/api/stores', 'manager')).toEqual(['M001', 'M002']);
  expect(await codes('/api/stores', 'rival')).toEqual(['M003']);
  expect(await codes('/api/stores', 'reader')).toEqual(['M001', 'M002', 'M003']);
  const scopes = (await items('/api/live/scopes', 'rival')).map((item) => (item as { scope: string }).scope);
  expect(scopes).toEqual(['region:BRE', 'store:M003']);
  const drafts = (caller: Caller) =>
    items('/api/scenarios', caller).then((all) =>
      all.filter((item) => (item as { id: string }).id === things['draft']),
    );
  const seen = await Promise.all((['director', 'analyst', 'manager', 'rival', 'reader'] as const).map(drafts));
  expect(seen.map((list) => list.length)).toEqual([1, 0, 1, 0, 0]);
});
