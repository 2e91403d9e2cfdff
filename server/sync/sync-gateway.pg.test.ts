import { connect as connectTcp, type AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { parseCloseReason } from '../../shared/api/sync.ts';
import { createRevocations, type Revocations } from '../accounts/revocations.ts';
import { createSessions, type Sessions } from '../accounts/sessions.ts';
import { createPool, type Pool } from '../postgres/pool.ts';
import { createBus } from '../redis/bus.ts';
import { insertScenario, sheetId, userId } from './testing/database.ts';
import { anEdit, silentLog } from './testing/fixtures.ts';
import { nothing, step1, update } from './testing/member.ts';
import { browserSocket, startSyncServer, type Running } from './testing/socket-server.ts';

let database: TestDatabase;
let pool: Pool;
let sessions: Sessions;
let revocations: Revocations;
let running: Running;
let scenario: string;
const users: Record<string, string> = {};
const cookies: Record<string, string> = {};
const providers: WebsocketProvider[] = [];
const sockets: WebSocket[] = [];

const start = (options: { heartbeatMs?: number } = {}): Promise<Running> =>
  startSyncServer({ pool, sessions, revocations }, options);

beforeAll(async () => {
  database = await createTestDatabase({ fixture: true });
  pool = createPool(database.url, silentLog, { max: 8 });
  sessions = createSessions(pool);
  revocations = createRevocations(createBus(undefined, silentLog));
  for (const role of ['director', 'analyst', 'manager', 'reader']) {
    users[role] = await userId(pool, role);
    cookies[role] = (await sessions.create(users[role], false)).split(';')[0]!;
  }
  scenario = await insertScenario(pool, users['analyst']!);
  running = await start();
});

afterEach(() => {
  for (const provider of providers.splice(0)) {
    provider.destroy();
    provider.awareness.destroy();
  }
  for (const socket of sockets.splice(0)) socket.terminate();
});

afterAll(async () => {
  await running.stop();
  await pool.end();
  await database.drop();
});

function provide(role: string, sheet = 'IDF', options: { doc?: Y.Doc; url?: string; scenario?: string } = {}) {
  const doc = options.doc ?? new Y.Doc();
  const base = options.url ?? running.url;
  const provider = new WebsocketProvider(`ws://${base}/sync/${options.scenario ?? scenario}`, sheet, doc, {
    disableBc: true,
    maxBackoffTime: 100,
    WebSocketPolyfill: browserSocket(cookies[role] ?? '', base),
  });
  providers.push(provider);
  const closes: { code: number; reason: string }[] = [];
  provider.on('connection-close', (event) => {
    if (event) closes.push({ code: event.code, reason: parseCloseReason(event.reason).code });
  });
  const durable = { clocks: new Map<number, number>() };
  provider.messageHandlers[100] = (_encoder, decoder) => {
    const { arr, pos } = decoder;
    durable.clocks = Y.decodeStateVector(arr.slice(pos + 1));
  };
  const list = doc.getArray<Record<string, unknown>>('edits');
  return { doc, provider, closes, durable, list };
}

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 8_000, interval: 5 }).toBe(true);
}

/** A bare connection, which says what it wants. */
function open(path: string, headers: Record<string, string>, url = running.url): WebSocket {
  const socket = new WebSocket(`ws://${url}${path}`, { headers });
  sockets.push(socket);
  return socket;
}

const closeOf = (socket: WebSocket): Promise<{ code: number; reason: string }> =>
  new Promise((resolve, reject) => {
    socket.on('close', (code, reason) => resolve({ code, reason: parseCloseReason(reason.toString()).code }));
    socket.on('error', reject);
  });
const browser = (role: string, url = running.url): Record<string, string> => ({
  Cookie: cookies[role] ?? '',
  Origin: `http://${url}`,
});

