import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createTestDatabase } from '../../../db/testing/database.ts';
import type { MasterKind, MasterMapping, MasterOutcome } from '../../../shared/api/master-imports.ts';
import { createLog } from '../../log.ts';
import { createPool, type Pool } from '../../postgres/pool.ts';
import { createMasterImports, type MasterImports } from '../master/master-imports.ts';

interface RunOptions {
  mapping?: MasterMapping;
  dryRun?: boolean;
  expect?: string;
  /** Agreed unless a test says otherwise. */
  changePast?: boolean;
}

export interface MasterHarness {
  pool: Pool;
  imports: MasterImports;
  /** Sends a text (lines, or a whole file) of one kind. */
  run(kind: MasterKind, file: string | Buffer | readonly string[], options?: RunOptions): Promise<MasterOutcome>;
  /** Another server on the same database. */
  another(): Promise<MasterImports>;
  /** The export of a kind as text. */
  exported(kind: MasterKind): Promise<string>;
  /** One value of the first row of a query. */
  value(query: string, parameters?: unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

/** The service on a database and a folder of its own; it is November 2026. */
export async function masterHarness(): Promise<MasterHarness> {
  const db = await createTestDatabase({ fixture: true });
  const dataDir = await mkdtemp(join(tmpdir(), 'epm-master-'));
  const log = createLog('silent');
  const pool = createPool(db.url, log);
  const servers: MasterImports[] = [];
  async function another(): Promise<MasterImports> {
    const folder = join(dataDir, String(servers.length));
    const server = createMasterImports({ pool, log, dataDir: folder, now: () => new Date('2026-11-22T09:00:00Z') });
    servers.push(server);
    await server.start();
    return server;
  }
  const imports = await another();
  return {
    pool,
    imports,
    another,
    async run(kind, file, { mapping = {}, dryRun = false, expect, changePast = true } = {}) {
      const path = join(imports.folder, `${randomUUID()}.upload`);
      const isText = typeof file === 'string' || Buffer.isBuffer(file);
      await writeFile(path, isText ? file : file.join('\n'));
      const by = { createdBy: 'somebody', author: 'somebody@fixture.example' };
      return imports.run({ kind, path, fileName: 'test.csv', size: 1, mapping, dryRun, expect, changePast, ...by });
    },
    exported: (kind) => text(imports.export(kind)),
    async value(query, parameters = []) {
      const { rows } = await pool.query<Record<string, unknown>>(query, parameters);
      return Object.values(rows[0] ?? {})[0];
    },
    async close() {
      await Promise.all(servers.map((server) => server.close()));
      await pool.end();
      await db.drop();
      await rm(dataDir, { recursive: true });
    },
  };
}
