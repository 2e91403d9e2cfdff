import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { FIXTURE_USERS } from '../../db/testing/fixture.ts';
import type { HourCurve, KpiMessage, WatchableScope } from '../../shared/api/kpi.ts';
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
let open: LiveTestClient[] = [];

beforeAll(async () => {
  db = await createTestDatabase({ fixture: true });
  server = await startLiveServer(db.url);
});
afterEach(() => {
  for (const client of open) client.close();
  open = [];
});
afterAll(async () => {
  await server.close();
  await db.drop();
});

function connect(cookie?: string, auth?: object): LiveTestClient {
  const client = connectClient(server, cookie, auth);
  open.push(client);
  return client;
}

async function as(role: keyof typeof FIXTURE_USERS): Promise<LiveTestClient> {
  const client = connect(await signIn(server, FIXTURE_USERS[role]));
  await new Promise<void>((resolve) => void client.socket.once('connect', resolve));
  return client;
}

const PLAIN_SALE = `
  with vente as (
    insert into ventes (magasin_id, date_vente, montant_ttc) values ($1, '${TEST_DAY} 11:00+01', $2::numeric) returning id)
  insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select id, 1, 1, $2::numeric from vente`;

async function revenueOf(store: number): Promise<number> {
  const { rows } = await server.pool.query<{ sum: string }>(
    `select coalesce(sum(l.montant_ttc), 0) as sum from lignes_ventes l join ventes v on v.id = l.vente_id
     where v.magasin_id = $1 and (v.date_vente at time zone 'Europe/Paris')::date = $2`,
    [store, TEST_DAY],
  );
  return Number(rows[0]?.sum);
}

describe('a connection', () => {
  it('[L1] needs a session or a token', async () => {
    const codeOf = (client: LiveTestClient) =>
      new Promise((resolve) =>
        client.socket.once('connect_error', (error: Error & { data?: { code: string } }) => resolve(error.data?.code)),
      );
    expect(await codeOf(connect())).toBe('unauthenticated');
    expect(await codeOf(connect('session=nonsense'))).toBe('unauthenticated');
    expect(await codeOf(connect(undefined, { token: 'nonsense' }))).toBe('unauthenticated');
  });

  it('[L2] hears what lies in the scope of its user, and of nothing else that it exists', async () => {
    const manager = await as('manager');
    expect(await manager.subscribe('region:IDF')).toMatchObject({ scope: 'region:IDF' });
    expect(await manager.subscribe('store:M002')).toMatchObject({ scope: 'store:M002' });
    for (const scope of ['company', 'region:BRE', 'store:M003', 'store:NONE', 'region:NONE']) {
      expect((await manager.subscribe(scope)).error?.code).toBe('not_found');
    }
    expect((await manager.subscribe('nonsense')).error?.code).toBe('invalid');
    await server.pool.query(PLAIN_SALE, [3, '5']);
    await server.pool.query(PLAIN_SALE, [1, '5']);
    await manager.kpi('region:IDF', ({ values }) => values.receipts > 0);
    expect(new Set(manager.kpis.map(({ scope }) => scope))).not.toContain('company');
  });

  it('[A5] [L8] ends with its session', async () => {
    const cookie = await signIn(server, FIXTURE_USERS.reader);
    const client = connect(cookie);
    await client.subscribe('company');
    const revoked = new Promise<void>((resolve) => void client.socket.once('revoked', () => resolve()));
    const gone = new Promise<string>((resolve) => void client.socket.once('disconnect', resolve));
    const { sessionId } = await server.sessions.end(cookie, false);
    server.revocations.announce({ sessionId: sessionId ?? '' });
    await revoked;
    expect(await gone).toBe('io server disconnect');
  });

  it('[A5] ends when the rights of its user change, announced or not', async () => {
    for (const announced of [true, false]) {
      const client = await as('manager');
      await client.subscribe('region:IDF');
      const revoked = new Promise<void>((resolve) => void client.socket.once('revoked', () => resolve()));
      const { rows } = await server.pool.query<{ id: string }>(
        `update utilisateurs set region_id = (select id from regions where code = 'BRE') where courriel = $1 returning id`,
        [FIXTURE_USERS.manager],
      );
      if (announced) server.revocations.announce({ userId: rows[0]?.id ?? '' });
      else server.pass(30_000);
      await revoked;
      await server.pool.query(
        `update utilisateurs set region_id = (select id from regions where code = 'IDF') where courriel = $1`,
        [FIXTURE_USERS.manager],
      );
    }
  });

  it('stays while nothing changed, however often it is judged', async () => {
    const client = await as('reader');
    let gone = false;
    client.socket.once('disconnect', () => (gone = true));
    for (let n = 0; n < 3; n++) {
      server.pass(30_000);
      await client.subscribe('company');
    }
    expect(gone).toBe(false);
  });

  it('that floods is cut off after a page full of subscriptions, and the others go on', async () => {
    const director = await as('director');
    const cookie = await signIn(server, FIXTURE_USERS.reader);
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/live/?EIO=4&transport=websocket`, {
      headers: { cookie, origin: server.url },
    });
    socket.on('error', () => undefined);
    let answers = 0;
    const ended = new Promise((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('open', resolve));
    const admitted = new Promise<void>((resolve) => {
      socket.on('message', (data: Buffer) => {
        if (data.toString().startsWith('40')) resolve();
        if (data.toString().startsWith('43')) answers++;
      });
    });
    socket.send('40');
    await admitted;
    for (let sent = 0; sent < 5_000; sent++) socket.send('421["subscribe",{"scope":"company"}]');
    await ended;
    expect(answers).toBeLessThanOrEqual(1_000);
    expect((await director.subscribe('company')).error).toBeUndefined();
    expect(server.logged.join('')).toContain('live client sent too much');
  });

  it('that sends garbage ends alone', async () => {
    const director = await as('director');
    const cookie = await signIn(server, FIXTURE_USERS.reader);
    const frames = [
      'nonsense',
      '42["subscribe"',
      '42["subscribe",{"scope":{"__proto__":1}}]',
      '421["subscribe",null]',
      `42["subscribe",{"scope":"${'x'.repeat(20_000)}"}]`,
      Buffer.alloc(64, 255),
      '451-["subscribe",{"_placeholder":true,"num":0}]',
    ];
    for (const frame of frames) {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/live/?EIO=4&transport=websocket`, {
        headers: { cookie, origin: server.url },
      });
      socket.on('error', () => undefined);
      const heard = (start: string) =>
        new Promise<void>((resolve) => {
          socket.once('close', () => resolve());
          socket.on('message', (data: Buffer) => data.toString().startsWith(start) && resolve());
        });
      await new Promise((resolve) => socket.once('open', resolve));
      const admitted = heard('40');
      socket.send('40');
      await admitted;
      // Either it is thrown out, or it is served as before.
      const judged = heard('439');
      socket.send(frame);
      socket.send('429["subscribe",{"scope":"company"}]');
      await judged;
      socket.terminate();
    }
    expect((await director.subscribe('company')).error).toBeUndefined();
  });

  it('[L8] hears of imports where its user may read them', async () => {
    const [director, reader] = [await as('director'), await as('reader')];
    const heard: unknown[] = [];
    reader.socket.on('import', (message) => heard.push(message));
    const told = new Promise((resolve) => void director.socket.once('import', resolve));
    server.announceImport({ id: '1', status: 'committing', progress: 0.5 });
    expect(await told).toEqual({ id: '1', status: 'committing', progress: 0.5 });
    await reader.subscribe('company');
    expect(heard).toEqual([]);
  });
});