describe('two people with y-websocket', () => {
  test('see each other’s edits, and hear that theirs are durable', async () => {
    const [lea, max] = [provide('analyst'), provide('manager')];
    await until(() => lea.provider.synced && max.provider.synced);
    lea.list.push([anEdit(1, { by: users['analyst'] })]);
    max.list.push([anEdit(2, { by: users['manager'] })]);
    await until(() => lea.list.length === 2 && max.list.length === 2);
    await until(() => lea.durable.clocks.get(lea.doc.clientID) === 1 && max.durable.clocks.get(max.doc.clientID) === 1);
    const { rows } = await pool.query('select utilisateur_id as user from journal where feuille_id = $1 order by seq', [
      await sheetId(pool, scenario, 'IDF'),
    ]);
    expect(new Set(rows.map(({ user }) => user as string))).toEqual(new Set([users['analyst'], users['manager']]));
    expect([...lea.closes, ...max.closes]).toEqual([]);
  });

  test('know who is there, by the names of their sessions', async () => {
    const [lea, max] = [provide('analyst', 'commons'), provide('reader', 'commons')];
    lea.provider.awareness.setLocalStateField('user', { id: 'x', name: 'The boss', colour: '1' });
    lea.provider.awareness.setLocalStateField('cell', 'ca_ttc|*|*|2027');
    await until(() => max.provider.awareness.getStates().get(lea.doc.clientID)?.['cell'] === 'ca_ttc|*|*|2027');
    expect(max.provider.awareness.getStates().get(lea.doc.clientID)?.['user']).toMatchObject({
      id: users['analyst'],
      name: 'Amir Analyste',
    });
    lea.provider.destroy();
    await until(() => !max.provider.awareness.getStates().has(lea.doc.clientID));
  });
});

describe('several servers', () => {
  test('a client that loses one goes on with the next by itself, and nothing acknowledged is missing', async () => {
    const first = await start();
    const fresh = await insertScenario(pool, users['analyst']!);
    const lea = provide('analyst', 'BRE', { url: first.url, scenario: fresh });
    await until(() => lea.provider.synced);
    for (let n = 1; n <= 50; n++) {
      lea.list.push([anEdit(n, { by: users['analyst'], cell: 'ca_ttc|R:BRE|*|2027' })]);
    }
    await until(() => (lea.durable.clocks.get(lea.doc.clientID) ?? 0) > 0);
    const acknowledged = lea.durable.clocks.get(lea.doc.clientID) ?? 0;
    first.server.closeAllConnections();
    lea.provider.ws?.close();
    const second = await start();
    const max = provide('director', 'BRE', { url: second.url, scenario: fresh });
    await until(() => max.list.length >= acknowledged);
    lea.provider.serverUrl = `ws://${second.url}/sync/${fresh}`;
    lea.provider._WS = browserSocket(cookies['analyst'] ?? '', second.url);
    await until(() => max.list.length === 50 && lea.durable.clocks.get(lea.doc.clientID) === 50);
    expect(lea.closes.filter(({ code }) => code >= 4400 && code < 4500)).toEqual([]);
    await first.stop();
    await second.stop();
  });

  test('hear of each other’s edits over the journal', async () => {
    const second = await start();
    const fresh = await insertScenario(pool, users['analyst']!);
    const lea = provide('analyst', 'IDF', { scenario: fresh });
    const max = provide('manager', 'IDF', { url: second.url, scenario: fresh });
    await until(() => lea.provider.synced && max.provider.synced);
    for (let n = 1; n <= 20; n++) {
      lea.list.push([anEdit(2 * n, { by: users['analyst'] })]);
      max.list.push([anEdit(2 * n + 1, { by: users['manager'] })]);
    }
    await until(() => {
      running.sync.ring();
      second.sync.ring();
      return lea.list.length === 40 && max.list.length === 40;
    });
    expect(lea.list.toJSON()).toEqual(max.list.toJSON());
    expect([...lea.closes, ...max.closes]).toEqual([]);
    await second.stop();
  });
});

