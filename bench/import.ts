import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { startEmbedded } from '../db/embedded.ts';
import { silentLog } from '../db/log.ts';
import { migrate } from '../db/migrate.ts';
import { createLog } from '../server/log.ts';
import { createPool, type Pool } from '../server/postgres/pool.ts';
import { startImportService, type Phases } from './import-service.ts';
import { watchRss } from './rss.ts';
import { salesFile } from './sales-file.ts';
import { median, rounded } from './statistics.ts';

const RUNS = 3;

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
  await pool.query(
    `insert into regions (code, nom) values ('R1', 'Région'); insert into magasins (code, region_id, nom) values ('M001', 1, 'Magasin')`,
  );
  const imports = await startImportService(pool, folder);
  try {
    const rss = watchRss();
    const first = await imports.run(file, 'M001');
    const rssGrowth = rss.stop();
    const floors = await measureFloors(pool, folder);
    const repeat = await imports.run(file, 'M001');
    await imports.revert(repeat.id);
    return {
      rows: first.rows,
      amount: first.amount,
      importSeconds: first.seconds,
      phases: first.phases,
      repeatSeconds: repeat.seconds,
      revertSeconds: await imports.revert(first.id),
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

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { seconds: (performance.now() - start) / 1000, result };
}
