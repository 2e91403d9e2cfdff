import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { buildHierarchy } from '../../shared/hierarchy/hierarchy.ts';
import { baseFault } from '../../shared/planning/base.ts';
import { startScenarios, type ScenarioHarness } from './testing/harness.ts';

const NOVEMBER = Date.UTC(2026, 10, 22, 9);
const DECEMBER = Date.UTC(2026, 11, 3, 9);
const LATER_MS = 60_000;

let on: ScenarioHarness;

beforeAll(async () => {
  on = await startSelling();
});

afterAll(() => on.close());

/** 10 P01 (ALIM, 1 €) a month in M001 and 4 P05 (MAIS, 5 €) in M003, up to October; M002 has never sold anything. */
async function startSelling(): Promise<ScenarioHarness> {
  const started = await startScenarios(NOVEMBER);
  for (let month = 1; month <= 12; month++) {
    for (const year of month <= 10 ? [2025, 2026] : [2025]) {
      const day = `${year}-${String(month).padStart(2, '0')}-15`;
      await started.sell('M001', 'P01', day, 10);
      await started.sell('M003', 'P05', day, 4);
    }
  }
  await started.pool.query(
    `insert into charges select id, '2026-02-01', 'loyer', 500 from magasins where code = 'M001'`,
  );
  await started.pool.query('refresh materialized view mv_ca_categorie_mensuel');
  return started;
}

const MARCH = 'qte|M:M001|C:ALIM|2026-03';
const NOV = 'qte|M:M001|C:ALIM|2026-11';

describe('actuals', () => {
  test('are those of the closed months, beside the base, and copy no profile', async () => {
    const id = await on.create({ year: 2026 });
    const model = await on.model(id);
    expect([model.revision, model.scenario.revision, model.closedMonths]).toEqual([1, 1, 10]);
    expect(model.actuals?.hash).not.toBe(model.base.hash);
    const hierarchy = buildHierarchy(model.tree);
    expect(baseFault(hierarchy, await on.base(id, model.actuals!.hash))).toBe(null);
    // M002 plans November like M001, and sold nothing before.
    expect(await on.cells(id, 'qte|M:M001|*|2026-02', 'qte|M:M002|*|2026-10', 'qte|M:M002|*|2026-11')).toEqual([
      10, 0, 10,
    ]);
    expect(model.copied).toEqual([{ store: 'M002', from: { kind: 'region', code: 'IDF', stores: 1 } }]);
  });

  test('follow a corrected sale and a corrected charge, once the interval is over', async () => {
    const id = await on.create({ year: 2026 });
    const [before] = await on.cells(id, MARCH);
    await on.sell('M001', 'P01', '2026-03-20', 7);
    await on.pool.query(`insert into charges select id, '2026-03-01', 'loyer', 80 from magasins where code = 'M001'`);
    expect(await on.cells(id, MARCH)).toEqual([before]);
    on.now += LATER_MS;
    expect(await on.cells(id, MARCH, 'charges:loyer|M:M001|*|2026-03')).toEqual([before! + 7, 80]);
    expect((await on.model(id)).revision).toBe(2);
    expect(on.changed).toContainEqual({ scenario: id, revision: 2 });
    // Nothing more has changed, and a look that finds nothing changes nothing.
    on.now += LATER_MS;
    expect(await on.cells(id, MARCH)).toEqual([before! + 7]);
    expect((await on.model(id)).revision).toBe(2);
  });

  test('take in a month that has ended, whose edits then have no effect', async () => {
    const then = await startSelling();
    onTestFinished(() => then.close());
    const id = await then.create({ year: 2026 });
    const typed = await then.write(id, 'IDF', { cell: NOV, v: 99 });
    expect(await then.cells(id, NOV)).toEqual([99]);
    await then.sell('M001', 'P01', '2026-11-20', 6);
    then.now = DECEMBER;
    expect(await then.cells(id, NOV)).toEqual([6]);
    const model = await then.model(id);
    expect([model.closedMonths, model.revision]).toEqual([11, 2]);
    expect(model.base.sources[10]).toEqual({ month: '2026-11', source: '2026-11' });
    expect(await then.impossible(id)).toEqual([typed]);
  });

  test('are fixed while a region is submitted, and follow again when all are draft', async () => {
    const id = await on.create({ year: 2026 });
    const [before] = await on.cells(id, MARCH);
    expect((await on.post(`/api/scenarios/${id}/submit`, { sheet: 'BRE' })).status).toBe(200);
    await on.sell('M001', 'P01', '2026-03-21', 1);
    on.now += LATER_MS;
    expect(await on.cells(id, MARCH)).toEqual([before]);
    expect((await on.post(`/api/scenarios/${id}/reject`, { sheet: 'BRE', reason: 'Encore' })).status).toBe(200);
    expect(await on.cells(id, MARCH)).toEqual([before! + 1]);
  });

  test('change once, however many ask at the same time', async () => {
    const id = await on.create({ year: 2026 });
    await on.sell('M001', 'P01', '2026-04-21', 1);
    on.now += LATER_MS;
    const answers = await Promise.all(Array.from({ length: 6 }, () => on.cells(id, 'qte|M:M001|C:ALIM|2026-04')));
    expect(new Set(answers.flat()).size).toBe(1);
    expect((await on.model(id)).revision).toBe(2);
  });

  test('of a fork are its own', async () => {
    const id = await on.create({ year: 2026 });
    await on.post(`/api/scenarios/${id}/submit`, { sheet: 'BRE' });
    const fork = ((await (await on.post(`/api/scenarios/${id}/fork`, { name: 'Essai' })).json()) as { id: string }).id;
    const [before] = await on.cells(id, 'qte|M:M001|C:ALIM|2026-05');
    await on.sell('M001', 'P01', '2026-05-21', 1);
    on.now += LATER_MS;
    expect(await on.cells(fork, 'qte|M:M001|C:ALIM|2026-05')).toEqual([before! + 1]);
    expect(await on.cells(id, 'qte|M:M001|C:ALIM|2026-05')).toEqual([before]);
  });
});

