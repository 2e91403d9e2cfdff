import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import { dumpSchema } from './schema.ts';
import { createTestDatabase } from './testing/database.ts';

const db = await createTestDatabase();
afterAll(() => db.drop());

const MAJOR = await serverMajor();

async function serverMajor(): Promise<number> {
  const client = new pg.Client(inject('testServerUrl'));
  await client.connect();
  const { rows } = await client.query<{ number: number }>(
    `select current_setting('server_version_num')::integer / 10000 as number`,
  );
  await client.end();
  return rows[0]?.number ?? 0;
}

// Other versions word some definitions differently.
test.runIf(MAJOR === 18)('schema.sql is what the migrations give', async () => {
  const written = readFileSync(new URL('./schema.sql', import.meta.url), 'utf8').replaceAll('\r\n', '\n');
  expect(written, 'db/schema.sql is out of date: run npm run db:schema and commit it').toBe(await dumpSchema(db.pool));
});

test.each([
  'alter table regions add column pays text',
  'alter table regions alter column nom drop not null',
  `alter table regions alter column nom set default 'x'`,
  'alter table regions alter column nom type varchar(100)',
  'alter table regions drop constraint regions_code_key',
  'drop index magasins_region',
  'create index on regions (nom)',
  'create unique index on mv_ca_magasin_mensuel (ca_ttc, magasin_id, mois, annee)',
  `comment on column regions.nom is 'x'`,
  'alter sequence live_sonnette cache 5',
  'create sequence s',
  'create view v as select 1 as un',
  `create or replace function sonner() returns void language sql as 'select'`,
  'drop trigger ventes_vider on ventes',
  `create type humeur as enum ('bonne')`,
  'create table t ()',
])('the dump shows %s', async (change) => {
  const client = await db.pool.connect();
  try {
    const before = await dumpSchema(client);
    expect(await dumpSchema(client)).toBe(before);
    await client.query('begin');
    await client.query(change);
    expect(await dumpSchema(client)).not.toBe(before);
  } finally {
    await client.query('rollback');
    client.release();
  }
});