describe('values', () => {
  it('move with a sale of plain SQL, for store, region and company, and the curve with them', async () => {
    const director = await as('director');
    const curves: { scope: string; today: number[] }[] = [];
    director.socket.on('curve', (curve: { scope: string; today: number[] }) => void curves.push(curve));
    const before = await director.subscribe('store:M002', true);
    await director.subscribe('region:IDF');
    await director.subscribe('company');
    await server.pool.query(PLAIN_SALE, [2, '12.34']);
    const now = await director.kpi('store:M002', ({ values }) => values.receipts === before.values.receipts + 1);
    expect(now.values.revenueTtc).toBeCloseTo(before.values.revenueTtc + 12.34, 2);
    expect(now.version).toBeGreaterThan(before.version);
    await director.kpi('region:IDF', ({ values }) => values.revenueTtc >= 12.34);
    await director.kpi('company', ({ values }) => values.revenueTtc >= 12.34);
    const last = curves.at(-1);
    expect(last?.scope).toBe('store:M002');
    expect(last?.today.reduce((sum, hour) => sum + hour, 0)).toBeCloseTo(now.values.revenueTtc, 2);
  });

  it('[L7] miss nothing while the listening connection is killed twenty times', { timeout: 60_000 }, async () => {
    const director = await as('director');
    await director.subscribe('store:M001');
    let kills = 0;
    for (let round = 0; round < 20; round++) {
      await Promise.all(Array.from({ length: 5 }, () => server.pool.query(PLAIN_SALE, [1, '1.01'])));
      const { rows } = await server.pool.query<{ killed: number }>(
        `select count(pg_terminate_backend(pid)) as killed from pg_stat_activity
         where datname = current_database() and application_name = 'epm-retail listener'`,
      );
      kills += rows[0]?.killed ?? 0;
      await Promise.all(Array.from({ length: 5 }, () => server.pool.query(PLAIN_SALE, [1, '0.07'])));
      const expected = await revenueOf(1);
      await director.kpi('store:M001', ({ values }) => values.revenueTtc >= expected - 0.001);
      while (server.live.health() !== undefined) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(kills).toBe(20);
    expect(director.kpis.at(-1)?.values.revenueTtc).toBeCloseTo(await revenueOf(1), 2);
    const versions = director.kpis.map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  });
});

describe('over HTTP', () => {
  async function get<T>(path: string, role: keyof typeof FIXTURE_USERS): Promise<{ status: number; body: T }> {
    const cookie = await signIn(server, FIXTURE_USERS[role]);
    const response = await fetch(`${server.url}${path}`, { headers: { cookie } });
    return { status: response.status, body: (await response.json()) as T };
  }

  it('gives the values of the feed, and those of any day', async () => {
    await server.pool.query(PLAIN_SALE, [3, '3.21']);
    const { body } = await get<KpiMessage>('/api/kpis?scope=store:M003', 'director');
    expect(body.values.revenueTtc).toBe(await revenueOf(3));
    const live = await (await as('director')).subscribe('store:M003');
    // The day goes on meanwhile: a second of it is some cents.
    expect(Math.abs(body.values.objectiveToDate - live.values.objectiveToDate)).toBeLessThan(1);
    await server.pool.query(
      `with v as (insert into ventes (magasin_id, date_vente) values (3, '2024-03-05 18:00+01'), (3, '2023-03-07 18:00+01') returning id)
       insert into lignes_ventes (vente_id, produit_id, quantite, prix_unitaire) select id, 5, 2, 6 from v`,
    );
    const past = await get<KpiMessage>('/api/kpis?scope=region:BRE&date=2024-03-05', 'director');
    expect(past.body).toMatchObject({
      scope: 'region:BRE',
      values: {
        revenueTtc: 12,
        revenueHt: 10,
        margin: 5,
        receipts: 1,
        units: 2,
        basket: 12,
        unitsPerReceipt: 2,
        marginRate: 0.5,
        lastYearToTime: 12,
        vsLastYear: 0,
      },
    });
    expect(past.body.values.objectiveToDate).toBeCloseTo(365_000 / 12 / 31, 2);
    const ahead = await get<KpiMessage>('/api/kpis?scope=region:BRE&date=2099-01-01', 'director');
    expect(ahead.body.values).toMatchObject({ revenueTtc: 0, basket: null, objectiveToDate: 0 });
  });

  it('keeps to the scope of the caller', async () => {
    expect((await get('/api/kpis?scope=company', 'manager')).status).toBe(404);
    expect((await get('/api/kpis?scope=store:NONE', 'director')).status).toBe(404);
    expect((await get('/api/kpis?scope=nonsense', 'director')).status).toBe(422);
    expect((await get('/api/live/curve?scope=region:BRE', 'manager')).status).toBe(404);
    const { body } = await get<{ items: WatchableScope[] }>('/api/live/scopes', 'manager');
    expect(body.items.map(({ scope }) => scope)).toEqual(['region:IDF', 'store:M001', 'store:M002']);
    const all = await get<{ items: WatchableScope[] }>('/api/live/scopes', 'director');
    expect(all.body.items.map(({ scope, parent }) => [scope, parent])).toEqual([
      ['company', undefined],
      ['region:BRE', 'company'],
      ['region:IDF', 'company'],
      ['store:M001', 'region:IDF'],
      ['store:M002', 'region:IDF'],
      ['store:M003', 'region:BRE'],
    ]);
  });

  it('draws the day by hour', async () => {
    const { body } = await get<HourCurve>('/api/live/curve?scope=store:M003', 'director');
    expect(body.today).toHaveLength(24);
    expect(body.lastYear).toHaveLength(24);
    expect(body.today.reduce((sum, hour) => sum + hour, 0)).toBeCloseTo(await revenueOf(3), 2);
    expect(body.objective.reduce((sum, hour) => sum + hour, 0)).toBeGreaterThan(0);
  });
});

it('[L3] two servers show the same, and one that starts again goes on with higher versions', async () => {
  const director = await as('director');
  const before = await director.subscribe('store:M001');
  const second = await startLiveServer(db.url);
  const there = connectClient(second, await signIn(second, FIXTURE_USERS.director));
  const ack = await there.subscribe('store:M001');
  expect(ack.values.revenueTtc).toBe(before.values.revenueTtc);
  expect(ack.version).toBeGreaterThan(before.version);
  await second.pool.query(PLAIN_SALE, [1, '2.5']);
  const shown = before.values.revenueTtc + 2.5;
  const last = await there.kpi('store:M001', ({ values }) => Math.abs(values.revenueTtc - shown) < 0.001);
  await director.kpi('store:M001', ({ values }) => Math.abs(values.revenueTtc - shown) < 0.001);
  there.close();
  await second.close();

  // It begins at noon again, as if its clock had been set back.
  const third = await startLiveServer(db.url);
  const again = connectClient(third, await signIn(third, FIXTURE_USERS.director));
  expect((await again.subscribe('store:M001')).version).toBeGreaterThan(last.version);
  again.close();
  await third.close();
});

it('listens over one connection, however many watch', async () => {
  await Promise.all(Array.from({ length: 10 }, () => as('director')));
  const { rows } = await server.pool.query<{ n: number }>(
    `select count(*) as n from pg_stat_activity where datname = current_database() and application_name = 'epm-retail listener'`,
  );
  expect(rows[0]?.n).toBe(1);
});
