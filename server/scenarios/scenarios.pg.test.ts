import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { FIXTURE_PASSWORD, FIXTURE_USERS } from '../../db/testing/fixture.ts';
import { scenarioModelSchema, scenarioSchema, type Scenario } from '../../shared/api/scenarios.ts';
import { buildHierarchy } from '../../shared/hierarchy/hierarchy.ts';
import { decodeBase } from '../../shared/planning/base-binary.ts';
import { baseFault } from '../../shared/planning/base.ts';
import { createLog } from '../log.ts';
import { createPool, type Pool } from '../postgres/pool.ts';
import { createPostgresJournal } from '../sync/postgres-journal.ts';
import { createSync, type Sync } from '../sync/sync.ts';
import { postJson, signIn, startTestApp, type TestApp } from '../testing/app.ts';
import { scenarioRoutes } from './scenarios.routes.ts';
import { createScenarios } from './scenarios.ts';

const NOW = Date.UTC(2026, 10, 22, 9);
type Headers = Record<string, string>;

let database: TestDatabase;
let pool: Pool;
let sync: Sync;
let app: TestApp;
let closed: { sheets: string[]; code: number }[];
const as: Record<keyof typeof FIXTURE_USERS, Headers> = { director: {}, analyst: {}, manager: {}, reader: {} };
const ids: Record<string, string> = {};

beforeAll(async () => {
  database = await createTestDatabase({ fixture: true });
  pool = createPool(database.url, createLog('silent'));
  // 10 units of P01 (ALIM) a month in M001 and 4 of P05 (MAIS) in M003, for two years; one return only in JOUR.
  await pool.query(`
    with mois as (select generate_series('2025-01-15'::date, '2026-11-15', '1 month') as jour),
    tickets as (
      insert into ventes (magasin_id, date_vente, numero)
      select m.id, jour + time '10:00', 'T' || to_char(jour, 'YYMM') from mois, magasins m where m.code in ('M001', 'M003')
      returning id, magasin_id
    )
    insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire)
    select t.id, p.id, case m.code when 'M001' then 10 else 4 end, p.prix_vente
    from tickets t join magasins m on m.id = t.magasin_id join produits p on p.sku = case m.code when 'M001' then 'P01' else 'P05' end`);
  await pool.query(`
    with retour as (insert into ventes (magasin_id, date_vente, numero) select id, '2026-03-20', 'R' from magasins where code = 'M001' returning id)
    insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select r.id, p.id, -1, 9 from retour r, produits p where p.sku = 'P09'`);
  await pool.query(`insert into charges select id, '2026-02-01', 'loyer', 500 from magasins where code = 'M001'`);
  await pool.query('refresh materialized view mv_ca_categorie_mensuel');

  sync = createSync({ pool, log: createLog('silent'), registry: new Registry() });
  closed = [];
  const scenarios = createScenarios({
    pool,
    now: () => NOW,
    sync: {
      entries: sync.entries,
      modelChanged: sync.modelChanged,
      history: sync.history,
      closeFor: (concerns, code) => {
        const sheets = ['siege', 'IDF', 'BRE', 'commons'].filter((sheet) => concerns({ scenario: current, sheet }));
        closed.push({ sheets, code });
      },
    },
  });
  app = await startTestApp(pool, scenarioRoutes(scenarios));
  for (const [role, email] of Object.entries(FIXTURE_USERS)) {
    as[role as keyof typeof as] = await signIn(app, email, FIXTURE_PASSWORD);
  }
  const { rows } = await pool.query<{ id: string; role: string }>('select id, role from utilisateurs');
  for (const { id, role } of rows) ids[role] = id;
});

afterAll(async () => {
  await app.close();
  await sync.stop();
  await pool.end();
  await database.drop();
});

let current = '';
let written = 0;

const get = (path: string, headers: Headers): Promise<Response> => fetch(`${app.url}${path}`, { headers });
const post = (path: string, body: unknown, headers: Headers): Promise<Response> =>
  postJson(`${app.url}${path}`, body, headers);

async function create(changes: object = {}, headers = as.analyst): Promise<Scenario> {
  const body = { name: 'Budget', year: 2027, base: { kind: 'lastYear' }, ...changes };
  const response = await post('/api/scenarios', body, headers);
  expect(response.status).toBe(201);
  const scenario = scenarioSchema.parse(await response.json());
  current = scenario.id;
  return scenario;
}

