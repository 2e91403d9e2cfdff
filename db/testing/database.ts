/**
 * A PostgreSQL database of its own for a test, migrated, in some 50 ms:
 *
 *     const db = await createTestDatabase();                    // empty tables
 *     const db = await createTestDatabase({ fixture: true });   // with db/testing/fixture.ts
 *     afterAll(() => db.drop());
 *     await db.pool.query(...);            // or hand db.url to the code under test
 *
 * For files named *.pg.test.ts (vitest project "pg"). One database per file is usual; take one per test where tests
 * would see each other's rows. drop() fails when a client of the pool was not released or a connection of the code
 * under test is still open: close what you open.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';
// The types of what the global setup provides.
import type {} from './global-setup.ts';

export interface TestDatabase {
  url: string;
  /** At most ten connections. */
  pool: pg.Pool;
  /** Throws when something leaked; the database is gone in any case. */
  drop(): Promise<void>;
}

/** `blank`: not even migrated. */
export async function createTestDatabase(options: { fixture?: boolean; blank?: boolean } = {}): Promise<TestDatabase> {
  const migrated = inject(options.fixture === true ? 'testFixtureTemplate' : 'testTemplate');
  const template = options.blank === true ? 'template0' : migrated;
  const name = `epm_test_${randomBytes(6).toString('hex')}`;
  await asAdmin((admin) => admin.query(`create database ${name} template ${template} strategy file_copy`));
  const url = new URL(inject('testServerUrl'));
  url.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: url.href, max: 10, application_name: 'test' });
  // A client that leaked is cut off by drop(), which reports it better than an unhandled error would.
  pool.on('error', () => {}).on('connect', (client) => client.on('error', () => {}));
  return { url: url.href, pool, drop: () => drop(name, pool) };
}

async function drop(name: string, pool: pg.Pool): Promise<void> {
  const out = pool.totalCount - pool.idleCount;
  // end() would wait for them for ever.
  if (out === 0) await pool.end();
  else void pool.end();
  const open = await asAdmin(async (admin) => {
    const left = out > 0 ? [] : await connectionsLeft(admin, name);
    await admin.query(`drop database if exists ${name} with (force)`);
    return left;
  });
  if (out > 0) throw new Error(`${out} client(s) of the test pool were not released.`);
  if (open.length > 0) throw new Error(`Connections to the test database were left open:\n${open.join('\n')}`);
}

/** A connection that was closed a moment ago is still listed for some ms. */
async function connectionsLeft(admin: pg.Client, name: string): Promise<string[]> {
  for (let attempt = 0; ; attempt++) {
    const { rows } = await admin.query<{ line: string }>(
      `select format('%s, %s: %s', application_name, state, left(query, 200)) as line from pg_stat_activity
       where datname = $1 and backend_type = 'client backend'`,
      [name],
    );
    if (rows.length === 0 || attempt === 50) return rows.map(({ line }) => line);
    await sleep(20);
  }
}

async function asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: inject('testServerUrl'), application_name: 'test admin' });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
