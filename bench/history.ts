import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../server/log.ts';
import { createPool } from '../server/postgres/pool.ts';
import { fillSales } from './fill-sales.ts';
import { startImportService, type Imported } from './import-service.ts';
import { insertRate } from './insert.ts';
import { startLiveLoad, type Pass } from './live-load.ts';
import { startLiveServer } from './live-server.ts';
import { seed, startRetailServer, STORES, type RetailServer } from './retail-database.ts';
import { salesFile } from './sales-file.ts';
import { median, rounded } from './statistics.ts';

const SIZES = [1_000_000, 10_000_000] as const;
const ROUNDS = 5;
const CONNECTIONS = 8;
const CLIENTS = 500;
const PER_SECOND = 500;
const SECONDS = 10;
const SEED = 20_270_104;

/**
 * Whether what a sale, a tile and an import cost grows with the history: the same measures on a database of one million
 * lines and one of ten, in one server, in turns. Each ratio is large over small: 1 means that history costs nothing. The
 * monthly views are refreshed after an import's rows are visible, and read all lines: they are told beside it.
 */
export async function runHistoryBench(options: { sizes?: readonly [number, number] } = {}): Promise<object> {
  const [small, large] = options.sizes ?? SIZES;
  const server = await startRetailServer();
  try {
    const urls = { small: await filled(server, 'small', small), large: await filled(server, 'large', large) };
    const rates = { small: [] as number[], large: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const size of inTurns(round)) {
        rates[size].push(await insertRate(urls[size], CONNECTIONS, (n) => 1 + (n % STORES)));
      }
    }
    const live = { small: await livePass(urls.small), large: await livePass(urls.large) };
    const imports = { small: await importInto(urls.small), large: await importInto(urls.large) };
    return {
      lines: { small, large },
      insert: {
        unit: 'receipts of three lines per second',
        small: Math.round(median(rates.small)),
        large: Math.round(median(rates.large)),
        ratio: rounded(median(rates.large) / median(rates.small)),
      },
      live: {
        unit: 'ms',
        small: live.small.times,
        large: live.large.times,
        floor: { timerLate: { small: live.small.timerLate, large: live.large.timerLate } },
        p95Ratio: rounded(live.large.times.p95 / live.small.times.p95),
      },
      import: {
        unit: 's',
        rows: imports.small.rows,
        small: { seconds: rounded(imports.small.seconds), phases: imports.small.phases },
        large: { seconds: rounded(imports.large.seconds), phases: imports.large.phases },
        ratio: rounded(imports.large.seconds / imports.small.seconds),
      },
    };
  } finally {
    await server.stop();
  }
}

function inTurns(round: number): readonly ['small', 'large'] | readonly ['large', 'small'] {
  // Whoever comes second finds warmer caches.
  return round % 2 === 0 ? ['small', 'large'] : ['large', 'small'];
}

function filled(server: RetailServer, name: string, lines: number): Promise<string> {
  return server.database(name, async (client) => {
    await seed(client);
    await fillSales(client, lines);
  });
}

async function livePass(url: string): Promise<Pass> {
  const server = await startLiveServer(url);
  try {
    const load = await startLiveLoad(url, server.port, CLIENTS);
    await load.pass({ perSecond: PER_SECOND, seconds: 3, seed: SEED });
    const pass = await load.pass({ perSecond: PER_SECOND, seconds: SECONDS, seed: SEED + 1 });
    load.stop();
    return pass;
  } finally {
    await server.stop();
  }
}

async function importInto(url: string): Promise<Imported> {
  const folder = await mkdtemp(join(tmpdir(), 'epm-bench-import-'));
  await chmod(folder, 0o755);
  const pool = createPool(url, createLog('silent'));
  const imports = await startImportService(pool, folder);
  try {
    return await imports.run((await salesFile(folder)).path, 'M1');
  } finally {
    await imports.close();
    await pool.end();
    await rm(folder, { recursive: true, force: true });
  }
}
