import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import type { Registry } from 'prom-client';
import type { ImportMemory } from '../../shared/api/import-memories.ts';
import type { Import, ImportMapping, ImportStatus } from '../../shared/api/imports.ts';
import { conflict, notFound, tooManyRequests } from '../http/errors.ts';
import type { Log } from '../log.ts';
import { onOwnConnection, type Connection } from './connection.ts';
import { closedDaysOf, namesOf } from '../postgres/day-closed.ts';
import type { Pool } from '../postgres/pool.ts';
import { errorsCsv, type Language } from './errors-csv.ts';
import { tryRunning, tryWriting } from './import-lock.ts';
import { importMetrics } from './import-metrics.ts';
import {
  findImport,
  findRow,
  insertImport,
  listImports,
  moveImport,
  rowsWithStatus,
  RUNNING,
  WAITING,
  type ImportRow,
  type ListFilter,
  type NewImport,
} from './import-store.ts';
import { forget, forgetLessonOf, listMemories, renameMemory } from './mapping/memories.ts';
import { mergeMappings } from './merge-mappings.ts';
import { progressEvents, type ProgressEvents } from './progress.ts';
import { createQueue } from './queue.ts';
import { createViewRefresh } from './refresh-views.ts';
import { failRun, superviseRun } from './supervise-run.ts';
import { removeRows } from './stage/revert.ts';

export interface ImportsDeps {
  pool: Pool;
  log: Log;
  dataDir: string;
  now(): Date;
  registry?: Registry;
  /** See RunContext. */
  workbookProgram?: string | undefined;
}

export interface Imports {
  /** Folder uploads are received in. */
  folder: string;
  events: Pick<ProgressEvents, 'onProgress'>;
  /** Clears what a killed process left behind and goes on with what waited. Call once, after the migrations. */
  start(): Promise<void>;
  /** Stops the import under way, which goes on at the next start. */
  close(): Promise<void>;
  /** @throws HttpError 429 while too many are to be run, or too many of this author wait for an answer. */
  create(upload: NewImport): Promise<void>;
  list(filter?: ListFilter): Promise<{ items: Import[]; next?: string }>;
  /** @throws HttpError 404 */
  get(id: string): Promise<Import>;
  /** @throws HttpError 404, 409 wrong_status; so the four below. */
  answer(id: string, mapping: ImportMapping): Promise<Import>;
  commit(id: string): Promise<Import>;
  cancel(id: string): Promise<Import>;
  revert(id: string): Promise<Import>;
  errors(id: string, language: Language): Promise<Readable>;
  /** How files of known sources are read. */
  memories(): Promise<ImportMemory[]>;
  /** Both note it in the audit log. @throws HttpError 404 */
  renameMemory(id: string, name: string, actor: string): Promise<ImportMemory>;
  forget(id: string, actor: string): Promise<void>;
  /** Resolves when this server has nothing left to do, views included. */
  idle(): Promise<void>;
}

const SWEEP_MS = 5_000;
const MAX_OPEN = 100;
/** Of one author: whoever leaves more unanswered holds up only themselves. */
const MAX_WAITING = 100;
const KEPT_WAITING_SECONDS = 7 * 24 * 3_600;
const LOCK_POLL_MS = 250;

