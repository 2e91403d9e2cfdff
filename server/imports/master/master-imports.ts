import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  changesPast,
  type MasterImport,
  type MasterImportDetail,
  type MasterKind,
  type MasterMapping,
  type MasterOutcome,
} from '../../../shared/api/master-imports.ts';
import { zoneClock } from '../../../shared/calendar/zone-clock.ts';
import { monthOf, type Month } from '../../../shared/calendar/month.ts';
import { conflict, HttpError, notFound, unavailable } from '../../http/errors.ts';
import type { Log } from '../../log.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { transaction, type Client, type Pool } from '../../postgres/pool.ts';
import { ImportFailure } from '../failure.ts';
import { createQueue } from '../queue.ts';
import { createViewRefresh } from '../refresh-views.ts';
import { differenceOf } from './differences.ts';
import { exportCsv, templateCsv } from './export-csv.ts';
import { KINDS } from './kinds.ts';
import type { KindSpec } from './spec.ts';
import {
  findMasterImport,
  insertMasterImport,
  listMasterImports,
  markReverted,
  readChanges,
  readFirstChanges,
  type RecordedChange,
} from './master-store.ts';
import { openOutcome, outcomeOf, SHOWN } from './outcome.ts';
import { planImport, type Plan } from './plan.ts';
import { dropProductIndex, withProductIndex } from './product-index.ts';
import { readMasterFile, type MasterFile } from './read-file.ts';
import { planUndo, type Undoing } from './revert.ts';
import { tableOf } from './table.ts';

export interface MasterUpload {
  kind: MasterKind;
  path: string;
  fileName: string;
  size: number;
  mapping: MasterMapping;
  dryRun: boolean;
  /** Digest of the differences that were agreed to; others are not made. */
  expect: string | undefined;
  /** Somebody agreed that comparisons of the past change. */
  changePast: boolean;
  createdBy: string;
  author: string;
}

export interface MasterImports {
  /** Folder uploads are received in. */
  folder: string;
  /** Call once, after the migrations. */
  start(): Promise<void>;
  /** Ends what is read, lets what is being written come to its end, and turns away what waits behind it. */
  close(): Promise<void>;
  /** @throws HttpError 422 with the kind of the failure where the file is none; 409 moved, past_unconfirmed. */
  run(upload: MasterUpload): Promise<MasterOutcome>;
  list(before?: number): Promise<{ items: MasterImport[]; next?: string }>;
  /** @throws HttpError 404 */
  get(id: string): Promise<MasterImportDetail>;
  /** @throws HttpError 404; 409 wrong_status when undone already; 409 changed_since with what is in the way. */
  revert(id: string, by: string): Promise<MasterImport>;
  template(kind: MasterKind): string;
  export(kind: MasterKind): Readable;
}

/** Rings on every server when reference data were changed. */
export const REFERENCE_CHANNEL = 'referentiel';

/** One import of reference data is written at a time, whichever server it came to. */
const LOCK = 'select pg_advisory_xact_lock(7041, 11)';
const HEAD_OFFICE = zoneClock('Europe/Paris');
const SHOWN_BLOCKS = 100;