describe('profiles at creation', () => {
  test('which stores need one is told before, to those who may create', async () => {
    const before = await on.get('/api/starting-point?year=2027');
    expect(before.status).toBe(200);
    expect(await before.json()).toMatchObject({
      copied: [{ store: 'M002', from: { kind: 'region', code: 'IDF', stores: 1 } }],
    });
    expect((await on.get('/api/starting-point?year=2027', 'reader')).status).toBe(403);
    expect((await on.get('/api/starting-point?year=27')).status).toBe(422);
  });

  test('a scenario tells which one its values come from', async () => {
    const source = await on.create({ year: 2027 });
    const made = await on.create({ year: 2028, base: { kind: 'scenario', id: source } });
    expect(await (await on.get(`/api/scenarios/${made}`)).json()).toMatchObject({ forkedFrom: source });
    expect(await (await on.get(`/api/scenarios/${source}`)).json()).not.toHaveProperty('forkedFrom');
  });

  test('name the store to start like, and are told', async () => {
    const id = await on.create({ year: 2027, profiles: { M002: 'M003' } });
    expect((await on.model(id)).copied).toEqual([{ store: 'M002', from: { kind: 'store', code: 'M003' } }]);
    expect(await on.cells(id, 'qte|M:M002|C:MAIS|2027-07')).toEqual([4]);
  });

  test('of stores that are not there are refused', async () => {
    const body = { name: 'B', year: 2027, base: { kind: 'lastYear' }, profiles: { M002: 'M404' } };
    const response = await on.post('/api/scenarios', body);
    expect([response.status, await response.json()]).toMatchObject([
      422,
      { error: { details: [{ path: 'profiles.M002', code: 'unknown' }] } },
    ]);
    const other = { ...body, base: { kind: 'scenario', id: await on.create({ year: 2027 }) }, profiles: {} };
    expect((await on.post('/api/scenarios', other)).status).toBe(422);
  });
});

