import type { LocalDate } from '../../shared/calendar/local-date.ts';
import type { Log } from '../log.ts';
import type { Queryable } from '../postgres/pool.ts';
import { loadBaselines, type Baselines } from './baseline-load.ts';
import { readDays, readSince, register, renew, type Cursor } from './cursor.ts';
import { readDirectory, type Directory, type LiveStore } from './directory.ts';
import { createLiveState, type LiveState } from './live-state.ts';
import type { Versions } from './versions.ts';

export interface LiveReaderOptions {
  db: Queryable;
  /** Name of this server among the readers. */
  server: string;
  clock: () => number;
  versions: Versions;
  log: Log;
  /** Names of the scopes that moved. */
  onChanged: (scopes: ReadonlySet<string>) => void;
  /** Stores or regions are others than before, and the state rests on them. */
  onDirectory?: (before: Directory, after: Directory) => void;
}

/** Keeps the state of the day equal to the database, and knows when it cannot be sure and has to start again. */
export interface LiveReader {
  readonly directory: Directory | undefined;
  readonly baselines: Baselines;
  readonly state: LiveState;
  /** When the database was last read to the end. */
  readonly readAt: number;
  /** Complete readings since the start. */
  readonly loads: number;
  /** Reads what is new, or everything. One look at a time: two would take the same rows twice. Rejects when the database cannot be read; the next look makes up for it. */
  look(): Promise<void>;
  /** Says that this reader lives, so that what it has read may be folded. */
  renew(): Promise<void>;
  /** Reads stores and regions again where they changed. */
  refreshDirectory(): Promise<void>;
  /** Reads again what the day is measured against, if sales of other days moved since. True: it did. */
  refreshBaselines(force: boolean): Promise<boolean>;
}

export function createLiveReader(options: LiveReaderOptions): LiveReader {
  const { db, server, clock, versions, log, onChanged, onDirectory } = options;
  const state = createLiveState();
  let directory: Directory | undefined;
  let baselines: Baselines = new Map();
  let cursor: Cursor | undefined;
  let mustLoad = true;
  let historyMoved = false;
  let readAt = 0;
  let loads = 0;

  const today = (store: LiveStore): LocalDate => store.clock.local(clock()).date;

  function dayIsOver(known: Directory): boolean {
    return known.stores.some((store) => state.dayOf(store) !== today(store));
  }

  async function load(): Promise<void> {
    mustLoad = false;
    try {
      const highest = await register(db, server);
      // Later the highest is this server's own bound.
      if (loads === 0) versions.after(highest);
      const next = await readDirectory(db);
      // The day is asked once: midnight may pass while this loads, and then the next look loads again.
      const days = new Map(next.stores.map((store) => [store.id, today(store)]));
      const dayOf = (store: LiveStore): LocalDate => days.get(store.id) ?? today(store);
      const same = next.fingerprint === directory?.fingerprint && next.stores.every((s) => state.dayOf(s) === dayOf(s));
      const measures = same ? baselines : await loadBaselines(db, next, dayOf);
      const reading = await readDays(db, [...new Set(days.values())]);
      // No version is handed out that the stored bound does not cover, not even by a server that dies at once.
      await renew(db, server, reading.cursor, versions.bound());
      state.replace(next, dayOf, reading.rows);
      historyMoved = same;
      const before = directory;
      directory = next;
      baselines = measures;
      cursor = reading.cursor;
      readAt = clock();
      loads++;
      log.debug({ stores: next.stores.length, hours: reading.rows.length }, 'live values loaded');
      onChanged(new Set(next.scopes.map(({ scope }) => scope)));
      if (before && before.fingerprint !== next.fingerprint) onDirectory?.(before, next);
    } catch (error) {
      mustLoad = true;
      throw error;
    }
  }

  async function follow(from: Cursor): Promise<boolean> {
    const reading = await readSince(db, server, from);
    if (!reading || mustLoad) return false;
    cursor = reading.cursor;
    readAt = clock();
    const applied = state.apply(reading.rows);
    historyMoved ||= applied.history;
    mustLoad ||= applied.unknownStore;
    const scopes = new Set<string>();
    for (const store of applied.changed) for (const scope of store.scopes) scopes.add(scope);
    if (scopes.size > 0) onChanged(scopes);
    return !mustLoad;
  }

  return {
    get directory() {
      return directory;
    },
    get baselines() {
      return baselines;
    },
    state,
    get readAt() {
      return readAt;
    },
    get loads() {
      return loads;
    },
    async look() {
      const known = directory;
      const sure = !mustLoad && cursor !== undefined && known !== undefined && !dayIsOver(known);
      if (!sure || cursor === undefined || !(await follow(cursor))) await load();
    },
    async renew() {
      if (cursor === undefined || mustLoad) return;
      if (await renew(db, server, cursor, versions.bound())) return;
      log.warn('this server was taken for dead by the others: live values are loaded again');
      mustLoad = true;
    },
    async refreshDirectory() {
      if ((await readDirectory(db)).fingerprint !== directory?.fingerprint) mustLoad = true;
    },
    async refreshBaselines(force) {
      const known = directory;
      if (!known || (!historyMoved && !force)) return false;
      historyMoved = false;
      const dayOf = (store: LiveStore): LocalDate => state.dayOf(store) ?? today(store);
      try {
        const next = await loadBaselines(db, known, dayOf);
        // A load that went past meanwhile brought its own, of the day it is.
        if (directory !== known) return false;
        baselines = next;
      } catch (error) {
        historyMoved = true;
        throw error;
      }
      onChanged(new Set(known.scopes.map(({ scope }) => scope)));
      return true;
    },
  };
}
