import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from './embedded.ts';
import { silentLog } from './log.ts';
import { migrate } from './migrate.ts';
import { dumpSchema } from './schema.ts';

/** Writes what the migrations give on a fresh database to a file. */
export async function writeSchema(file: string): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'epm-schema-'));
  chmodSync(dataDir, 0o755);
  const server = await startEmbedded({ dataDir, log: silentLog, settings: { fsync: 'off' }, sync: false });
  try {
    await migrate(server.url, { log: silentLog });
    const client = new pg.Client(server.url);
    await client.connect();
    try {
      writeFileSync(file, await dumpSchema(client));
    } finally {
      await client.end();
    }
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
