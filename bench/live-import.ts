import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../server/log.ts';
import { createPool } from '../server/postgres/pool.ts';
import { startImportService } from './import-service.ts';
import { startLiveLoad } from './live-load.ts';
import { startLiveServer } from './live-server.ts';
import { startRetailServer } from './retail-database.ts';
import { salesFile } from './sales-file.ts';
import { rounded } from './statistics.ts';

const CLIENTS = 500;
const PER_SECOND = 100;
const QUIET_SECONDS = 20;
/** Shorter than the import, so that every sale counted met it. */
const BUSY_SECONDS = 8;
const SEED = 20_270_103;

/**
 * What an import does to the live feed: from a commit to its clients, quiet and while half a million rows are imported by
 * the same server process. Clients and sellers are processes of their own on the same cores.
 */
export async function runLiveImportBench(): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'epm-bench-import-'));
  await chmod(folder, 0o755);
  const database = await startRetailServer();
  const url = await database.database('live');
  const server = await startLiveServer(url);
  const pool = createPool(url, createLog('silent'));
  const imports = await startImportService(pool, folder);
  try {
    const file = await salesFile(folder);
    const load = await startLiveLoad(url, server.port, CLIENTS);
    await load.pass({ perSecond: PER_SECOND, seconds: 3, seed: SEED });
    const quiet = await load.pass({ perSecond: PER_SECOND, seconds: QUIET_SECONDS, seed: SEED + 1 });
    const importing = imports.run(file.path, 'M1');
    const busy = await load.pass({ perSecond: PER_SECOND, seconds: BUSY_SECONDS, seed: SEED + 2 });
    const imported = await importing;
    const settled = await load.pass({ perSecond: PER_SECOND, seconds: 3, seed: SEED + 3 });
    const exact = await load.differences();
    load.stop();
    return {
      unit: 'ms',
      clients: CLIENTS,
      salesPerSecond: rounded(quiet.salesPerSecond),
      quiet: quiet.times,
      duringImport: busy.times,
      salesPerSecondDuringImport: rounded(busy.salesPerSecond),
      afterImport: settled.times,
      floor: { timerLate: quiet.timerLate, timerLateDuringImport: busy.timerLate },
      p95Ratio: rounded(busy.times.p95 / quiet.times.p95),
      import: { file: file.name, rows: imported.rows, seconds: rounded(imported.seconds), phases: imported.phases },
      clientsThatDifferFromSelect: exact,
    };
  } finally {
    await imports.close();
    await server.stop();
    await pool.end();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
