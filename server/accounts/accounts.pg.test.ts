import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { FIXTURE_PASSWORD, FIXTURE_USERS } from '../../db/testing/fixture.ts';
import { postJson, signIn, startTestApp, type TestApp } from '../testing/app.ts';
import { AccountError, createDirector } from './create-director.ts';
import { hashPassword } from './passwords.ts';

let database: TestDatabase;
let app: TestApp;

beforeAll(async () => {
  database = await createTestDatabase({ fixture: true });
  app = await startTestApp(database.pool, [], { trustProxy: 1 });
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

const login = (email: string, password: string, headers: Record<string, string> = {}) =>
  postJson(`${app.url}/api/auth/login`, { email, password }, headers);
const me = (headers: Record<string, string>) => fetch(`${app.url}/api/me`, { headers });

describe('sign-in', () => {
  test('gives the user and a session that /api/me knows', async () => {
    const response = await login(FIXTURE_USERS.manager.toUpperCase(), FIXTURE_PASSWORD);
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toMatch(
      /^session=[\w-]{43}; HttpOnly; Max-Age=\d+; Path=\/; SameSite=Lax$/,
    );
    const user = { role: 'manager', scope: { kind: 'region', code: 'IDF' }, email: FIXTURE_USERS.manager };
    expect(await response.json()).toMatchObject({ user });
    const again = await me(await signIn(app, FIXTURE_USERS.manager, FIXTURE_PASSWORD));
    expect(await again.json()).toMatchObject({ user });
  });

  test('[A1] over https the cookie is Secure and bound to its host', async () => {
    const response = await login(FIXTURE_USERS.reader, FIXTURE_PASSWORD, { 'X-Forwarded-Proto': 'https' });
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-session=.*; Secure/);
  });

  test('answers a wrong password and an unknown account alike', async () => {
    const answers = await Promise.all([login(FIXTURE_USERS.reader, 'wrong'), login('nobody@fixture.example', 'wrong')]);
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map((answer) => answer.status)).toEqual([401, 401]);
    expect(bodies[0]).toBe(bodies[1]);
  });

  test('each sign-in has a token of its own and ends the session it came with', async () => {
    const first = await signIn(app, FIXTURE_USERS.reader, FIXTURE_PASSWORD);
    const second = await login(FIXTURE_USERS.reader, FIXTURE_PASSWORD, first);
    expect(second.headers.get('set-cookie')).not.toContain(first['Cookie']);
    expect((await me(first)).status).toBe(401);
  });

  test('[A5] a disabled account cannot come in, and its open session is over', async () => {
    await createDirector(database.pool, 'leaver@fixture.example', 'a good password');
    const headers = await signIn(app, 'leaver@fixture.example', 'a good password');
    await database.pool.query(`update utilisateurs set actif = false where courriel = 'leaver@fixture.example'`);
    expect((await me(headers)).status).toBe(401);
    expect((await login('leaver@fixture.example', 'a good password')).status).toBe(401);
  });

  test('the eleventh attempt on one account within a minute waits, whatever the password', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) await login('guessed@fixture.example', `try ${attempt}`);
    const refused = await login('guessed@fixture.example', 'try 11');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ error: { code: 'too_many_requests' } });
  });
});

describe('sessions', () => {
  test('[A1] what is stored does not work as a cookie', async () => {
    const { Cookie } = await signIn(app, FIXTURE_USERS.analyst, FIXTURE_PASSWORD);
    const { rows } = await database.pool.query<{ id: string }>('select id from sessions');
    expect(rows.length).toBeGreaterThan(0);
    for (const { id } of rows) {
      expect(Cookie).not.toContain(id);
      expect((await me({ Cookie: `session=${id}` })).status).toBe(401);
    }
  });

  test('[A5] signing out ends the session, tells the sockets and clears the cookie', async () => {
    const headers = await signIn(app, FIXTURE_USERS.analyst, FIXTURE_PASSWORD);
    const response = await fetch(`${app.url}/api/auth/logout`, { method: 'POST', headers });
    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toMatch(/^session=; .*Max-Age=0/);
    expect((await me(headers)).status).toBe(401);
    expect(app.revoked.at(-1)).toHaveProperty('sessionId');
  });

  test('[A1] a session older than thirty days is over, however active', async () => {
    const headers = await signIn(app, FIXTURE_USERS.analyst, FIXTURE_PASSWORD);
    await database.pool.query(`update sessions set cree_le = now() - interval '31 days'`);
    expect((await me(headers)).status).toBe(401);
  });

  test('tokens and passwords never reach the log', async () => {
    const headers = await signIn(app, FIXTURE_USERS.analyst, FIXTURE_PASSWORD);
    await me(headers);
    const text = app.logged.join('');
    expect(text).not.toContain(FIXTURE_PASSWORD);
    expect(text).not.toContain(headers['Cookie']?.split('=')[1]);
  });
});

describe('origin', () => {
  test.each([
    ['http://evil.example', 403],
    ['null', 403],
    [undefined, 403],
  ])('[A2] a call with a cookie from %s answers %i', async (origin, status) => {
    const { Cookie } = await signIn(app, FIXTURE_USERS.analyst, FIXTURE_PASSWORD);
    const headers: Record<string, string> = { Cookie: Cookie ?? '', ...(origin ? { Origin: origin } : {}) };
    const response = await fetch(`${app.url}/api/auth/logout`, { method: 'POST', headers });
    expect(response.status).toBe(status);
    expect((await me({ Cookie: Cookie ?? '' })).status).toBe(200);
  });

  test('[A2] another site cannot sign a visitor in', async () => {
    expect((await login(FIXTURE_USERS.reader, FIXTURE_PASSWORD, { Origin: 'http://evil.example' })).status).toBe(403);
  });
});

describe('machine clients', () => {
  beforeAll(async () => {
    await database.pool.query(`insert into cles_api (client_id, secret, portees) values ('caisse-1', $1, '{sales}')`, [
      await hashPassword('till secret'),
    ]);
  });

  const token = (clientSecret: string) => postJson(`${app.url}/api/auth/token`, { clientId: 'caisse-1', clientSecret });

  test('a right secret gives a token, a wrong one does not', async () => {
    const response = await token('till secret');
    expect(await response.json()).toEqual({ accessToken: expect.stringMatching(/^ey/), expiresIn: 900 });
    expect((await token('other secret')).status).toBe(401);
  });

  test('a token is no user', async () => {
    const { accessToken } = (await (await token('till secret')).json()) as { accessToken: string };
    expect((await me({ Authorization: `Bearer ${accessToken}` })).status).toBe(401);
  });

  test('[A3] a bad Authorization header does not fall back to the cookie, whose origin nobody checked', async () => {
    const headers = await signIn(app, FIXTURE_USERS.reader, FIXTURE_PASSWORD);
    expect((await me({ ...headers, Authorization: 'Bearer nonsense' })).status).toBe(401);
  });
});

describe('the first director', () => {
  test('signs in with the password given', async () => {
    await createDirector(database.pool, 'First@Example.fr', 'long enough');
    expect(await (await login('first@example.fr', 'long enough')).json()).toMatchObject({ user: { role: 'director' } });
  });

  test.each([
    ['no-address', 'long enough', /not an e-mail address/],
    ['b@example.fr', 'short', /at least 8/],
    [FIXTURE_USERS.reader, 'long enough', /already an account/],
  ])('%s is refused with the reason', async (email, password, reason) => {
    const attempt = createDirector(database.pool, email, password);
    await expect(attempt).rejects.toThrow(AccountError);
    await expect(attempt).rejects.toThrow(reason);
  });
});
