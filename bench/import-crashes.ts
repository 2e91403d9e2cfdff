import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { startRetailServer, STORES, withClient } from './retail-database.ts';

const ROWS = 200_000;
const KILLS = 20;
const COMMAND = fileURLToPath(new URL('../server/import-command.js', import.meta.url));

interface Stored {
  receipts: number;
  lines: number;
  exact: boolean;
}

/**
 * The import command killed (SIGKILL) at moments spread over its duration, again and again on one file, then run to the
 * end: after each kill either nothing is stored or all of it is, and the aggregates equal a recount to the cent.
 */
export async function runImportCrashes(options: { rows?: number; kills?: number } = {}): Promise<object> {
  const { rows = ROWS, kills = KILLS } = options;
  const server = await startRetailServer();
  const folder = await mkdtemp(join(tmpdir(), 'epm-crashes-'));
  try {
    const file = join(folder, 'sales.csv');
    await writeFile(file, salesOf(rows));
    const whole = await server.database('whole');
    const began = performance.now();
    await runImport(whole, file);
    const lasted = performance.now() - began;
    const url = await server.database('killed');
    const outcomes: Stored[] = [];
    for (let kill = 0; kill < kills; kill++) {
      // The last ones come when it stores and just after.
      const stored = await killedAfter(url, file, (lasted * (kill + 0.5)) / kills);
      outcomes.push(stored);
      if (stored.lines > 0) await emptied(url);
    }
    const end = await endOf(url, file);
    const wrong = outcomes.filter((one) => !one.exact || (one.lines !== 0 && one.lines !== rows)).length;
    return {
      rows,
      kills,
      uninterruptedSeconds: Math.round(lasted) / 1000,
      killedBeforeItWasStored: outcomes.filter(({ lines }) => lines === 0).length,
      killedAfterwards: outcomes.filter(({ lines }) => lines === rows).length,
      wrong,
      afterwards: end,
      holds: wrong === 0 && end.exact && end.lines === rows,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
    await server.stop();
  }
}

function start(url: string, file: string) {
  return spawn(process.execPath, [COMMAND, file], {
    env: { ...process.env, DATABASE_URL: url, DEMO: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

async function runImport(url: string, file: string): Promise<void> {
  const child = start(url, file);
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the import ended with ${code}: ${said}`);
}

async function killedAfter(url: string, file: string, ms: number): Promise<Stored> {
  const child = start(url, file);
  child.stderr.resume();
  const timer = setTimeout(() => child.kill('SIGKILL'), ms);
  await once(child, 'close');
  clearTimeout(timer);
  await withClient(url, othersGone);
  return withClient(url, stored);
}

/** The server works on for a moment on what a dead client asked for last. */
async function othersGone(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::integer as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
       and backend_type = 'client backend'`,
    );
    if (rows[0]?.n === 0) return;
  }
}

async function stored(client: pg.Client): Promise<Stored> {
  const { rows } = await client.query<Stored>(`
    select (select count(*) from ventes)::integer as receipts, (select count(*) from lignes_ventes)::integer as lines,
      not exists (
        select from (
          select v.magasin_id, (v.date_vente at time zone m.fuseau)::date as jour, extract(hour from v.date_vente at time zone m.fuseau) as heure,
            sum(l.montant_ttc) as ca_ttc, sum(l.montant_ht) as ca_ht, sum(l.cout) as cout, sum(l.quantite) as unites,
            count(distinct v.id) filter (where l.quantite > 0) as tickets
          from lignes_ventes l join ventes v on v.id = l.vente_id join magasins m on m.id = v.magasin_id group by 1, 2, 3
        ) c full join (select * from ventes_par_heure where tickets <> 0 or ca_ttc <> 0 or unites <> 0) k using (magasin_id, jour, heure)
        where (c.ca_ttc, c.ca_ht, c.cout, c.unites, c.tickets) is distinct from (k.ca_ttc, k.ca_ht, k.cout, k.unites, k.tickets)
      ) as exact`);
  return rows[0]!;
}

/** It came through before the kill: the next one starts from nothing again. */
async function emptied(url: string): Promise<void> {
  await withClient(url, (client) => client.query('delete from ventes'));
}

/** Run to the end, and once more, which changes nothing. */
async function endOf(url: string, file: string): Promise<Stored> {
  await runImport(url, file);
  await runImport(url, file);
  return withClient(url, stored);
}

/** Receipts of some lines in many stores over two months; amounts with cents. */
function salesOf(rows: number): string {
  const lines = ['Magasin;Ticket;Date;Article;Quantité;PU TTC'];
  for (let n = 0; n < rows; n++) {
    const receipt = Math.floor(n / 4);
    const day = 1 + (receipt % 28);
    const month = 1 + (receipt % 2);
    const at = `${String(day).padStart(2, '0')}/0${month}/2026 ${String(9 + (receipt % 10)).padStart(2, '0')}:15`;
    lines.push(
      `M${1 + (receipt % STORES)};T${receipt};${at};P${1 + (n % 20)};${1 + (n % 3)};${1 + (n % 97)},${(n % 90) + 10}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
