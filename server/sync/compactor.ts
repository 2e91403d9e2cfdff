import { rootOf } from '../../shared/scenario/document.ts';
import { stampOf } from '../../shared/scenario/clock.ts';
import { compactRows } from './compaction.ts';
import { findQuietSheets } from './quiet-sheets.ts';
import type { Log } from '../log.ts';
import type { Queryable } from '../postgres/pool.ts';
import type { Clock } from './clock.ts';
import type { Compacted, Worth } from './compaction.ts';
import type { Journal } from './journal.ts';
import type { QuietSheet } from './quiet-sheets.ts';
import type { Rooms } from './registry.ts';
import type { SyncMetrics } from './sync-metrics.ts';

export interface CompactorOptions {
  readonly db: Queryable;
  readonly journal: Pick<Journal, 'rebuild'>;
  readonly rooms: Pick<Rooms, 'occupied' | 'catchUp'>;
  readonly clock: Clock;
  readonly metrics: Pick<SyncMetrics, 'compacted'>;
  readonly log: Log;
  /** A random client id of Yjs. */
  readonly newClient: () => number;
}

export interface Compactor {
  start(): void;
  /** Finishes the sheet it is at. */
  stop(): Promise<void>;
}

const DAY_MS = 86_400_000;
/**
 * Until then an author may take an entry back, redo, or send it again from a tab that slept: no session outlives 30 days.
 */
const SETTLED_MS = 31 * DAY_MS;
/** Nobody has written in the sheet for so long. */
const IDLE_MS = 3_600_000;
const MIN_BYTES = 64 * 1024;
const WORTH: Worth = { entries: 200, share: 0.25 };
const EVERY_MS = 600_000;
const SHEETS_A_ROUND = 8;
/** What was looked at in vain changes by the day: entries settle, and nobody writes. */
const AGAIN_MS = DAY_MS;

/**
 * Rebuilds the logs of sheets that rest, each in a new epoch. Sheets that somebody has open here are left out; whoever has one
 * open at another server and only reads is sent to the new epoch, and who writes meanwhile comes first.
 */
export function createCompactor(options: CompactorOptions): Compactor {
  const { clock, log, metrics, rooms } = options;
  const lookedAt = new Map<number, number>();
  let stopped = false;
  let cancel = (): void => {};
  let running: Promise<void> | undefined;

  async function round(): Promise<void> {
    const now = clock.now();
    for (const [document, at] of lookedAt) if (now - at >= AGAIN_MS) lookedAt.delete(document);
    const sheets = await findQuietSheets(options.db, {
      idleSince: now - IDLE_MS,
      olderThan: now - SETTLED_MS,
      minBytes: MIN_BYTES,
      limit: SHEETS_A_ROUND,
      except: [...rooms.occupied(), ...lookedAt.keys()],
    });
    for (const sheet of sheets) {
      if (stopped) return;
      lookedAt.set(sheet.document, now);
      await compact(sheet, stampOf(now - SETTLED_MS));
    }
  }

  async function compact({ document, epoch, scenario, sheet }: QuietSheet, settledBefore: number): Promise<void> {
    const about = { document, scenario, sheet, epoch };
    const began = clock.now();
    let compacted: Compacted | undefined;
    try {
      const outcome = await options.journal.rebuild(document, epoch, (rows) => {
        const { newClient } = options;
        compacted = compactRows(rows, { root: rootOf(sheet), settledBefore, newClient, worth: WORTH });
        return compacted?.next;
      });
      const dropped = outcome === 'begun' ? (compacted?.dropped ?? 0) : 0;
      metrics.compacted(outcome, dropped);
      if (outcome !== 'begun') return;
      log.info({ ...about, entries: compacted?.entries, dropped, ms: clock.now() - began }, 'a sheet was compacted');
      // Others hear it by the doorbell.
      await rooms.catchUp();
    } catch (error) {
      metrics.compacted('failed', 0);
      log.error({ err: error, ...about }, 'a sheet was not compacted');
    }
  }

  function beat(): void {
    running = round()
      .catch((error: unknown) => log.warn({ err: error }, 'sheets to compact cannot be found'))
      .finally(() => {
        if (!stopped) cancel = clock.after(EVERY_MS, beat);
      });
  }

  return {
    start: () => {
      cancel = clock.after(EVERY_MS, beat);
    },
    async stop() {
      stopped = true;
      cancel();
      await running;
    },
  };
}
