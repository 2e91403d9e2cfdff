import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database.ts';
import { createLog } from '../log.ts';
import { createPool, type Pool } from '../postgres/pool.ts';
import { createListener, type Listener } from './listener.ts';
import { startProxy } from './testing/proxy.ts';
import { realSchedule, type Schedule } from './schedule.ts';

let db: TestDatabase;
let other: TestDatabase;
let pool: Pool;
let elsewhere: Pool;

const silent = createLog('silent');
/** All waits of the listener, twenty times as fast. */
const quick: Schedule = (work, ms) => realSchedule(work, ms / 20);

beforeAll(async () => {
  db = await createTestDatabase();
  other = await createTestDatabase();
  pool = createPool(db.url, silent);
  elsewhere = createPool(other.url, silent);
});
afterAll(async () => {
  await pool.end();
  await elsewhere.end();
  // Fails when a listener left a connection behind.
  await db.drop();
  await other.drop();
});

function listen(probes: Pool, connectionString = db.url) {
  const logged: { level: string; msg: string }[] = [];
  const log = createLog('debug', {
    write: (line) => void logged.push(JSON.parse(line) as { level: string; msg: string }),
  });
  let rings = 0;
  let others = 0;
  const listener: Listener = createListener({
    connectionString,
    bells: { ventes: () => rings++, journal: () => others++ },
    db: probes,
    schedule: quick,
    log,
  });
  listener.start();
  return { listener, logged, rings: () => rings, others: () => others };
}

/** Waits for what the network and the database do in their own time; the test's limit is the limit. */
async function until(met: () => boolean): Promise<void> {
  while (!met()) await new Promise((resolve) => setTimeout(resolve, 2));
}

async function kill(): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(pg_terminate_backend(pid)) as n from pg_stat_activity
     where application_name = 'epm-retail listener' and datname = current_database()`,
  );
  return rows[0]?.n ?? 0;
}

it('hears the bell, and says that it does only once it was shown', async () => {
  const { listener, rings, others } = listen(pool);
  expect(listener.fault()).toMatch(/starting/);
  await until(() => listener.fault() === undefined);
  const before = [rings(), others()];
  await pool.query(`select pg_notify('ventes', '')`);
  await until(() => rings() === before[0]! + 1);
  await pool.query(`select pg_notify('journal', '')`);
  await until(() => others() === before[1]! + 1);
  expect(rings()).toBe(before[0]! + 1);
  await listener.stop();
  expect(listener.fault()).toMatch(/stopped/);
});

it('[L7] comes back after each cut, and looks then, since what rang meanwhile is gone', async () => {
  const { listener, rings } = listen(pool);
  await until(() => listener.fault() === undefined);
  for (let n = 0; n < 5; n++) {
    const before = rings();
    expect(await kill()).toBe(1);
    await until(() => listener.fault() !== undefined);
    await until(() => listener.fault() === undefined);
    expect(rings()).toBeGreaterThan(before);
  }
  await listener.stop();
});

it('does not give up on a database that stays away', async () => {
  const network = await startProxy(db.url);
  const { listener, rings } = listen(pool, network.url);
  await until(() => listener.fault() === undefined);
  network.cut();
  const before = rings();
  // At four attempts a second, well past the three seconds after which pg-listen gives up by itself.
  await until(() => network.refused() >= 16);
  expect(listener.fault()).toMatch(/reconnecting/);
  network.mend();
  await until(() => listener.fault() === undefined);
  expect(rings()).toBeGreaterThan(before);
  await listener.stop();
  await network.close();
});

it('notices a connection that is open and dead, and takes another', async () => {
  const network = await startProxy(db.url);
  const { listener, rings } = listen(pool, network.url);
  await until(() => listener.fault() === undefined);
  network.freeze();
  await until(() => listener.fault() !== undefined);
  await until(() => listener.fault() === undefined);
  const before = rings();
  await pool.query(`select pg_notify('ventes', '')`);
  await until(() => rings() > before);
  await listener.stop();
  await network.close();
});

it('says in one clear line that notifications do not arrive, and goes on trying', async () => {
  // What a pooler in transaction mode does: LISTEN is taken, and nothing is ever heard.
  const { listener, logged } = listen(elsewhere);
  await until(() => /do not arrive/.test(listener.fault() ?? ''));
  const attempts = () => logged.filter(({ msg }) => /starts over/.test(msg)).length;
  await until(() => attempts() >= 3);
  expect(listener.fault()).toMatch(/DATABASE_URL must lead to PostgreSQL itself/);
  expect(logged.filter(({ level }) => level === 'error')).toHaveLength(1);
  await listener.stop();
});

it('waits for a database that is not there, and leaves nothing behind when it is stopped meanwhile', async () => {
  const nowhere = new URL(db.url);
  nowhere.port = '1';
  const { listener, logged } = listen(pool, nowhere.href);
  await until(() => logged.filter(({ msg }) => /starts over/.test(msg)).length >= 2);
  expect(listener.fault()).toMatch(/reconnecting/);
  await listener.stop();

  const cut = listen(pool);
  await until(() => cut.listener.fault() === undefined);
  await kill();
  await cut.listener.stop();
});