describe('who may not', () => {
  test.each([
    ['a foreign origin', { Cookie: 'x', Origin: 'http://evil.example' }],
    ['no origin', {}],
    ['an origin that only begins alike', { Origin: 'http://127.0.0.1.evil.example' }],
  ])('[S4] %s is refused with 403', async (_, headers) => {
    const socket = open(`/sync/${scenario}/IDF`, headers as Record<string, string>);
    const status = await new Promise((resolve) => {
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
      socket.on('error', () => {});
    });
    expect(status).toBe(403);
  });

  test('[S5] [S13] is told by close codes after the upgrade', async () => {
    const judged = async (path: string, headers: Record<string, string>): Promise<object> =>
      closeOf(open(path, headers));
    const anonymous = { Origin: `http://${running.url}` };
    expect(await judged(`/sync/${scenario}/IDF`, anonymous)).toEqual({ code: 4401, reason: 'session' });
    expect(await judged(`/sync/${scenario}/IDF`, { ...anonymous, Cookie: 'session=no' })).toMatchObject({ code: 4401 });
    const unknown = { code: 4404, reason: 'unknown' };
    expect(await judged(`/sync/${scenario}/NOP`, browser('analyst'))).toEqual(unknown);
    expect(await judged(`/sync/${crypto.randomUUID()}/IDF`, browser('analyst'))).toEqual(unknown);
    expect(await judged('/sync/x/y/z', browser('analyst'))).toEqual(unknown);
    expect(await judged('/sync/%ff/IDF', browser('analyst'))).toEqual(unknown);
    expect(await judged(`/sync/${scenario}/IDF?epoch=0`, browser('analyst'))).toEqual({ code: 4409, reason: 'epoch' });
    expect(await judged(`/sync/${scenario}/IDF?v=0`, browser('analyst'))).toEqual({ code: 4426, reason: 'version' });
  });

  test('a private draft is unknown to others', async () => {
    const draft = await insertScenario(pool, users['manager']!);
    await pool.query('update scenarios set prive_de = $2 where id = $1', [draft, users['manager']]);
    expect(await closeOf(open(`/sync/${draft}/IDF`, browser('analyst')))).toMatchObject({ code: 4404 });
    const owner = provide('manager', 'IDF', { scenario: draft });
    await until(() => owner.provider.synced);
  });

  test('[S11] a reader, a manager in a foreign sheet and anybody in a submitted one get everything and write nothing', async () => {
    const fresh = await insertScenario(pool, users['analyst']!);
    await pool.query(`update scenario_feuilles set etat = 'submitted' where scenario_id = $1 and feuille = 'BRE'`, [
      fresh,
    ]);
    for (const [role, sheet, cell] of [
      ['reader', 'IDF', 'ca_ttc|R:IDF|*|2027'],
      ['manager', 'siege', 'ca_ttc|*|*|2027'],
      ['director', 'BRE', 'ca_ttc|R:BRE|*|2027'],
    ] as const) {
      const person = provide(role, sheet, { scenario: fresh });
      await until(() => person.provider.synced);
      person.list.push([anEdit(1, { by: users[role], cell })]);
      await until(() => person.closes.length > 0);
      expect(person.closes).toEqual([{ code: 4403, reason: 'rights' }]);
      const document = await sheetId(pool, fresh, sheet);
      expect((await pool.query('select from journal where feuille_id = $1', [document])).rowCount).toBe(0);
    }
  });
});

