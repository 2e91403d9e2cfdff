import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbedded, type Embedded } from './embedded.ts';
import { markOf } from './embedded/process.ts';
import { silentLog, type Log } from './log.ts';
import { buildHolder, type Holder } from './testing/holder.ts';

const holders = await buildHolder();
afterAll(() => holders.remove());

let dataDir: string;
let running: { stop?: () => Promise<void>; kill?: () => Promise<void> }[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'epm-embedded-'));
  chmodSync(dataDir, 0o755);
  running = [];
});
afterEach(async () => {
  for (const one of running) await (one.stop ?? one.kill)?.();
  // Stops what a killed holder left.
  await (await startEmbedded({ dataDir, log: silentLog, sync: false })).stop();
  rmSync(dataDir, { recursive: true });
});

async function start(folder: string = dataDir, log: Log = silentLog): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir: folder, log, sync: false });
  running.push(embedded);
  return embedded;
}

async function hold(): Promise<Holder> {
  const holder = await holders.start(dataDir);
  running.push(holder);
  return holder;
}

async function ask<T extends object>(url: string | undefined, sql: string): Promise<T[]> {
  const client = new pg.Client(url);
  // The server is killed under some of these.
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A log that lets a test wait for a message. */
function listeningLog(): { log: Log; messages: string[]; said(part: string): Promise<void> } {
  const messages: string[] = [];
  const waiting: { part: string; resolve: () => void }[] = [];
  const hear = (_details: object, message: string): void => {
    messages.push(message);
    for (const { part, resolve } of waiting) if (message.includes(part)) resolve();
  };
  return {
    log: { info: hear, warn: hear, error: hear },
    messages,
    said: (part) => new Promise((resolve) => waiting.push({ part, resolve })),
  };
}

function postmasterPid(cluster: string = join(dataDir, 'pg')): number {
  return Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10);
}

test('after SIGKILL of its process the next start stops the orphan and has everything committed', async () => {
  const holder = await hold();
  await ask(holder.answer.url, 'create table t as select 42 as a');
  const orphan = markOf(postmasterPid());
  await holder.kill();
  expect(markOf(orphan?.pid ?? 0)).toEqual(orphan);

  const { log, messages } = listeningLog();
  const next = await start(dataDir, log);
  expect(messages).toEqual([`Stopping the database server that an earlier run left behind (process ${orphan?.pid}).`]);
  expect(markOf(orphan?.pid ?? 0)).toBeNull();
  expect(await ask(next.url, 'select a from t')).toEqual([{ a: 42 }]);
});

test('a second process on the same folder is refused with the pid of the first', async () => {
  const holder = await hold();
  await expect(start()).rejects.toMatchObject({
    kind: 'data_dir_in_use',
    message: expect.stringContaining(`in use by process ${holder.child.pid}:`),
  });
  expect(await ask(holder.answer.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('so is a second start of the same process, and another process while we run', async () => {
  const { url } = await start();
  await expect(start()).rejects.toMatchObject({ kind: 'data_dir_in_use' });
  expect((await hold()).answer).toEqual({ kind: 'data_dir_in_use' });
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a pid file whose number belongs to another program by now does not stop the start', async () => {
  await (await start()).stop();
  const { uid, gid } = statSync(join(dataDir, 'pg'));
  // Of the same user: only then would PostgreSQL take it for a live server.
  const other = spawn('sleep', ['60'], { stdio: 'ignore', ...(process.getuid?.() === 0 ? { uid, gid } : {}) });
  await once(other, 'spawn');
  writeFileSync(
    join(dataDir, 'pg', 'postmaster.pid'),
    `${other.pid}\n${join(dataDir, 'pg')}\n1700000000\n5432\n\n\n\nready\n`,
  );
  try {
    const { url } = await start();
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(other.signalCode).toBeNull();
  } finally {
    other.kill();
  }
});

test('a lock left by a killed process is taken over, also when its number was given to another one', async () => {
  writeFileSync(join(dataDir, 'lock'), JSON.stringify({ pid: process.ppid, started: '1' }));
  const embedded = await start();
  expect(await ask(embedded.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await embedded.stop();
  expect(existsSync(join(dataDir, 'lock'))).toBe(false);
});

test('a server that dies is started again on the same port', async () => {
  const listening = listeningLog();
  const { url } = await start(dataDir, listening.log);
  await ask(url, 'create table t as select 42 as a');
  const back = listening.said('is back');
  process.kill(postmasterPid(), 'SIGKILL');
  await back;
  expect(listening.messages[0]).toBe('The database server ended (signal SIGKILL); starting it again.');
  expect(await ask(url, 'select a from t')).toEqual([{ a: 42 }]);
});

test('names sort by code point, and letters with accents have their case', async () => {
  const { url } = await start();
  const rows = await ask(
    url,
    `select string_agg(t, '' order by t) as sorted, lower('É') as lower from unnest(array['é', 'a', 'Z', 'z', 'E']) t`,
  );
  expect(rows).toEqual([{ sorted: 'EZazé', lower: 'é' }]);
});

test('two folders at once have a server each', async () => {
  const [one, two] = await Promise.all([start(join(dataDir, 'one')), start(join(dataDir, 'two'))]);
  await ask(one.url, 'create table t (a integer)');
  expect(await ask(two.url, `select to_regclass('t') as found`)).toEqual([{ found: null }]);
});

test('what an interrupted initdb left is removed, and a cluster that is there is not made again', async () => {
  mkdirSync(join(dataDir, 'pg.draft-1', 'base'), { recursive: true });
  await (await start()).stop();
  expect(readdirSync(dataDir).sort()).toEqual(['pg', 'pg-password', 'postgres.log']);
  expect(statSync(join(dataDir, 'pg-password')).mode & 0o777).toBe(0o600);
  const made = () => statSync(join(dataDir, 'pg', 'PG_VERSION')).mtimeMs;
  const before = made();
  await start();
  expect(made()).toBe(before);
});

test('a cluster of another major version is refused and left alone', async () => {
  await (await start()).stop();
  const file = join(dataDir, 'pg', 'PG_VERSION');
  writeFileSync(file, '17\n');
  await expect(start()).rejects.toMatchObject({ kind: 'cluster_version' });
  writeFileSync(file, '18\n');
});

test.runIf(process.getuid?.() === 0)(
  'below a closed folder root keeps the cluster in /var/lib, as long as the data folder is there',
  async () => {
    const closed = join(dataDir, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const { log, messages } = listeningLog();
    const first = await start(closed, log);
    const place =
      /its files are in (\S+)\.$/.exec(messages.find((message) => message.includes('cannot reach')) ?? '')?.[1] ?? '';
    try {
      expect(place).toMatch(/^\/var\/lib\/epm-retail\/[0-9a-f]{16}\/pg$/);
      await ask(first.url, 'create table t as select 42 as a');
      await first.stop();
      const again = await start(closed);
      expect(await ask(again.url, 'select a from t')).toEqual([{ a: 42 }]);
      await again.stop();
    } finally {
      rmSync(dirname(place), { recursive: true, force: true });
    }
    rmSync(closed, { recursive: true });
    mkdirSync(closed, { mode: 0o700 });
    const fresh = listeningLog();
    const anew = await start(closed, fresh.log);
    expect(await ask(anew.url, `select to_regclass('t') as found`)).toEqual([{ found: null }]);
    await anew.stop();
    rmSync(dirname(/its files are in (\S+)\.$/.exec(fresh.messages.join('\n'))?.[1] ?? 'none'), { recursive: true });
  },
);
