import { randomInt } from 'node:crypto';
import { SYNC_CLOSE } from '../../shared/api/sync.ts';
import { systemClock } from './clock.ts';
import { createCompactor } from './compactor.ts';
import { createEntryJudge } from './entry-judge.ts';
import { readEntries } from './entry-reader.ts';
import { groupCommit } from './group-commit.ts';
import { createHistoryReader } from './history-reader.ts';
import { createPostgresJournal } from './postgres-journal.ts';
import { createRooms } from './registry.ts';
import { createSheetDirectory } from './sheet-directory.ts';
import { createSyncMetrics } from './sync-metrics.ts';
import type { Registry } from 'prom-client';
import type { Log } from '../log.ts';
import type { Pool } from '../postgres/pool.ts';
import type { Clock } from './clock.ts';
import type { EntriesSince } from './entry-reader.ts';
import type { Position } from './journal.ts';
import type { History } from '../../shared/api/scenarios.ts';
import type { HistoryQuery } from './history-reader.ts';
import type { PresenceExchange } from './presence-exchange.ts';
import type { Limits, Rooms } from './registry.ts';
import type { SheetDirectory } from './sheet-directory.ts';

export interface SyncOptions {
  readonly pool: Pool;
  readonly log: Log;
  readonly registry: Registry;
  readonly clock?: Clock;
  readonly limits?: Partial<Limits>;
  /** Tells other servers who is where. */
  readonly exchange?: PresenceExchange;
}

export interface Sync extends Pick<Rooms, 'join' | 'closeFor'> {
  readonly directory: SheetDirectory;
  /** Sends away whoever was admitted with an older revision, to load the model again. Other servers notice by themselves. */
  modelChanged(scenario: string, revision: number): void;
  /** What is durable after each position: raw entries. Documents with nothing new are left out. */
  entries(positions: readonly Position[]): Promise<EntriesSince[]>;
  /** A page of what was ever written, over all epochs, newest first; undefined for a malformed cursor. */
  history(query: HistoryQuery): Promise<History | undefined>;
  /** Another server may have written to the journal. */
  ring(): void;
  /** What keeps the journal from being usable, in one line. */
  health(): Promise<string | undefined>;
  stop(): Promise<void>;
}

/** Where PostgreSQL announces rows of the journal. */
export const JOURNAL_CHANNEL = 'journal';

/** Doorbells get lost; this is how late a change of another server can then be. */
const POLL_MS = 2_000;
/** The doorbell rings at most this often; a look after it covers whoever did not ring. */
const BELL_MS = 60;

/** The rooms of this process on the journal in PostgreSQL. */
export function createSync({ pool, log, registry, clock = systemClock, limits = {}, exchange }: SyncOptions): Sync {
  const directory = createSheetDirectory(pool);
  let count = (): { rooms: number; connections: number } => ({ rooms: 0, connections: 0 });
  const journal = groupCommit(createPostgresJournal(pool));
  const metrics = createSyncMetrics(registry, () => count());
  const rooms = createRooms({
    journal,
    clock,
    metrics,
    log,
    limits,
    exchange,
    judgeFor: async ({ document, scenario, sheet, revision }) => {
      const [hierarchy, settledBefore] = await Promise.all([
        directory.hierarchy(scenario, revision),
        directory.settledBefore(document),
      ]);
      return createEntryJudge(hierarchy, sheet, clock.now, settledBefore);
    },
    epochOf: directory.epochOf,
  });
  count = rooms.count;
  const newClient = (): number => randomInt(2 ** 32);
  const compactor = createCompactor({ db: pool, journal, rooms, clock, metrics, log, newClient });
  compactor.start();
  let looking: Promise<void> | undefined;
  let polling: Promise<void> | undefined;
  let rungWhileLooking = false;
  let cancelPoll = clock.after(POLL_MS, poll);
  let cancelBell: (() => void) | undefined;

  /** Models change on any server, and nobody announces it. */
  async function followModels(): Promise<void> {
    const admitted = rooms.revisions();
    if (admitted.size === 0) return;
    for (const [scenario, revision] of await directory.revisions([...admitted.keys()])) {
      if (revision > (admitted.get(scenario) ?? 0)) modelChanged(scenario, revision);
    }
  }

  function modelChanged(scenario: string, revision: number): void {
    rooms.closeFor((c) => c.scenario === scenario && c.revision < revision, SYNC_CLOSE.rightsChanged, {
      code: 'model',
    });
  }

  function look(): Promise<void> {
    looking ??= rooms
      .catchUp()
      .catch((error: unknown) => log.warn({ err: error }, 'the journal cannot be read'))
      .finally(() => {
        looking = undefined;
        if (!rungWhileLooking) return;
        rungWhileLooking = false;
        void look();
      });
    return looking;
  }

  /** What a look under way has already passed by is looked for again. */
  function lookAgain(): void {
    if (looking) rungWhileLooking = true;
    else void look();
  }

  function poll(): void {
    polling = look()
      .then(followModels)
      .catch((error: unknown) => log.warn({ err: error }, 'models cannot be read'))
      .finally(() => {
        cancelPoll = clock.after(POLL_MS, poll);
      });
  }

  return {
    directory,
    join: rooms.join,
    closeFor: rooms.closeFor,
    modelChanged,
    entries: (positions) => readEntries(pool, positions),
    history: createHistoryReader(pool),
    ring() {
      lookAgain();
      cancelBell?.();
      cancelBell = clock.after(BELL_MS, lookAgain);
    },
    async health() {
      const { rows } = await pool.query<{ writable: boolean }>(
        `select not pg_is_in_recovery() and has_table_privilege('journal', 'insert') as writable`,
      );
      return rows[0]?.writable ? undefined : 'the journal cannot be written';
    },
    async stop() {
      await compactor.stop();
      await rooms.stop(SYNC_CLOSE.loadFailed, { code: 'stopping' });
      await looking;
      await polling;
      cancelPoll();
      cancelBell?.();
    },
  };
}
