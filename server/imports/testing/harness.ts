import { createHash, randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../../../db/testing/database.ts';
import type { Import, ImportMapping, ImportMessage } from '../../../shared/api/imports.ts';
import { createLog } from '../../log.ts';
import { createPool, type Pool } from '../../postgres/pool.ts';
import { createImports, type Imports } from '../imports.ts';

export interface ImportHarness {
  db: TestDatabase;
  pool: Pool;
  imports: Imports;
  dataDir: string;
  messages: ImportMessage[];
  /** Hands a text or the file at a path to the service and returns at once. */
  send(file: string | Buffer | { path: string }, options?: SendOptions): Promise<string>;
  /** The same, when the service has come to rest. */
  run(file: string | Buffer | { path: string }, options?: SendOptions): Promise<Import>;
  /** Stored lines as `store|register|receipt|local time|sku|quantity|price|amount`, sorted. */
  stored(): Promise<string[]>;
  /** What the live aggregates say, beside a recount of the lines; equal when the triggers were right. */
  aggregates(): Promise<{ kept: string; recount: string }>;
  close(): Promise<void>;
}

export interface SendOptions {
  mapping?: ImportMapping;
  dryRun?: boolean;
  fileName?: string;
  createdBy?: string;
}

/** Behind the sales that the tests import: those dated far ahead are refused. */
export const HARNESS_NOW = new Date('2027-03-02T10:00:00Z');

/** The service on a database and a folder of its own. */
export async function importHarness(
  options: { fixture?: boolean; now?: () => Date; workbookProgram?: string } = {},
): Promise<ImportHarness> {
  const db = await createTestDatabase({ fixture: options.fixture ?? true });
  const dataDir = await mkdtemp(join(tmpdir(), 'epm-imports-'));
  const log = createLog('silent');
  const pool = createPool(db.url, log);
  const imports = createImports({
    pool,
    log,
    dataDir,
    now: options.now ?? (() => HARNESS_NOW),
    workbookProgram: options.workbookProgram,
  });
  const messages: ImportMessage[] = [];
  imports.events.onProgress((message) => messages.push(message));
  await imports.start();

  async function send(file: string | Buffer | { path: string }, given: SendOptions = {}): Promise<string> {
    const id = randomUUID();
    const path = join(imports.folder, `${id}.upload`);
    if (typeof file === 'object' && 'path' in file) await copyFile(file.path, path);
    else await writeFile(path, file);
    await imports.create({
      id,
      fileName: given.fileName ?? 'test.csv',
      size: 1,
      sha256: createHash('sha256').update(id).digest('hex'),
      dryRun: given.dryRun ?? false,
      mapping: given.mapping ?? {},
      createdBy: given.createdBy ?? 'somebody',
      author: 'somebody@fixture.example',
    });
    return id;
  }

  return {
    db,
    pool,
    imports,
    dataDir,
    messages,
    send,
    async run(file, given) {
      const id = await send(file, given);
      await imports.idle();
      return imports.get(id);
    },
    async stored() {
      const { rows } = await pool.query<{ line: string }>(`
        select concat_ws('|', m.code, v.caisse, coalesce(v.numero, '-'), to_char(v.date_vente at time zone m.fuseau, 'YYYY-MM-DD HH24:MI:SS'),
          p.sku, trim_scale(l.quantite), trim_scale(l.prix_unitaire), trim_scale(l.montant_ttc)) as line
        from lignes_ventes l join ventes v on v.id = l.vente_id join magasins m on m.id = v.magasin_id join produits p on p.id = l.produit_id
        order by 1`);
      return rows.map(({ line }) => line);
    },
    async aggregates() {
      const { rows } = await pool.query<{ kept: string; recount: string }>(`
        select (select concat_ws('|', trim_scale(coalesce(sum(ca_ttc), 0)), trim_scale(coalesce(sum(ca_ht), 0)), trim_scale(coalesce(sum(cout), 0)),
            trim_scale(coalesce(sum(unites), 0)), coalesce(sum(tickets), 0)) from ventes_par_heure) as kept,
          (select concat_ws('|', trim_scale(coalesce(sum(montant_ttc), 0)), trim_scale(coalesce(sum(montant_ht), 0)), trim_scale(coalesce(sum(cout), 0)),
            trim_scale(coalesce(sum(quantite), 0)), count(distinct vente_id) filter (where quantite > 0)) from lignes_ventes) as recount`);
      return rows[0] ?? { kept: '', recount: 'none' };
    },
    async close() {
      await imports.close();
      await pool.end();
      await rm(dataDir, { recursive: true });
      await db.drop();
    },
  };
}
