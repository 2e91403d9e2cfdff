import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { createLog } from '../log.ts';
import { createPool, type Pool } from '../postgres/pool.ts';
import { createAlertWatch, type AlertWatch } from './alert-watch.ts';
import { createRests } from './rests.ts';
import { createAlerts, type Alerts } from './alerts.ts';
import { callWebhook, isPublicEnough, signatureOf, type WebhookOptions } from './webhook.ts';
import type { Rests } from './alert-store.ts';
import type { AlertInput, AlertMessage } from '../../shared/api/alerts.ts';

const NOON = Date.UTC(2026, 10, 25, 11);
const MINUTE = 60_000;
const log = createLog('silent');
const everybody = (): boolean => true;

interface Heard {
  message: AlertMessage;
  body: string;
  signature: string | undefined;
}

let db: TestDatabase;
let pool: Pool;
let receiver: Server;
let heard: Heard[] = [];
let answers: number[] = [];
let revenue: Record<string, number> = {};
let now = NOON;
/** Who stands for an alert: everybody does, unless a test says otherwise. */
let rests: Rests = () => false;
let alerts: Alerts;
let watches: AlertWatch[];

const call = (address: string, secret: string, body: string, options: WebhookOptions = {}) =>
  callWebhook(address, secret, body, { mayCall: everybody, ...options });
const look = (scope: string) => {
  const sold = revenue[scope];
  if (sold === undefined) return undefined;
  const values = { revenueTtc: sold, objectiveToDate: 1000, attainment: sold / 1000 };
  const local = new Date(now + 60 * MINUTE).toISOString();
  return { ...values, day: local.slice(0, 10), time: local.slice(11, 16), now };
};
const watch = (): AlertWatch =>
  createAlertWatch({ pool, look, rests, call, clock: () => now, schedule: () => () => {}, log });

beforeAll(async () => {
  db = await createTestDatabase({ fixture: true });
  pool = createPool(db.url, log);
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const signature = request.headers['x-epm-signature'] as string | undefined;
      heard.push({ message: JSON.parse(body) as AlertMessage, body, signature });
      response.writeHead(answers.shift() ?? 204, { location: '/elsewhere' }).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  receiver.close();
  await pool.end();
  await db.drop();
});
beforeEach(() => {
  heard = [];
  answers = [];
  revenue = { company: 950, 'region:IDF': 800 };
  now = NOON;
  rests = () => false;
  alerts = createAlerts({ pool, rests, call, clock: () => now });
  watches = [watch(), watch()];
});
afterEach(() => pool.query('delete from alertes'));

const address = (host = 'localhost'): string =>
  `http://${host}:${(receiver.address() as AddressInfo).port}/hook?channel=1`;
const input = (given: Partial<AlertInput> = {}): AlertInput => ({
  name: 'Île-de-France sous le plan',
  scope: 'region:IDF',
  threshold: 0.9,
  from: '11:00',
  quietMinutes: 60,
  webhook: address(),
  ...given,
});
const beat = () => Promise.all(watches.map((one) => one.beat()));

describe('a scope below its objective', () => {
  test('rings once, whatever number of servers looks, and tells the webhook in signed words', async () => {
    const { secret } = await alerts.create(input(), undefined);
    await beat();
    await beat();
    expect(heard.map(({ message }) => message)).toEqual([
      {
        type: 'alert',
        id: expect.any(String),
        name: 'Île-de-France sous le plan',
        scope: 'region:IDF',
        at: new Date(NOON).toISOString(),
        threshold: 0.9,
        revenueTtc: 800,
        objectiveToDate: 1000,
        attainment: 0.8,
        text: expect.stringMatching(/^Île-de-France sous le plan : 80\s% de l’objectif à cette heure \(seuil 90\s%\)$/),
      },
    ]);
    expect(heard[0]?.signature).toBe(signatureOf(secret!, heard[0]!.body));
    const [signal] = await alerts.signals(10, everybody, everybody);
    expect(signal).toMatchObject({ revenueTtc: 800, delivery: { state: 'sent', answer: 'http_204' } });
    expect(signal).not.toHaveProperty('endedAt');
  });

  test('ends when it has recovered, and keeps quiet for its period', async () => {
    await alerts.create(input(), undefined);
    await beat();
    revenue['region:IDF'] = 930;
    now += MINUTE;
    await beat();
    expect((await alerts.list(everybody))[0]?.signal?.endedAt).toBe(new Date(now).toISOString());
    revenue['region:IDF'] = 700;
    now += 58 * MINUTE;
    await beat();
    expect(heard.length).toBe(1);
    now += MINUTE;
    await beat();
    expect(heard.length).toBe(2);
  });

  test('whose values are not current, or which is gone, changes nothing', async () => {
    await alerts.create(input(), undefined);
    delete revenue['region:IDF'];
    await beat();
    expect(await alerts.signals(10, everybody, everybody)).toEqual([]);
  });
});