/** Puts an edit where the sync would: in the journal, as a Yjs update. */
async function write(scenario: string, sheet: string, edit: object, role = 'analyst'): Promise<string> {
  const { rows } = await pool.query<{ document: number; seq: number }>(
    `select f.id as document, coalesce(max(j.seq), 0) as seq from scenario_feuilles f left join journal j on j.feuille_id = f.id
     where f.scenario_id = $1 and f.feuille = $2 group by f.id`,
    [scenario, sheet],
  );
  const { document, seq } = rows[0]!;
  const doc = new Y.Doc();
  const id = crypto.randomUUID();
  const user = ids[role]!;
  doc.getArray('edits').push([{ id, op: 'set', over: [], by: user, at: NOW * 1000 + ++written, ...edit }]);
  const record = { bytes: Y.encodeStateAsUpdate(doc), client: doc.clientID, user };
  const [answer] = await createPostgresJournal(pool).appendAll([{ document, epoch: 1, after: seq, records: [record] }]);
  expect(answer).toBe('committed');
  return id;
}

async function cells(scenario: string, addresses: string[]): Promise<(number | null)[]> {
  const response = await post(`/api/scenarios/${scenario}/cells`, { cells: addresses }, as.reader);
  expect(response.status).toBe(200);
  const answer = (await response.json()) as { cells: Record<string, number | null> };
  return addresses.map((address) => answer.cells[address] ?? null);
}

describe('a scenario from last year', () => {
  test('freezes the company, starts from the sales of the latest complete months and says so', async () => {
    const { id, sheets } = await create();
    expect(sheets.map((sheet) => sheet.id)).toEqual(['siege', 'BRE', 'IDF', 'commons']);
    const response = await get(`/api/scenarios/${id}/model`, as.reader);
    const model = scenarioModelSchema.parse(await response.json());
    expect(Number(response.headers.get('x-server-time'))).toBe(NOW);
    expect(model.base.sources.map(({ source }) => source)).toEqual([
      ...['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'].map((month) => `2026-${month}`),
      '2025-11',
      '2025-12',
    ]);
    expect(model.closedMonths).toBe(0);
    expect(model.people.map(({ name }) => name)).toEqual(['Amir Analyste', 'Diane Directrice', 'Marc Manager']);
    expect(model.tree.categories).toContainEqual({ code: 'ALIM', name: 'Alimentation', vat: 0.055 });

    const bytes = await get(`/api/scenarios/${id}/base?hash=${model.base.hash}`, as.reader);
    expect(bytes.headers.get('cache-control')).toContain('immutable');
    const decoded = decodeBase(new Uint8Array(await bytes.arrayBuffer()));
    expect(decoded.ok && baseFault(buildHierarchy(model.tree), decoded.base)).toBe(null);

    expect(await cells(id, ['ca_ttc|*|*|2027', 'qte|M:M001|C:ALIM|2027-11', 'charges:loyer|R:IDF|*|2027'])).toEqual([
      // M002 was never open: it starts like the other store of its region.
      2 * 12 * 10 + 12 * 4 * 5,
      10,
      2 * 500,
    ]);
  });

  test('reports once what net returns kept out', async () => {
    const response = await post(
      '/api/scenarios',
      { name: 'Budget', year: 2027, base: { kind: 'lastYear' } },
      as.director,
    );
    const { leftOut } = (await response.json()) as { leftOut: unknown[] };
    expect(leftOut).toEqual([
      { store: 'M001', category: 'JOUR', month: '2027-03', units: -1, revenueTtc: -9, cost: -4.5 },
    ]);
  });

  test('of the current year its closed months are actuals, compared with the year before', async () => {
    const { id } = await create({ year: 2026 });
    const model = scenarioModelSchema.parse(await (await get(`/api/scenarios/${id}/model`, as.analyst)).json());
    expect(model.closedMonths).toBe(10);
    expect(model.lastYear?.hash).not.toBe(model.base.hash);
    const edit = await write(id, 'IDF', { cell: 'qte|M:M001|C:ALIM|2026-03', v: 99 });
    await write(id, 'IDF', { cell: 'qte|M:M001|C:ALIM|2026-12', v: 30 });
    expect(await cells(id, ['qte|M:M001|C:ALIM|2026-03', 'qte|M:M001|C:ALIM|2026-12'])).toEqual([10, 30]);
    const answer = await post(`/api/scenarios/${id}/cells`, { cells: ['qte|*|*|2026'] }, as.analyst);
    expect(await answer.json()).toMatchObject({ impossible: [edit] });
  });
});

