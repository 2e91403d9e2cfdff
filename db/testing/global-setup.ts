/**
 * Before the tests of the project "pg": one PostgreSQL for the run, in a temporary folder, with a migrated template
 * database and a second one with the fixture. TEST_DATABASE_URL names a server to use instead (a superuser's URL).
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../embedded.ts';
import { silentLog } from '../log.ts';
import { migrate } from '../migrate.ts';
import { seedFixture } from './fixture.ts';
import { sweepTestFolders, TEST_FOLDER_PREFIX } from './sweep.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServerUrl: string;
    testTemplate: string;
    testFixtureTemplate: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await testServer();
  try {
    const name = `epm_test_${randomBytes(4).toString('hex')}`;
    const templates = { empty: `${name}_empty`, fixture: `${name}_fixture` };
    await makeTemplates(server.url, templates);
    project.provide('testServerUrl', server.url);
    project.provide('testTemplate', templates.empty);
    project.provide('testFixtureTemplate', templates.fixture);
    return async () => {
      await dropTemplates(server.url, templates);
      await server.stop();
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

interface Templates {
  empty: string;
  fixture: string;
}

async function testServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return { url: given, stop: async () => {} };
  await sweepTestFolders();
  const folder = mkdtempSync(join(tmpdir(), TEST_FOLDER_PREFIX));
  // Where root runs the tests, the user PostgreSQL runs as has to get in.
  chmodSync(folder, 0o755);
  const settings = {
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    shared_buffers: '128MB',
    max_connections: '200',
    autovacuum_naptime: '10s',
  };
  const server = await startEmbedded({ dataDir: folder, log: silentLog, settings, sync: false });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function makeTemplates(server: string, { empty, fixture }: Templates): Promise<void> {
  const admin = new pg.Client(server);
  await admin.connect();
  try {
    await admin.query(`create database ${empty} template template0`);
    await migrate(urlOf(server, empty), { log: silentLog });
    await admin.query(`create database ${fixture} template ${empty} strategy file_copy`);
    const pool = new pg.Pool({ connectionString: urlOf(server, fixture) });
    await seedFixture(pool).finally(() => pool.end());
    for (const name of [empty, fixture]) {
      await admin.query(`alter database ${name} with is_template true allow_connections false`);
    }
  } finally {
    await admin.end();
  }
}

async function dropTemplates(server: string, { empty, fixture }: Templates): Promise<void> {
  const admin = new pg.Client(server);
  await admin.connect();
  try {
    for (const name of [empty, fixture]) {
      await admin.query(`alter database ${name} with is_template false`);
      await admin.query(`drop database ${name} with (force)`);
    }
  } finally {
    await admin.end();
  }
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