describe('an alert whose author', () => {
  const IDF = { storesOf: () => [], regionOf: () => 'IDF' };
  const idOf = async (role: string): Promise<string> =>
    (await pool.query<{ id: string }>('select id from utilisateurs where role = $1', [role])).rows[0]!.id;

  beforeEach(() => {
    rests = createRests(() => IDF);
    alerts = createAlerts({ pool, rests, call, clock: () => now });
    watches = [watch()];
  });

  test('may watch its scope rings; once he may not, it rests until somebody who may saves it', async () => {
    const manager = await idOf('manager');
    const { id } = await alerts.create(input(), manager);
    await pool.query('update utilisateurs set actif = false where id = $1', [manager]);
    await beat();
    expect(heard).toEqual([]);
    expect((await alerts.list(everybody))[0]?.resting).toBe(true);
    await pool.query('update utilisateurs set actif = true where id = $1', [manager]);
    await alerts.update(id, input(), await idOf('director'));
    await pool.query('update utilisateurs set actif = false where id = $1', [manager]);
    await beat();
    expect(heard.length).toBe(1);
    await pool.query('update utilisateurs set actif = true where id = $1', [manager]);
  });

  test('may not watch the whole company any more is sent nothing, not even what rang before', async () => {
    const { id } = await alerts.create(input({ scope: 'company', threshold: 0.99 }), await idOf('director'));
    answers = [500];
    await beat();
    expect(heard.length).toBe(1);
    await pool.query('update alertes set cree_par = $2 where id = $1', [id, await idOf('manager')]);
    now += 60 * MINUTE;
    await beat();
    now += 60 * MINUTE;
    await beat();
    expect(heard.length).toBe(1);
  });
});

test('signals of scopes one sees are not crowded out by those of others', async () => {
  await alerts.create(input({ name: 'mine', scope: 'region:IDF' }), undefined);
  await beat();
  for (let n = 0; n < 3; n++) {
    now += MINUTE;
    await alerts.create(input({ name: 'other', scope: 'company', threshold: 0.99 }), undefined);
    await beat();
  }
  const seen = await alerts.signals(2, (scope) => scope === 'region:IDF', everybody);
  expect(seen.map(({ alertName }) => alertName)).toEqual(['mine']);
});

test('what waits for a webhook that was taken away is given up, and old signals are forgotten', async () => {
  const { id } = await alerts.create(input(), undefined);
  answers = [500];
  await beat();
  await alerts.update(id, input({ webhook: null }), undefined);
  const { rows } = await pool.query('select envoi, reponse from alertes_signaux');
  expect(rows).toEqual([{ envoi: 'abandonne', reponse: 'removed' }]);
  await pool.query("update alertes_signaux set sonne_le = sonne_le - interval '100 days', fini_le = sonne_le");
  watches = [watch()];
  revenue = {};
  await beat();
  expect((await pool.query('select from alertes_signaux')).rowCount).toBe(0);
});