export function createMasterImports(deps: { pool: Pool; log: Log; dataDir: string; now(): Date }): MasterImports {
  const { pool, log, now } = deps;
  const folder = join(deps.dataDir, 'master-imports');
  const closing = new AbortController();
  const views = createViewRefresh(pool, log);
  // Who waits here holds no connection; the lock in the database is for other servers.
  const turns = createQueue();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
    turns.add(async () => {
      if (closing.signal.aborted) throw unavailable('The server is stopping. Nothing was stored: try again.');
      return work();
    });

  const month = (): Month => monthOf(HEAD_OFFICE.local(now().getTime()).date);

  async function read({ path, mapping }: MasterUpload, spec: KindSpec): Promise<MasterFile> {
    try {
      return await readMasterFile(path, spec, mapping, closing.signal);
    } catch (error) {
      if (!(error instanceof ImportFailure)) throw error;
      throw new HttpError(422, error.kind, error.message);
    }
  }

  async function commit(upload: MasterUpload, spec: KindSpec, file: MasterFile): Promise<MasterOutcome> {
    return transaction(pool, async (client) => {
      await client.query(LOCK);
      const plan = await planImport(client, spec, file, { lock: true, month: month() });
      if (upload.expect !== undefined && upload.expect !== plan.digest) throw moved();
      if (!upload.changePast && plan.warnings.some(changesPast)) throw pastUnconfirmed(plan);
      if (plan.changes.length === 0) return outcomeOf(spec, file, plan, { dryRun: false });
      await writeChanges(client, spec, plan);
      const { kind, fileName, size, createdBy, author } = upload;
      const outcome = outcomeOf(spec, file, plan, { dryRun: false });
      const id = await insertMasterImport(
        client,
        { ...outcome, kind, fileName, size, createdBy, author },
        plan.changes,
      );
      const { created, changed, refused } = outcome;
      await announce(client, author, 'master.import', id, { kind, fileName, created, changed, refused });
      return { ...outcome, id };
    });
  }

  async function undo(id: string, by: string, spec: KindSpec, changes: RecordedChange[]): Promise<void> {
    await transaction(pool, async (client) => {
      await client.query(LOCK);
      if (!(await markReverted(client, id, by, now()))) throw undoneAlready();
      const plan = await planUndo(client, spec, { id, changes, month: month() });
      if (plan.blocks.length > 0) throw changedSince(plan);
      const table = tableOf(spec);
      const written = (await table.remove(client, plan.remove)) + (await table.update(client, plan.restore));
      if (written !== plan.remove.length + plan.restore.length) throw moved();
      await announce(client, by, 'master.revert', id, { kind: spec.kind, rows: changes.length });
    });
  }

  return {
    folder,
    async start() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const name of await readdir(folder)) await rm(join(folder, name), { force: true });
      await dropProductIndex({ pool, log });
    },
    async close() {
      closing.abort();
      await turns.settled();
      await views.idle();
    },
    async run(upload) {
      const spec = KINDS[upload.kind];
      const file = await read(upload, spec);
      if (file.understanding.questions.length > 0) return openOutcome(spec, file);
      if (upload.dryRun) {
        const plan = await planImport(pool, spec, file, { lock: false, month: month() });
        return outcomeOf(spec, file, plan, { dryRun: true });
      }
      const outcome = await inTurn(() => commit(upload, spec, file));
      // Monthly sums go by the category a product has.
      if (outcome.fields.some(({ field }) => field === 'category')) views.request();
      return outcome;
    },
    list: (before) => listMasterImports(pool, before),
    async get(id) {
      const item = await findMasterImport(pool, id);
      if (!item) throw notFound('There is no such import.');
      const changes = await readFirstChanges(pool, id, SHOWN);
      return { ...item, differences: changes.map((change) => differenceOf(KINDS[item.kind], change)) };
    },
    async revert(id, by) {
      const item = await findMasterImport(pool, id);
      if (!item) throw notFound('There is no such import.');
      if (item.revertedAt !== undefined) throw undoneAlready();
      const spec = KINDS[item.kind];
      const changes = await readChanges(pool, id);
      const products = item.kind === 'products' ? item.created : 0;
      const index = { pool, log, closing: closing.signal };
      await inTurn(() => withProductIndex(index, products, () => undo(id, by, spec, changes)));
      if (item.kind === 'products') views.request();
      return (await findMasterImport(pool, id)) ?? item;
    },
    template: (kind) => templateCsv(KINDS[kind]),
    export: (kind) => exportCsv(pool, KINDS[kind]),
  };
}

async function writeChanges(client: Client, spec: KindSpec, { changes }: Plan): Promise<void> {
  const table = tableOf(spec);
  const rows = (fresh: boolean) =>
    changes.filter(({ before }) => (before === null) === fresh).map(({ after }) => after);
  const written = (await table.insert(client, rows(true))) + (await table.update(client, rows(false)));
  if (written !== changes.length) throw moved();
}

/** In the transaction: heard by all servers when, and only if, it is committed. */
async function announce(client: Client, by: string, action: string, id: string, details: object): Promise<void> {
  await writeAudit(client, { actor: by, action, object: `master-import:${id}`, details });
  await client.query('select pg_notify($1, $2)', [REFERENCE_CHANNEL, '']);
}

const moved = () =>
  conflict('moved', 'Reference data changed since this file was checked. Nothing was stored: check it again.');
const pastUnconfirmed = ({ warnings }: Plan) =>
  conflict(
    'past_unconfirmed',
    'This file changes comparisons of the past. Nothing was stored: say changePast to store it all the same.',
    { warnings: warnings.filter(changesPast) },
  );
const undoneAlready = () => conflict('wrong_status', 'This import was undone already.');
const changedSince = ({ blocks }: Undoing) =>
  conflict('changed_since', 'Some rows were changed or are used since this import. Nothing was undone.', {
    count: blocks.length,
    blocks: blocks.slice(0, SHOWN_BLOCKS),
  });
