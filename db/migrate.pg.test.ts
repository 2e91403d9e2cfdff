import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from './log.ts';
import { migrate } from './migrate.ts';
import { readMigrations, type Migration } from './migrations.ts';
import { createTestDatabase, type TestDatabase } from './testing/database.ts';

let db: TestDatabase;
beforeEach(async () => {
  db = await createTestDatabase({ blank: true });
});
afterEach(() => db.drop());

function migration(number: number, sql: string): Migration {
  return { number, name: `000${number}_x`, sql, checksum: `of ${sql}` };
}

function apply(...migrations: Migration[]): Promise<{ applied: string[] }> {
  return migrate(db.url, { log: silentLog, migrations });
}

test('twenty processes at once apply each migration exactly once', async () => {
  const all = readMigrations();
  const runs = await Promise.all(Array.from({ length: 20 }, () => migrate(db.url, { log: silentLog })));
  expect(runs.flatMap(({ applied }) => applied).sort()).toEqual(all.map(({ name }) => name));
  const { rows } = await db.pool.query('select numero from migrations order by numero');
  expect(rows.map(({ numero }) => numero)).toEqual(all.map(({ number }) => number));
});

test('a pool is taken as well as a url, and a second run applies nothing', async () => {
  const one = migration(1, 'create table t (a integer)');
  expect(await migrate(db.pool, { log: silentLog, migrations: [one] })).toEqual({ applied: ['0001_x'] });
  expect(await migrate(db.pool, { log: silentLog, migrations: [one] })).toEqual({ applied: [] });
});

test('a migration that fails leaves nothing of itself, keeps those before it and says the line', async () => {
  const good = migration(1, 'create table t (a integer)');
  const bad = migration(2, 'insert into t values (1);\n\ninsert into nowhere values (1)');
  await expect(apply(good, bad)).rejects.toMatchObject({
    kind: 'migration_failed',
    message: 'The migration 0002_x failed in line 3: relation "nowhere" does not exist',
  });
  expect((await db.pool.query('select * from t')).rows).toEqual([]);
  expect(await apply(good, migration(2, 'insert into t values (1)'))).toEqual({ applied: ['0002_x'] });
});

test('a database of newer code is refused', async () => {
  const one = migration(1, 'create table t (a integer)');
  await apply(one, migration(2, 'create table u (a integer)'));
  await expect(apply(one)).rejects.toMatchObject({ kind: 'database_newer' });
});

test('an edited migration is refused', async () => {
  await apply(migration(1, 'create table t (a integer)'));
  await expect(apply(migration(1, 'create table t (b integer)'))).rejects.toMatchObject({ kind: 'migration_edited' });
});

test('a migration numbered below an applied one is refused', async () => {
  const [one, two, three] = [1, 2, 3].map((n) => migration(n, `create table t${n} (a integer)`));
  if (!one || !two || !three) throw new Error('three migrations');
  await apply(one, three);
  await expect(apply(one, two, three)).rejects.toMatchObject({ kind: 'migration_order' });
});

test('a server older than PostgreSQL 16 is refused before anything is touched', async () => {
  // The search path answers for the old server.
  await db.pool.query(`
    create schema old;
    create function old.current_setting(text) returns text language sql as $$
      select case $1 when 'server_version_num' then '150018' else '15.18' end $$;
    do $$ begin execute format('alter database %I set search_path = old, pg_catalog, public', current_database()); end $$`);
  await expect(apply(migration(1, 'create table t (a integer)'))).rejects.toMatchObject({
    kind: 'postgres_too_old',
    message: 'PostgreSQL 16 or later is needed, and this server is 15.18: set DATABASE_URL to a newer one.',
  });
  expect((await db.pool.query(`select to_regclass('public.migrations') as found`)).rows).toEqual([{ found: null }]);
});

test('line ends do not count as an edit, and a number may be used once only', () => {
  const folder = mkdtempSync(join(tmpdir(), 'epm-migrations-'));
  try {
    cpSync(fileURLToPath(new URL('./migrations/', import.meta.url)), folder, { recursive: true });
    const before = readMigrations(folder);
    for (const { name, sql } of before) writeFileSync(join(folder, `${name}.sql`), sql.replaceAll('\n', '\r\n'));
    expect(readMigrations(folder)).toEqual(before);

    writeFileSync(join(folder, '0001_encore.sql'), 'select 1');
    expect(() => readMigrations(folder)).toThrow(/^Two migrations have the number 1: 0001_encore and 0001_/);
    rmSync(join(folder, '0001_encore.sql'));
    writeFileSync(join(folder, '12.sql'), 'select 1');
    expect(() => readMigrations(folder)).toThrow('unlike 12.sql');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