describe('a webhook that fails', () => {
  test('is called again, later each time, with the same id, and given up in the end', async () => {
    await alerts.create(input(), undefined);
    answers = Array.from({ length: 20 }, () => 500);
    for (const seconds of [1, 20, 70, 250, 1_000, 4_000, 20_000]) {
      await watches[0]?.beat();
      now += seconds * 1_000;
    }
    expect(heard.length).toBe(6);
    expect(new Set(heard.map(({ message }) => message.id)).size).toBe(1);
    expect((await alerts.signals(10, everybody, everybody))[0]?.delivery).toEqual({
      state: 'failed',
      answer: 'http_500',
    });
  });

  test('reaches it once it answers, also after a restart', async () => {
    await alerts.create(input(), undefined);
    answers = [503];
    await beat();
    watches = [watch()];
    now += MINUTE;
    await beat();
    expect(heard.length).toBe(2);
    expect((await alerts.signals(10, everybody, everybody))[0]?.delivery?.state).toBe('sent');
  });

  test.each<[string, (own: string) => string, WebhookOptions, string]>([
    ['is not followed elsewhere', (own) => own, { mayCall: everybody }, 'http_302'],
    ['on this machine is not called', (own) => own, {}, 'forbidden_address'],
    ['on this machine, by number', (own) => own.replace('localhost', '127.0.0.1'), {}, 'forbidden_address'],
    ['on this machine, in disguise', (own) => own.replace('localhost', '[::ffff:127.0.0.1]'), {}, 'forbidden_address'],
    ['where nobody listens', () => 'http://127.0.0.1:1/', { mayCall: everybody }, 'econnrefused'],
  ])('%s', async (_name, addressOf, options, answer) => {
    answers = [302];
    expect(await callWebhook(addressOf(address()), 'secret', '{}', { mayCall: isPublicEnough, ...options })).toEqual({
      kind: 'failed',
      answer,
    });
  });

  test('that never answers is left', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    expect(await call(`http://127.0.0.1:${port}/`, 'secret', '{}', { timeoutMs: 30 })).toEqual({
      kind: 'failed',
      answer: 'timeout',
    });
    silent.closeAllConnections();
    silent.close();
  });
});

describe('an address', () => {
  test.each([
    ['10.0.0.8', true],
    ['192.168.1.20', true],
    ['93.184.216.34', true],
    ['2606:2800:220:1:248:1893:25c8:1946', true],
    ['127.0.0.1', false],
    ['127.9.9.9', false],
    ['0.0.0.0', false],
    ['169.254.169.254', false],
    ['100.100.100.200', false],
    ['168.63.129.16', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['::1', false],
    ['::', false],
    ['fe80::1', false],
    ['::ffff:169.254.169.254', false],
    ['localhost', false],
  ])('%s may be called: %s', (given, expected) => {
    expect(isPublicEnough(given)).toBe(expected);
  });
});

describe('an alert', () => {
  test('shows its webhook’s host to who may change it, and its secret to nobody', async () => {
    const { secret } = await alerts.create(input(), undefined);
    const [own] = await alerts.list(everybody);
    expect(own).toMatchObject({ mine: true, webhook: new URL(address()).host });
    expect(JSON.stringify(own)).not.toContain(secret);
    expect(JSON.stringify(own)).not.toContain('channel');
    expect((await alerts.list(() => false))[0]).toMatchObject({ mine: false, webhook: null });
  });

  test('keeps its webhook when only its threshold changes, and gets a new secret with a new address', async () => {
    const { id, secret } = await alerts.create(input(), undefined);
    const { webhook: _, ...rule } = input({ threshold: 0.5 });
    expect(await alerts.update(id, rule, undefined)).toEqual({ id });
    expect((await alerts.list(everybody))[0]).toMatchObject({ threshold: 0.5, webhook: new URL(address()).host });
    const renewed = await alerts.update(id, input({ webhook: address('127.0.0.1') }), undefined);
    expect(renewed?.secret).toBeTypeOf('string');
    expect(renewed?.secret).not.toBe(secret);
    await alerts.update(id, input({ webhook: null }), undefined);
    expect((await alerts.list(everybody))[0]?.webhook).toBeNull();
    expect(await alerts.tryOut(id)).toBeUndefined();
  });

  test('can be tried out', async () => {
    const { id } = await alerts.create(input(), undefined);
    expect(await alerts.tryOut(id)).toEqual({ kind: 'sent', answer: 'http_204' });
    expect(heard[0]?.message).toMatchObject({ type: 'test', attainment: null });
    expect(await alerts.signals(10, everybody, everybody)).toEqual([]);
  });

  test('that is deleted takes its signals along', async () => {
    const { id } = await alerts.create(input(), undefined);
    await beat();
    expect(await alerts.remove(id)).toBe(true);
    expect(await alerts.remove(id)).toBe(false);
    expect(await alerts.signals(10, everybody, everybody)).toEqual([]);
  });
});
