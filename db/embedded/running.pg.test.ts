import { mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { startEmbedded } from '../embedded.ts';
import { silentLog } from '../log.ts';
import { runningDatabase } from './running.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'epm-running-'));
chmodSync(dataDir, 0o755);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test('a command finds the database of the server that runs, and none where none runs', async () => {
  expect(runningDatabase(join(dataDir, 'missing'))).toBeUndefined();
  const embedded = await startEmbedded({ dataDir, log: silentLog, sync: false });
  const url = runningDatabase(dataDir);
  expect(url).toBe(embedded.url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.end();
  await embedded.stop();
  expect(runningDatabase(dataDir)).toBeUndefined();
});
