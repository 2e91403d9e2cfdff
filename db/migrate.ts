import pg from 'pg';
import { DbError } from './error.ts';
import type { Log } from './log.ts';
import { readMigrations, type Migration } from './migrations.ts';

export interface MigrateOptions {
  log: Log;
  /** Other than those of this folder: for tests. */
  migrations?: readonly Migration[];
}

/** Names the lock all our processes take while they migrate; any constant of our own does. */
const LOCK = 0x45504d;
const OLDEST_SERVER = 16;

/**
 * Brings a database up to the migrations of this code, each in a transaction of its own, and returns the names of those it
 * applied. Any number of processes may do so at once. Forward only.
 * Throws DbError: postgres_too_old, database_newer, migration_edited, migration_order, migration_failed.
 */
export async function migrate(database: string | pg.Pool, options: MigrateOptions): Promise<{ applied: string[] }> {
  const { log, migrations = readMigrations() } = options;
  if (typeof database !== 'string') {
    const client = await database.connect();
    try {
      return await applyAll(client, migrations, log);
    } finally {
      // Its lock and idle limits were changed: not one for the pool any more.
      client.release(true);
    }
  }
  const client = new pg.Client({ connectionString: database, application_name: 'epm migrate' });
  await client.connect();
  try {
    return await applyAll(client, migrations, log);
  } finally {
    await client.end();
  }
}

async function applyAll(
  client: pg.ClientBase,
  migrations: readonly Migration[],
  log: Log,
): Promise<{ applied: string[] }> {
  await refuseOldServer(client);
  await client.query(
    'set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0; set client_min_messages = warning',
  );
  const applied: string[] = [];
  for (;;) {
    const name = await applyNext(client, migrations);
    if (name === null) break;
    applied.push(name);
    log.info({ migration: name }, `Applied the migration ${name}.`);
  }
  return { applied };
}

/** Under the lock of its transaction, what is applied is read again each time: another process may have gone ahead. */
async function applyNext(client: pg.ClientBase, migrations: readonly Migration[]): Promise<string | null> {
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(`create table if not exists migrations (
      numero integer primary key,
      nom text not null,
      empreinte text not null,
      appliquee_le timestamptz not null default now()
    )`);
    const next = nextOf(await readApplied(client), migrations);
    if (next !== null) {
      await run(client, next);
      await client.query('insert into migrations (numero, nom, empreinte) values ($1, $2, $3)', [
        next.number,
        next.name,
        next.checksum,
      ]);
    }
    await client.query('commit');
    return next?.name ?? null;
  } catch (error) {
    // A lost connection has rolled back by itself, and its first error says more.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

interface Applied {
  number: number;
  name: string;
  checksum: string;
}

async function readApplied(client: pg.ClientBase): Promise<Applied[]> {
  const { rows } = await client.query<Applied>(
    'select numero as number, nom as name, empreinte as checksum from migrations order by numero',
  );
  return rows;
}

function nextOf(applied: readonly Applied[], migrations: readonly Migration[]): Migration | null {
  const known = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const { number, name, checksum } of applied) {
    const migration = known.get(number);
    if (migration === undefined) {
      throw new DbError(
        'database_newer',
        `The database has the migration ${name}, which this version of the program does not know: run the newer version.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new DbError(
        'migration_edited',
        `The migration ${migration.name} was changed after this database applied it: restore the file and write a new migration.`,
      );
    }
  }
  const last = applied.at(-1)?.number ?? 0;
  const done = new Set(applied.map(({ number }) => number));
  const pending = migrations.filter(({ number }) => !done.has(number));
  const late = pending.find(({ number }) => number < last);
  if (late !== undefined) {
    throw new DbError(
      'migration_order',
      `The migration ${late.name} comes before number ${last}, which is applied already: give it the next number.`,
    );
  }
  return pending[0] ?? null;
}

async function run(client: pg.ClientBase, { name, sql }: Migration): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    const position = error instanceof pg.DatabaseError ? Number(error.position ?? Number.NaN) : Number.NaN;
    const line = Number.isNaN(position) ? '' : ` in line ${sql.slice(0, position).split('\n').length}`;
    throw new DbError('migration_failed', `The migration ${name} failed${line}: ${(error as Error).message}`, error);
  }
}

async function refuseOldServer(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string }>(
    "select current_setting('server_version_num')::integer as number, current_setting('server_version') as version",
  );
  const server = rows[0];
  if (server === undefined || server.number >= OLDEST_SERVER * 10_000) return;
  throw new DbError(
    'postgres_too_old',
    `PostgreSQL ${OLDEST_SERVER} or later is needed, and this server is ${server.version}: set DATABASE_URL to a newer one.`,
  );
}
