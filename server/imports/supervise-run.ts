import type { Log } from '../log.ts';
import type { Connection } from './connection.ts';
import type { Pool } from '../postgres/pool.ts';
import { ImportCancelled, ImportFailure } from './failure.ts';
import type { ImportMetrics } from './import-metrics.ts';
import { moveImport, noteProgress, RUNNING, type ImportRow } from './import-store.ts';
import { runProgress, type ProgressEvents } from './progress.ts';
import { runImport, type RunEnd } from './run-import.ts';

export interface Supervision {
  pool: Pool;
  client: Connection;
  folder: string;
  row: ImportRow;
  signal: AbortSignal;
  /** Whether `signal` means that the server stops, rather than that somebody cancelled. */
  stopped(): boolean;
  /** Makes `signal` abort. */
  stop(): void;
  now(): Date;
  events: ProgressEvents;
  log: Log;
  metrics: ImportMetrics;
  workbookProgram: string | undefined;
}

export type SupervisedEnd = RunEnd | 'failed' | 'cancelled' | 'queued';

const NOTE_MS = 500;

/** Runs one import to an end that is always noted: its progress on the way, who cancelled it, why it failed. */
export async function superviseRun(supervision: Supervision): Promise<SupervisedEnd> {
  const { pool, client, folder, row, signal, now, events, log, metrics, workbookProgram } = supervision;
  const started = performance.now();
  const progress = runProgress(row.id, row.progression, events.emit, () => performance.now());
  const noting = setInterval(() => {
    noteProgress(pool, row.id, progress.value())
      .then((cancelled) => cancelled && supervision.stop())
      .catch((error: Error) => log.debug({ err: error }, 'progress could not be noted'));
  }, NOTE_MS);
  let end: SupervisedEnd;
  try {
    end = await runImport({ pool, client, folder, row, progress, signal, now, workbookProgram });
  } catch (error) {
    end = await noteEnd(supervision, error);
    events.emit({ id: row.id, status: end, progress: progress.value() });
  } finally {
    clearInterval(noting);
  }
  const seconds = (performance.now() - started) / 1000;
  metrics.ended(end, seconds);
  await pool.query('update imports set duree = duree + $2 where id = $1', [row.id, seconds]);
  log.info({ import: row.id, end, seconds: Math.round(seconds * 100) / 100 }, 'an import ended');
  return end;
}

async function noteEnd({ pool, row, signal, stopped, now, log }: Supervision, error: unknown): Promise<SupervisedEnd> {
  if (signal.aborted || error instanceof ImportCancelled) {
    await pool.query('delete from imports_refus where import_id = $1', [row.id]);
    const again = stopped();
    await moveImport(
      pool,
      row.id,
      ['queued', ...RUNNING],
      again ? 'queued' : 'cancelled',
      again ? {} : { fini_le: now() },
    );
    return again ? 'queued' : 'cancelled';
  }
  if (!(error instanceof ImportFailure)) log.error({ err: error, import: row.id }, 'an import failed');
  await failRun(pool, row.id, error, now());
  return 'failed';
}

/** The reason as the user sees it; what nobody foresaw is logged and told in general words. */
export async function failRun(pool: Pool, id: string, error: unknown, at: Date): Promise<void> {
  const echec =
    error instanceof ImportFailure
      ? { code: error.kind, message: error.message }
      : isDatabaseError(error)
        ? {
            code: 'database',
            message: 'The database refused or broke off the import. Nothing of it was stored: try again.',
          }
        : {
            code: 'internal',
            message: 'The import failed for a reason of ours, which was logged. Nothing of it was stored.',
          };
  await moveImport(pool, id, ['queued', ...RUNNING], 'failed', { echec, fini_le: at });
}

function isDatabaseError(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)
  );
}