export function createImports({ pool, log, dataDir, now, registry, workbookProgram }: ImportsDeps): Imports {
  const folder = join(dataDir, 'imports');
  const events = progressEvents();
  const metrics = importMetrics(registry);
  const views = createViewRefresh(pool, log);
  const closing = new AbortController();
  const running = new Map<string, AbortController>();
  const queue = createQueue();
  let sweeper: NodeJS.Timeout | undefined;

  async function start(): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await sweepInterrupted();
    // The file of a queued import may have been on a server, or with a command, that never came back.
    await expire(['queued', ...WAITING]);
    const open = await rowsWithStatus(pool, ['queued', ...WAITING, ...RUNNING]);
    await removeStrayFiles(new Set(open.map(({ id }) => id)));
    for (const row of open) if (row.statut === 'queued' && existsSync(uploadOf(row.id))) enqueue(row.id);
    sweeper = setInterval(() => {
      sweep().catch((error: Error) => log.warn({ err: error }, 'imports could not be looked after'));
    }, SWEEP_MS);
    sweeper.unref();
  }

  /** A run whose lock nobody holds was killed; nothing of it is stored. */
  async function sweepInterrupted(): Promise<void> {
    const rows = (await rowsWithStatus(pool, RUNNING)).filter(({ id }) => !running.has(id));
    if (rows.length === 0) return;
    await onOwnConnection(pool, log, closing.signal, async (client) => {
      for (const { id, rang } of rows) {
        if (!(await tryRunning(client, rang))) continue;
        const echec = {
          code: 'interrupted',
          message: 'The server stopped during this import. Nothing of it was stored: import the file again.',
        };
        if (await moveImport(client, id, RUNNING, 'failed', { echec, fini_le: now() })) {
          await client.query('delete from imports_refus where import_id = $1', [id]);
          await removeFiles(id);
          log.warn({ import: id }, 'an interrupted import was closed');
        }
      }
    });
  }

  async function sweep(): Promise<void> {
    await sweepInterrupted();
    await expire(WAITING);
  }

  /** By the clock that dated them, the database's. */
  async function expire(quiet: readonly ImportStatus[]): Promise<void> {
    const { rows } = await pool.query<Pick<ImportRow, 'id' | 'progression'>>(
      'select id, progression from imports where statut = any ($1) and cree_le < now() - make_interval(secs => $2)',
      [quiet, KEPT_WAITING_SECONDS],
    );
    for (const { id, progression } of rows) {
      if (!(await moveImport(pool, id, quiet, 'cancelled', { fini_le: now() }))) continue;
      await removeFiles(id);
      events.emit({ id, status: 'cancelled', progress: progression });
    }
  }

  async function removeStrayFiles(known: ReadonlySet<string>): Promise<void> {
    for (const name of await readdir(folder)) {
      const id = name.slice(0, name.indexOf('.'));
      if (!known.has(id)) await rm(join(folder, name), { force: true });
    }
  }

  const uploadOf = (id: string) => join(folder, `${id}.upload`);

  async function removeFiles(id: string): Promise<void> {
    for (const kind of ['upload', 'plain', 'refus']) await rm(join(folder, `${id}.${kind}`), { force: true });
  }

  function enqueue(id: string): void {
    void queue
      .add(() => run(id))
      .catch((error: Error) => log.error({ err: error, import: id }, 'an import ended unexpectedly'));
  }

  async function run(id: string): Promise<void> {
    const row = await findRow(pool, id);
    if (row?.statut !== 'queued' || closing.signal.aborted) return;
    const stop = new AbortController();
    running.set(id, stop);
    const signal = AbortSignal.any([stop.signal, closing.signal]);
    try {
      await onOwnConnection(pool, log, signal, async (client) => {
        if (!(await waitForTurn(client, signal, row.rang))) return;
        const end = await superviseRun({
          pool,
          client,
          folder,
          row,
          signal,
          now,
          events,
          log,
          metrics,
          workbookProgram,
          stopped: () => closing.signal.aborted,
          stop: () => stop.abort(),
        });
        if (end === 'done') views.request();
        if (end !== 'checked' && end !== 'needs_mapping' && end !== 'queued') await removeFiles(id);
        else await rm(join(folder, `${id}.plain`), { force: true });
      });
    } catch (error) {
      // The database went away: what is known is noted when it is back.
      await failRun(pool, id, error, now()).catch(() => undefined);
      events.emit({ id, status: 'failed', progress: row.progression });
      throw error;
    } finally {
      running.delete(id);
    }
  }

  /** One import writes at a time, over all servers; false when cancelled meanwhile. */
  async function waitForTurn(connection: Connection, signal: AbortSignal, rank: number): Promise<boolean> {
    try {
      while (!signal.aborted) {
        if (await tryWriting(connection)) return await tryRunning(connection, rank);
        await sleep(LOCK_POLL_MS, undefined, { signal });
      }
      return false;
    } catch (error) {
      if (signal.aborted) return false;
      throw error;
    }
  }

  async function create(upload: NewImport): Promise<void> {
    const { rows } = await pool.query<{ open: number; waiting: number }>(
      `select count(*) filter (where statut = any ($1))::integer as open,
         count(*) filter (where statut = any ($2) and cree_par = $3)::integer as waiting
       from imports where statut = any ($1 || $2)`,
      [['queued', ...RUNNING], WAITING, upload.createdBy],
    );
    const { open = 0, waiting = 0 } = rows[0] ?? {};
    if (open >= MAX_OPEN || waiting >= MAX_WAITING) throw tooManyRequests(60);
    await insertImport(pool, upload);
    events.emit({ id: upload.id, status: 'queued', progress: 0 });
    enqueue(upload.id);
  }

  async function get(id: string): Promise<Import> {
    const found = await findImport(pool, id);
    if (!found) throw notFound();
    return found;
  }

  async function row(id: string): Promise<ImportRow> {
    const found = await findRow(pool, id);
    if (!found) throw notFound();
    return found;
  }

  /** Puts a waiting import back into the queue of this server, which must have its file. */
  async function requeue(
    id: string,
    from: readonly ImportStatus[],
    changes: { correspondance?: ImportMapping; a_blanc?: boolean },
  ) {
    const { statut, progression } = await row(id);
    if (!from.includes(statut)) throw wrongStatus(statut);
    if (!existsSync(uploadOf(id)))
      throw conflict('file_gone', 'The file of this import is not on this server. Send it again.');
    if (!(await moveImport(pool, id, from, 'queued', changes))) throw wrongStatus((await row(id)).statut);
    events.emit({ id, status: 'queued', progress: progression });
    enqueue(id);
    return get(id);
  }

  async function cancel(id: string): Promise<Import> {
    const quiet: ImportStatus[] = ['queued', ...WAITING];
    if (await moveImport(pool, id, quiet, 'cancelled', { fini_le: now() })) {
      running.get(id)?.abort();
      await removeFiles(id);
      const cancelled = await get(id);
      events.emit({ id, status: 'cancelled', progress: cancelled.progress });
      return cancelled;
    }
    const { statut } = await row(id);
    if (!RUNNING.includes(statut)) throw wrongStatus(statut);
    await pool.query('update imports set annulation = true where id = $1', [id]);
    running.get(id)?.abort();
    if (running.has(id)) await queue.settled();
    return get(id);
  }

  async function revert(id: string): Promise<Import> {
    const { statut, progression, rang } = await row(id);
    if (statut !== 'done') throw wrongStatus(statut);
    await queue.add(() =>
      onOwnConnection(pool, log, closing.signal, async (client) => {
        if (!(await waitForTurn(client, closing.signal, rang)))
          throw conflict('stopping', 'The server is stopping. Try again.');
        await client.query('begin');
        if (!(await moveImport(client, id, ['done'], 'reverted', { fini_le: now() })))
          throw wrongStatus((await row(id)).statut);
        await removeRows(client, id).catch((error: unknown) => {
          throw closedDayRefusal(error) ?? error;
        });
        await forgetLessonOf(client, id);
        await client.query('commit');
      }),
    );
    events.emit({ id, status: 'reverted', progress: progression });
    views.request();
    return get(id);
  }

  return {
    folder,
    events: { onProgress: events.onProgress },
    start,
    async close() {
      clearInterval(sweeper);
      closing.abort();
      await queue.settled();
      await views.idle();
    },
    create,
    list: (filter = {}) => listImports(pool, filter),
    get,
    async answer(id, mapping) {
      const { correspondance } = await row(id);
      return requeue(id, WAITING, { correspondance: mergeMappings(correspondance, mapping) });
    },
    commit: (id) => requeue(id, ['checked'], { a_blanc: false }),
    cancel,
    revert,
    async errors(id, language) {
      return errorsCsv(pool, await get(id), language);
    },
    memories: () => listMemories(pool),
    async renameMemory(id, name, actor) {
      return (await renameMemory(pool, id, name, actor)) ?? Promise.reject(notFound());
    },
    async forget(id, actor) {
      if (!(await forget(pool, id, actor))) throw notFound();
    },
    async idle() {
      await queue.settled();
      await views.idle();
    },
  };
}

/** 409 `day_closed` with the days, at most 200, when rows of closed days would have to leave. */
function closedDayRefusal(error: unknown) {
  const days = closedDaysOf(error);
  if (!days) return undefined;
  return conflict(
    'day_closed',
    `This import has rows in closed days, which stay as they are: ${namesOf(days)}. Nothing was undone.`,
    { days },
  );
}

function wrongStatus(status: ImportStatus) {
  return conflict('wrong_status', `This import is ${status}: that is not possible now.`, { status });
}