describe('rights that end', () => {
  test('[A5] a session that ends closes its connections with 4401, a change of rights with 4205', async () => {
    const cookie = (await sessions.create(users['analyst']!, false)).split(';')[0]!;
    const headers = { Cookie: cookie, Origin: `http://${running.url}` };
    const [one, two, other] = [
      open(`/sync/${scenario}/IDF`, headers),
      open(`/sync/${scenario}/BRE`, headers),
      open(`/sync/${scenario}/IDF`, browser('manager')),
    ];
    await Promise.all([one, two, other].map((socket) => new Promise((resolve) => socket.once('message', resolve))));
    const { sessionId } = await sessions.end(cookie, false);
    revocations.announce({ sessionId: sessionId! });
    expect(await Promise.all([closeOf(one), closeOf(two)])).toEqual([
      { code: 4401, reason: 'session' },
      { code: 4401, reason: 'session' },
    ]);
    expect(other.readyState).toBe(WebSocket.OPEN);
    revocations.announce({ userId: users['manager']! });
    expect(await closeOf(other)).toEqual({ code: 4205, reason: 'rights' });
  });

  test('[A5] are noticed without a message too, at the next heartbeat', async () => {
    const second = await start({ heartbeatMs: 30 });
    const cookie = (await sessions.create(users['analyst']!, false)).split(';')[0]!;
    const socket = open(`/sync/${scenario}/IDF`, { Cookie: cookie, Origin: `http://${second.url}` }, second.url);
    await new Promise((resolve) => socket.once('message', resolve));
    await sessions.end(cookie, false);
    expect(await closeOf(socket)).toEqual({ code: 4401, reason: 'session' });
    await second.stop();
  });
});

describe('a connection', () => {
  test('whose first frames come together with its upgrade is read after it was judged', async () => {
    const socket = open(`/sync/${scenario}/IDF`, browser('analyst'));
    const seen: number[] = [];
    socket.on('message', (data: Buffer) => seen.push(data[0]!));
    socket.on('open', () => {
      socket.send(step1(new Y.Doc()));
      socket.send(nothing());
    });
    await until(() => seen.filter((type) => type === 100).length === 2);
    expect(seen).toEqual([0, 0, 100, 100]);
  });

  test('that sends text is closed 4400; one too large, or with broken frames, is cut, and nobody else notices', async () => {
    const other = provide('manager');
    await until(() => other.provider.synced);
    const text = open(`/sync/${scenario}/IDF`, browser('analyst'));
    text.on('open', () => text.send('hello'));
    expect(await closeOf(text)).toEqual({ code: 4400, reason: 'text' });

    const large = open(`/sync/${scenario}/IDF`, browser('analyst'));
    large.on('open', () => large.send(Buffer.alloc(17 * 1024 * 1024)));
    expect(await closeOf(large)).toMatchObject({ code: 1009 });

    const { port } = running.server.address() as AddressInfo;
    for (const bytes of [
      [0xa2, 0x00],
      [0x82, 0x01, 0x00],
      [0x8b, 0x80],
      [0x82, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connectTcp(port, '127.0.0.1', () => {
          const { Cookie, Origin } = browser('analyst');
          socket.write(
            `GET /sync/${scenario}/IDF HTTP/1.1\r\nHost: ${running.url}\r\nOrigin: ${Origin}\r\nCookie: ${Cookie}\r\n` +
              'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
          );
          socket.write(Uint8Array.from(bytes));
        });
        socket.on('error', () => {});
        socket.on('data', () => {});
        socket.on('close', () => resolve());
      });
    }
    other.list.push([anEdit(5_000, { by: users['manager'] })]);
    await until(() => other.durable.clocks.get(other.doc.clientID) === 1);
    expect(other.closes).toEqual([]);
  });

  test('[S6] that sends something refused is told what, and the rest of the room goes on', async () => {
    const other = provide('manager');
    await until(() => other.provider.synced);
    const doc = new Y.Doc();
    doc.getArray('edits').push([anEdit(6_000, { by: users['manager'] })]);
    const socket = open(`/sync/${scenario}/IDF`, browser('analyst'));
    socket.on('open', () => {
      for (const frame of [step1(new Y.Doc()), nothing(), update(Y.encodeStateAsUpdate(doc))]) socket.send(frame);
    });
    const raw = await new Promise<string>((resolve) =>
      socket.on('close', (_code, reason) => resolve(reason.toString())),
    );
    expect(JSON.parse(raw)).toEqual({ code: 'author', entry: anEdit(6_000)['id'] });
    expect(raw.length).toBeLessThanOrEqual(123);
    expect(other.closes).toEqual([]);
  });
});
