import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { startEmbedded } from '../db/embedded.ts';
import { silentLog } from '../db/log.ts';
import { migrate } from '../db/migrate.ts';
import type { ImportStatus } from '../shared/api/imports.ts';
import { createImports } from '../server/imports/imports.ts';
import { createLog } from '../server/log.ts';
import { createPool, type Pool } from '../server/postgres/pool.ts';
import { median, rounded } from './statistics.ts';

const RUNS = 3;
const SEED = 20270101;
const ROWS = 541_909;

/**
 * An import of half a million rows into an empty company, from the file received to the tiles able to see it, beside two
 * floors in the same run: COPY of the same rows into a bare table, and INSERT … SELECT of the same rows, staged, into the
 * same tables with all their constraints and indexes but no triggers. Medians of alternating runs; times in seconds.
 */
export async function runImportBench(
  options: { settings?: Record<string, string>; runs?: number } = {},
): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'epm-bench-import-'));
  // The database may run as another user.
  await chmod(folder, 0o755);
  const embedded = await startEmbedded({
    dataDir: join(folder, 'data'),
    log: silentLog,
    settings: options.settings ?? {},
  });
  // Nothing else keeps the process alive while the database stops.
  const alive = setInterval(() => undefined, 1_000);
  try {
    const file = await salesFile(folder);
    const found: Run[] = [];
    for (let run = 0; run < (options.runs ?? RUNS); run++)
      found.push(await measure(embedded.url, folder, file.path, run));
    const seconds = median(found.map(({ importSeconds }) => importSeconds));
    const copySeconds = median(found.map((run) => run.copySeconds));
    const insertSeconds = median(found.map((run) => run.insertSeconds));
    const rows = found[0]?.rows ?? 0;
    return {
      file: file.name,
      seed: file.seed,
      rows,
      amount: found[0]?.amount,
      runs: found.length,
      importSeconds: rounded(seconds),
      /** Of the first file; refreshing the monthly views comes after the rows are visible. */
      phases: phasesOf(found),
      linesPerSecond: Math.round(rows / seconds),
      revertSeconds: rounded(median(found.map(({ revertSeconds }) => revertSeconds))),
      repeatSeconds: rounded(median(found.map(({ repeatSeconds }) => repeatSeconds))),
      floors: {
        copySeconds: rounded(copySeconds),
        copyLinesPerSecond: Math.round(rows / copySeconds),
        insertSelectSeconds: rounded(insertSeconds),
        insertSelectLinesPerSecond: Math.round(rows / insertSeconds),
      },
      ratioToCopy: rounded(seconds / copySeconds),
      ratioToInsertSelect: rounded(seconds / insertSeconds),
      rssGrowthMiB: Math.round(Math.max(...found.map(({ rssGrowth }) => rssGrowth)) / 1048576),
    };
  } finally {
    await embedded.stop();
    clearInterval(alive);
    await rm(folder, { recursive: true, force: true });
  }
}

interface Run {
  rows: number;
  amount: number;
  importSeconds: number;
  phases: Phases;
  repeatSeconds: number;
  revertSeconds: number;
  copySeconds: number;
  insertSeconds: number;
  rssGrowth: number;
}

/** Seconds: the file read and staged, its rows checked as a set, stored and committed, and after that the monthly views. */
interface Phases {
  read: number;
  check: number;
  commit: number;
  views: number;
}

function phasesOf(runs: readonly Run[]): Phases {
  const of = (phase: keyof Phases) => rounded(median(runs.map(({ phases }) => phases[phase])));
  return { read: of('read'), check: of('check'), commit: of('commit'), views: of('views') };
}

async function measure(serverUrl: string, folder: string, file: string, run: number): Promise<Run> {
  const url = new URL(serverUrl);
  url.pathname = `/bench_${run}`;
  const log = createLog('silent');
  const admin = createPool(serverUrl, log);
  await admin.query(`create database bench_${run}`);
  await migrate(url.href, { log: silentLog });
  const pool = createPool(url.href, log);
  const imports = createImports({ pool, log, dataDir: join(folder, `imports_${run}`), now: () => new Date() });
  try {
    await pool.query(
      `insert into regions (code, nom) values ('R1', 'Région'); insert into magasins (code, region_id, nom) values ('M001', 1, 'Magasin')`,
    );
    await imports.start();
    const size = (await stat(file)).size;
    const send = async (): Promise<string> => {
      const id = randomUUID();
      await copyFile(file, join(imports.folder, `${id}.upload`));
      await imports.create({
        id,
        fileName: 'bench.csv.gz',
        size,
        sha256: createHash('sha256').update(id).digest('hex'),
        dryRun: false,
        mapping: { constants: { store: 'M001' } },
        createdBy: 'bench',
        author: 'bench',
      });
      return id;
    };

    const rss = watchRss();
    const reached: Partial<Record<ImportStatus, number>> = {};
    const off = imports.events.onProgress(({ status }) => (reached[status] ??= performance.now()));
    const started = performance.now();
    const first = await timed(() => ended(imports, send));
    off();
    const rssGrowth = rss.stop();
    const done = await imports.get(first.result);
    if (done.status !== 'done')
      throw new Error(`the import ended ${done.status}: ${JSON.stringify(done.failure ?? done.questions)}`);
    const views = await timed(() => imports.idle());
    const { checking = started, committing = started, done: visible = started } = reached;
    const phases = {
      read: (checking - started) / 1000,
      check: (committing - checking) / 1000,
      commit: (visible - committing) / 1000,
      views: views.seconds,
    };
    const floors = await measureFloors(pool, folder);
    const repeat = await timed(() => ended(imports, send));
    await imports.idle();
    await imports.revert(repeat.result);
    await imports.idle();
    const revert = await timed(() => imports.revert(first.result));
    return {
      rows: done.rows,
      amount: done.amount,
      importSeconds: first.seconds,
      phases,
      repeatSeconds: repeat.seconds,
      revertSeconds: revert.seconds,
      rssGrowth,
      ...floors,
    };
  } finally {
    await imports.close();
    await pool.end();
    await admin.query(`drop database bench_${run}`);
    await admin.end();
  }
}