describe('cells', () => {
  test('hold what is durable, also what came after the first look', async () => {
    const { id } = await create();
    const before = await cells(id, ['ca_ttc|R:IDF|*|2027']);
    await write(id, 'siege', { cell: 'ca_ttc|*|*|2027', v: 720 });
    expect(await cells(id, ['ca_ttc|*|*|2027', 'ca_ttc|R:IDF|*|2027'])).toEqual([720, before[0]! * 1.5]);
    await write(id, 'IDF', { cell: 'ca_ttc|R:IDF|*|2027', v: 300 });
    expect(await cells(id, ['ca_ttc|R:IDF|*|2027', 'ca_ttc|R:BRE|*|2027'])).toEqual([300, 360]);
  });

  test('an address that names no cell is 422 with its place, and so is one too many', async () => {
    const { id } = await create();
    const response = await post(
      `/api/scenarios/${id}/cells`,
      { cells: ['qte|*|*|2027', 'qte|R:NOP|*|2027'] },
      as.reader,
    );
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      error: { details: [{ index: 1, path: 'cells', code: 'unknown_org' }] },
    });
    const many = Array.from({ length: 50_001 }, () => 'qte|*|*|2027');
    expect((await post(`/api/scenarios/${id}/cells`, { cells: many }, as.reader)).status).toBe(422);
    expect((await post(`/api/scenarios/${id}/cells`, { cells: many.slice(1) }, as.reader)).status).toBe(200);
  });
});