describe('a store that is added', () => {
  const add = (id: string, body: object) => on.post(`/api/scenarios/${id}/stores`, body);
  const open = (code: string, region: string, closed: string | null = null) =>
    on.pool.query(
      'insert into magasins (code, region_id, nom, ferme_le) select $1, id, $1, $3 from regions where code = $2',
      [code, region, closed],
    );

  /** Scenarios made from now on leave them out. */
  afterEach(() => on.pool.query("update magasins set ferme_le = '2000-01-01' where code >= 'M020'"));

  test('starts like the average of its region; a value typed on the region stays what it is and spreads over it', async () => {
    const id = await on.create({ year: 2027 });
    const typed = await on.write(id, 'IDF', { cell: 'ca_ttc|R:IDF|*|2027', v: 480 });
    await on.write(id, 'IDF', { cell: 'qte|M:M001|C:ALIM|2027-01', v: 50 });
    const company = (await on.cells(id, 'ca_ttc|R:BRE|*|2027'))[0]!;
    await open('M020', 'IDF');
    const response = await add(id, { store: 'M020' });
    expect([response.status, await response.json()]).toMatchObject([
      200,
      { revision: 2, copied: { store: 'M020', from: { kind: 'region', code: 'IDF', stores: 2 } } },
    ]);
    expect(on.changed).toContainEqual({ scenario: id, revision: 2 });
    const model = await on.model(id);
    const hierarchy = buildHierarchy(model.tree);
    for (const hash of [model.base.hash, model.lastYear!.hash]) {
      expect(baseFault(hierarchy, await on.base(id, hash))).toBe(null);
    }
    // The value of the region counts first, over three stores; then January of M001 is set.
    const [region, january, year, brittany] = await on.cells(
      id,
      'ca_ttc|R:IDF|*|2027',
      'qte|M:M001|C:ALIM|2027-01',
      'ca_ttc|M:M020|*|2027',
      'ca_ttc|R:BRE|*|2027',
    );
    expect([january, brittany]).toEqual([50, company]);
    expect(year).toBeCloseTo(160, 9);
    expect(region).toBeCloseTo(480 - 160 / 12 + 50, 9);
    expect(await on.impossible(id)).toEqual([]);
    await on.write(id, 'IDF', { cell: 'qte|M:M020|C:ALIM|2027-02', v: 3 });
    expect(await on.cells(id, 'qte|M:M020|*|2027-02')).toEqual([3]);
    expect(typed).toBeTruthy();
    const audited = await on.pool.query("select details from audit where objet = $1 and action = 'scenario.addStore'", [
      `scenario:${id}`,
    ]);
    expect(audited.rows).toEqual([{ details: { store: 'M020' } }]);
  });

  test('starts like the store named, from its base and not from what was typed on it', async () => {
    const id = await on.create({ year: 2027 });
    await on.write(id, 'BRE', { cell: 'qte|M:M003|C:MAIS|2027-07', v: 900 });
    await open('M021', 'IDF');
    expect(await (await add(id, { store: 'M021', like: 'M003' })).json()).toMatchObject({
      copied: { store: 'M021', from: { kind: 'store', code: 'M003' } },
    });
    expect(await on.cells(id, 'qte|M:M021|*|2027-07', 'prix|M:M021|C:MAIS|2027-07')).toEqual([4, 5]);
  });

  test('of a region that is new brings its sheet', async () => {
    const id = await on.create({ year: 2027 });
    await on.pool.query("insert into regions (code, nom) values ('PAC', 'Provence')");
    await open('M022', 'PAC');
    const { sheets, copied } = (await (await add(id, { store: 'M022' })).json()) as {
      sheets: { id: string }[];
      copied: object;
    };
    expect(sheets.map((sheet) => sheet.id)).toEqual(['siege', 'BRE', 'IDF', 'PAC', 'commons']);
    expect(copied).toEqual({ store: 'M022', from: { kind: 'nothing' } });
    // Nothing sold there yet, but it has prices: a value can be typed.
    await on.write(id, 'PAC', { cell: 'ca_ttc|M:M022|C:ALIM|2027-01', v: 40 });
    expect(await on.cells(id, 'ca_ttc|R:PAC|*|2027', 'qte|R:PAC|*|2027-01')).toEqual([40, 40]);
  });

  test('has its own sales in closed months, also where actuals are fixed; its region must be draft', async () => {
    const id = await on.create({ year: 2026 });
    await on.post(`/api/scenarios/${id}/submit`, { sheet: 'BRE' });
    await open('M023', 'IDF');
    await open('M024', 'BRE');
    await on.sell('M023', 'P01', '2026-10-10', 2);
    await on.sell('M001', 'P01', '2026-06-10', 1);
    on.now += LATER_MS;
    const before = await on.cells(id, 'qte|M:M001|*|2026-06');
    expect((await add(id, { store: 'M023', like: 'M003' })).status).toBe(200);
    expect(await on.cells(id, 'qte|M:M023|*|2026-10', 'qte|M:M023|*|2026-12')).toEqual([2, 4]);
    expect(await on.cells(id, 'qte|M:M001|*|2026-06')).toEqual(before);
    const refused = await add(id, { store: 'M024' });
    expect([refused.status, await refused.json()]).toMatchObject([
      409,
      { error: { code: 'wrong_state', details: { state: 'submitted' } } },
    ]);
  });

  test('at the same time as another one: both are there', async () => {
    const id = await on.create({ year: 2027 });
    await open('M025', 'IDF');
    await open('M026', 'BRE');
    const answers = await Promise.all(['M025', 'M026'].map((store) => add(id, { store })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { revision, tree } = await on.model(id);
    expect([revision, tree.regions.flatMap(({ stores }) => stores.map(({ code }) => code))]).toEqual([
      3,
      expect.arrayContaining(['M025', 'M026']) as string[],
    ]);
  });

  test('is refused when it is unknown, gone, there already, or to be like none of the scenario', async () => {
    const id = await on.create({ year: 2027 });
    await open('M027', 'IDF');
    await open('M028', 'IDF', '2024-05-01');
    const refusals = [
      [{ store: 'M404' }, 422, 'store'],
      [{ store: 'M028' }, 422, 'store'],
      [{ store: 'M027', like: 'M404' }, 422, 'like'],
      [{ store: 'M001' }, 409, undefined],
    ] as const;
    for (const [body, status, path] of refusals) {
      const response = await add(id, body);
      const { error } = (await response.json()) as { error: { details: { path?: string }[] } };
      expect([body, response.status, error.details[0]?.path]).toEqual([body, status, path]);
    }
    expect((await on.post(`/api/scenarios/${id}/stores`, { store: 'M027' }, 'manager')).status).toBe(403);
    expect((await on.model(id)).revision).toBe(1);
  });
});