/** Sends a file and waits until its rows are visible; views are refreshed later. */
async function ended(imports: ReturnType<typeof createImports>, send: () => Promise<string>): Promise<string> {
  const sent: { id?: string } = {};
  const over = new Promise<void>((resolve) => {
    const off = imports.events.onProgress(({ id, status }) => {
      if (
        (sent.id !== undefined && id !== sent.id) ||
        !['done', 'failed', 'needs_mapping', 'cancelled'].includes(status)
      )
        return;
      off();
      resolve();
    });
  });
  sent.id = await send();
  await over;
  return sent.id;
}

const FLOOR_TABLES = `
  create schema plancher;
  create table plancher.ventes (like public.ventes including all);
  alter table plancher.ventes add foreign key (magasin_id) references magasins;
  create table plancher.lignes_ventes (like public.lignes_ventes including all);
  alter table plancher.lignes_ventes add foreign key (vente_id) references plancher.ventes on delete cascade,
    add foreign key (produit_id) references produits;
  create unlogged table plancher.tickets as select id, magasin_id, client_id, date_vente, montant_ttc, caisse, numero from ventes order by id;
  create unlogged table plancher.lignes as
    select vente_id, produit_id, quantite, prix_unitaire, montant_ttc, taux_tva, prix_achat, numero from lignes_ventes order by id;
  create unlogged table plancher.copie (like plancher.lignes);
  analyze plancher.tickets, plancher.lignes;
`;

async function measureFloors(pool: Pool, folder: string): Promise<{ copySeconds: number; insertSeconds: number }> {
  await pool.query(FLOOR_TABLES);
  const client = await pool.connect();
  try {
    const rows = join(folder, 'rows.copy');
    await pipeline(client.query(copyTo('copy plancher.lignes to stdout')), createWriteStream(rows));
    const copy = await timed(() =>
      pipeline(createReadStream(rows), client.query(copyFrom('copy plancher.copie from stdin'))),
    );
    const insert = await timed(() =>
      client.query(`
        begin;
        insert into plancher.ventes (id, magasin_id, client_id, date_vente, montant_ttc, caisse, numero)
        select id, magasin_id, client_id, date_vente, montant_ttc, caisse, numero from plancher.tickets;
        insert into plancher.lignes_ventes (vente_id, produit_id, quantite, prix_unitaire, montant_ttc, taux_tva, prix_achat, numero)
        select vente_id, produit_id, quantite, prix_unitaire, montant_ttc, taux_tva, prix_achat, numero from plancher.lignes;
        commit;`),
    );
    return { copySeconds: copy.seconds, insertSeconds: insert.seconds };
  } finally {
    client.release();
    await pool.query('drop schema plancher cascade');
  }
}

/** The published file where it lies beside the project, else one of the same shape made from a seed. */
async function salesFile(folder: string): Promise<{ path: string; name: string; seed?: number }> {
  const real = resolve('../shared/data/uci-online-retail/online_retail.csv.gz');
  if (existsSync(real)) return { path: real, name: 'uci-online-retail/online_retail.csv.gz' };
  const path = join(folder, 'made.csv');
  await writeFile(path, madeSales());
  return { path, name: 'made', seed: SEED };
}

function madeSales(): string {
  let state = SEED;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const lines = ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID'];
  let left = 0;
  let receipt = 536_365;
  let head = '';
  for (let row = 0; row < ROWS; row++) {
    if (left-- === 0) {
      left = random(40);
      receipt += 1;
      const day = new Date(Date.UTC(2026, 0, 1 + Math.floor((row / ROWS) * 373))).toISOString().slice(0, 10);
      head = `${day} ${String(8 + random(12)).padStart(2, '0')}:${String(random(60)).padStart(2, '0')}:00`;
    }
    const product = random(4_070);
    lines.push(
      `${receipt},S${10_000 + product},"ARTICLE ${product}, DIVERS",${1 + random(24)},${head},${(random(2_000) + 42) / 100},${12_346 + random(4_000)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function watchRss(): { stop(): number } {
  const start = process.memoryUsage.rss();
  let peak = start;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 20);
  return {
    stop() {
      clearInterval(timer);
      look();
      return peak - start;
    },
  };
}

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { seconds: (performance.now() - start) / 1000, result };
}