describe('rights', () => {
  test('who may write which sheet', async () => {
    const { id } = await create();
    const writable = async (headers: Headers): Promise<string[]> => {
      const { sheets } = scenarioSchema.parse(await (await get(`/api/scenarios/${id}`, headers)).json());
      return sheets.filter(({ access }) => access === 'write').map((sheet) => sheet.id);
    };
    expect(await writable(as.director)).toEqual(['siege', 'BRE', 'IDF', 'commons']);
    expect(await writable(as.analyst)).toEqual(['siege', 'BRE', 'IDF', 'commons']);
    expect(await writable(as.manager)).toEqual(['IDF', 'commons']);
    expect(await writable(as.reader)).toEqual([]);
  });

  test('the table of roles', async () => {
    const { id } = await create();
    const status = async (path: string, body: unknown, role: keyof typeof as): Promise<number> =>
      (await post(`/api/scenarios${path}`, body, as[role])).status;
    const budget = { name: 'B', year: 2027, base: { kind: 'lastYear' } };
    expect(await status('', budget, 'manager')).toBe(403);
    expect(await status('', budget, 'reader')).toBe(403);
    expect(await status(`/${id}/fork`, { name: 'F' }, 'reader')).toBe(403);
    expect(await status(`/${id}/versions`, { name: 'V' }, 'manager')).toBe(403);
    expect(await status(`/${id}/submit`, { sheet: 'BRE' }, 'manager')).toBe(403);
    expect(await status(`/${id}/submit`, { sheet: 'IDF' }, 'reader')).toBe(403);
    expect(await status(`/${id}/approve`, { sheet: 'IDF' }, 'manager')).toBe(403);
    expect(await status(`/${id}/publish`, {}, 'analyst')).toBe(403);
    expect(await status(`/${crypto.randomUUID()}/fork`, { name: 'F' }, 'analyst')).toBe(404);
    expect((await get('/api/scenarios', {})).status).toBe(401);
  });

  test('the fork of a manager is his own, and the director’s to see', async () => {
    const { id } = await create();
    await write(id, 'IDF', { cell: 'qte|M:M001|C:ALIM|2027-01', v: 77 });
    const response = await post(`/api/scenarios/${id}/fork`, { name: 'Essai' }, as.manager);
    expect(response.status).toBe(201);
    const fork = scenarioSchema.parse(await response.json());
    expect(fork).toMatchObject({ name: 'Essai', state: 'draft', owner: ids['manager'], forkedFrom: id });
    const seen = async (headers: Headers): Promise<boolean> => {
      const { items } = (await (await get('/api/scenarios', headers)).json()) as { items: { id: string }[] };
      return items.some((item) => item.id === fork.id);
    };
    expect(await Promise.all([as.manager, as.director, as.analyst, as.reader].map(seen))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect((await get(`/api/scenarios/${fork.id}/model`, as.analyst)).status).toBe(404);
    await write(fork.id, 'IDF', { cell: 'qte|M:M001|C:ALIM|2027-02', v: 5 }, 'manager');
    const answer = await post(`/api/scenarios/${fork.id}/cells`, { cells: ['qte|M:M001|*|2027-Q1'] }, as.manager);
    expect(await answer.json()).toMatchObject({ cells: { 'qte|M:M001|*|2027-Q1': 77 + 5 + 10 } });
    expect(await cells(id, ['qte|M:M001|*|2027-Q1'])).toEqual([77 + 10 + 10]);
  });

  test('a base is read through a scenario it belongs to, and through no other', async () => {
    const one = await create();
    const two = await create({ year: 2026 });
    const model = scenarioModelSchema.parse(await (await get(`/api/scenarios/${two.id}/model`, as.analyst)).json());
    expect((await get(`/api/scenarios/${two.id}/base?hash=${model.lastYear?.hash}`, as.analyst)).status).toBe(200);
    expect((await get(`/api/scenarios/${one.id}/base?hash=${model.lastYear?.hash}`, as.analyst)).status).toBe(404);
  });
});

describe('approval', () => {
  const states = ({ state, sheets }: Scenario): string[] => [state, ...sheets.map((sheet) => sheet.state)];

  test('goes region by region, siege with the last of them, and ends in the objectives of the stores', async () => {
    const { id } = await create();
    const move = async (action: string, body: object, role: keyof typeof as): Promise<Scenario> => {
      closed = [];
      const response = await post(`/api/scenarios/${id}/${action}`, body, as[role]);
      expect(response.status).toBe(200);
      return scenarioSchema.parse(await response.json());
    };
    expect(states(await move('submit', { sheet: 'IDF' }, 'manager'))).toEqual([
      'draft',
      'draft',
      'draft',
      'submitted',
      'draft',
    ]);
    expect(closed).toEqual([{ sheets: ['IDF'], code: 4205 }]);
    const again = await post(`/api/scenarios/${id}/submit`, { sheet: 'IDF' }, as.manager);
    expect([again.status, await again.json()]).toMatchObject([409, { error: { code: 'wrong_state' } }]);

    await move('submit', { sheet: 'BRE' }, 'analyst');
    expect(closed).toEqual([{ sheets: ['siege', 'BRE'], code: 4205 }]);
    const rejected = await move('reject', { sheet: 'IDF', reason: 'Trop optimiste' }, 'analyst');
    expect(states(rejected)).toEqual(['draft', 'draft', 'submitted', 'draft', 'draft']);
    expect(rejected.sheets.find((sheet) => sheet.id === 'IDF')?.rejection).toBe('Trop optimiste');

    await write(id, 'IDF', { cell: 'ca_ttc|M:M001|*|2027-01', v: 1234.567 });
    await move('submit', { sheet: 'IDF' }, 'manager');
    await move('approve', { sheet: 'IDF' }, 'analyst');
    const early = await post(`/api/scenarios/${id}/publish`, {}, as.director);
    expect([early.status, await early.json()]).toMatchObject([
      409,
      { error: { code: 'not_approved', details: { regions: ['BRE'] } } },
    ]);
    await move('approve', { sheet: 'BRE' }, 'director');
    expect(states(await move('publish', {}, 'director'))).toEqual([
      'published',
      'published',
      'published',
      'published',
      'draft',
    ]);
    expect(closed).toEqual([{ sheets: ['siege', 'IDF', 'BRE'], code: 4205 }]);

    const { rows } = await pool.query<{ amount: string }>(
      `select montant_ttc as amount from objectifs o join magasins m on m.id = o.magasin_id
       where m.code = 'M001' and mois between '2027-01-01' and '2027-02-01' order by mois`,
    );
    expect(rows.map(({ amount }) => amount)).toEqual(['1234.57', '10.00']);
    const { items } = (await (await get(`/api/scenarios/${id}/versions`, as.reader)).json()) as { items: object[] };
    expect(items).toMatchObject([{ name: 'Budget', published: true }]);
    expect((await pool.query(`select 1 from audit where objet = $1`, [`scenario:${id}`])).rowCount).toBe(8);
  });

  test('a version keeps its values whatever is written later', async () => {
    const { id } = await create();
    await write(id, 'IDF', { cell: 'qte|M:M001|C:ALIM|2027-01', v: 55 });
    const version = await (await post(`/api/scenarios/${id}/versions`, { name: 'V1' }, as.analyst)).json();
    await write(id, 'IDF', { cell: 'qte|M:M001|C:ALIM|2027-01', v: 66 });
    const { hash } = version as { hash: string };
    const decoded = decodeBase(
      new Uint8Array(await (await get(`/api/scenarios/${id}/base?hash=${hash}`, as.reader)).arrayBuffer()),
    );
    expect(decoded.ok && decoded.base.q.includes(55) && !decoded.base.q.includes(66)).toBe(true);
  });
});

test('a scenario may start from the values of another', async () => {
  const source = await create();
  await write(source.id, 'IDF', { cell: 'qte|M:M001|C:ALIM|2027-01', v: 55 });
  const next = await create({ year: 2028, base: { kind: 'scenario', id: source.id } });
  await write(source.id, 'IDF', { cell: 'qte|M:M001|C:ALIM|2027-01', v: 66 });
  expect(await cells(next.id, ['qte|M:M001|C:ALIM|2028-01', 'qte|M:M001|C:ALIM|2028'])).toEqual([55, 55 + 110]);
});
