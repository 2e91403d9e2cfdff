import { mustParseCell } from '../../shared/hierarchy/address.ts';
import { sheetOf, sheetsOf } from '../../shared/hierarchy/sheet.ts';
import { createClock } from '../../shared/scenario/clock.ts';
import { COMMONS, edits } from '../../shared/scenario/document.ts';
import { changeCell, clearCell, setCell } from '../../shared/scenario/intent.ts';
import { createCursor } from '../presence/awareness.ts';
import { changedCells, nobody, readPresence } from '../presence/people.ts';
import { openSheetLink } from '../sync/sheet-link.ts';
import { saveStateOf } from '../sync/save-state.ts';
import { createStore } from '../ui/store.ts';
import { createLiveEntries } from './live-entries.ts';
import { createRowCache } from './row-cache.ts';
import { createTurns } from './turns.ts';
import type { PlanEngine } from './engine.ts';
import type { Intent } from './edit-text.ts';
import type { Plan } from './plan.ts';
import type { RowCache } from './row-cache.ts';
import type { Edit } from '../../shared/planning/edit.ts';
import type { Author } from '../../shared/scenario/intent.ts';
import type { Whereabouts } from '../presence/awareness.ts';
import type { Presence } from '../presence/people.ts';
import type { SaveState } from '../sync/save-state.ts';
import type { SocketClass } from '../sync/provider.ts';
import type { SheetLink } from '../sync/sheet-link.ts';
import type { Store } from '../ui/store.ts';

/** Entries the server did not take; `code` is one of shared/api/sync.ts. */
export interface Refusal {
  readonly edits: readonly Edit[];
  readonly code: string;
}

export type PlanChange =
  /** Values or states of these rows, in any measure. */
  | { readonly kind: 'plan'; readonly rows: ReadonlySet<string> }
  /** Who is in these cells. */
  | { readonly kind: 'visitors'; readonly cells: readonly string[] };

/** An open scenario: its documents, the engine fed by them, who is there. One per tab, outside of React. */
export interface PlanSession extends RowCache {
  readonly plan: Plan;
  readonly engine: PlanEngine;
  readonly save: Store<SaveState>;
  /** Whether every sheet has been read once, so that the figures are those of everybody. */
  readonly ready: Store<boolean>;
  readonly presence: Store<Presence>;
  readonly refusals: Store<readonly Refusal[]>;
  readonly watch: (listener: (change: PlanChange) => void) => () => void;
  readonly edit: (cell: string, intent: Intent) => Promise<void>;
  readonly clear: (cell: string) => Promise<void>;
  readonly moveTo: (where: Whereabouts) => void;
  readonly retry: () => void;
  /** The network went away: find out at once, not by silence. */
  readonly reconnect: () => void;
  readonly close: () => void;
}

export interface PlanSessionOptions {
  readonly plan: Plan;
  readonly engine: PlanEngine;
  readonly user: string;
  /** `wss://host/sync` */
  readonly syncUrl: string;
  /** The browser's own where absent. */
  readonly socket?: SocketClass;
  readonly now: () => number;
  readonly newId: () => string;
  /** Runs before the next paint. */
  readonly onFrame: (run: () => void) => void;
  /** The documents' generations by sheet as they are now; empty when the server cannot be asked. */
  readonly epochs: () => Promise<ReadonlyMap<string, number>>;
  /** What this user may write may have changed. */
  readonly onRightsChanged: () => void;
}

export function openPlanSession(options: PlanSessionOptions): PlanSession {
  const { plan, engine } = options;
  const author: Author = {
    by: options.user,
    clock: createClock(() => options.now() + plan.clockOffset),
    newId: options.newId,
  };
  const save = createStore<SaveState>({ kind: 'opening' });
  const ready = createStore(false);
  const presence = createStore<Presence>(nobody);
  const refusals = createStore<readonly Refusal[]>([]);
  const listeners = new Set<(change: PlanChange) => void>();
  const links = new Map<string, SheetLink<Edit>>();
  /**
   * Every entry seen: documents may be empty for a moment when they are replaced. An id is unique within its sheet only;
   * by id alone a writer of one sheet could displace an entry of another.
   */
  const known = new Map<string, Edit>();
  const sheetOfEntry = ({ cell, op }: Edit): string => sheetOf(plan.hierarchy, mustParseCell(plan.hierarchy, cell), op);
  const keyOf = (entry: Edit): string => `${sheetOfEntry(entry)} ${entry.id}`;
  /** Rows others changed, to be painted with the next frame. */
  let unpainted = new Set<string>();
  let closed = false;

  const tell = (change: PlanChange): void => listeners.forEach((listener) => listener(change));
  const cache = createRowCache({
    engine,
    onRows: (rows, waited) => (waited ? atFrame(rows) : paint(rows)),
  });
  /** Each names what the ones before have written. */
  const inTurn = createTurns();
  const liveOn = createLiveEntries(engine);
  const cursor = createCursor((states, client) => {
    const before = presence.get();
    const after = readPresence(states, { client, user: options.user });
    const cells = changedCells(before, after);
    presence.set(after);
    if (cells.length > 0) tell({ kind: 'visitors', cells });
  });

  const url = `${options.syncUrl}/${plan.id}`;
  for (const sheet of [...sheetsOf(plan.hierarchy), COMMONS]) links.set(sheet, open(sheet));

  function open(sheet: string): SheetLink<Edit> {
    return openSheetLink<Edit>({
      url,
      sheet,
      epoch: plan.epochs.get(sheet),
      newEpoch: async () => (await options.epochs()).get(sheet),
      presence: sheet === COMMONS,
      ...(options.socket && { socket: options.socket }),
      write: (doc, items) => edits.append(doc, items),
      holds: (doc, item) => edits.read(doc).some(({ id }) => id === item.id),
      idOf: ({ id }) => id,
      onDocument: (doc, awareness) => {
        if (sheet === COMMONS) return cursor.attach(awareness);
        edits.observe(doc, (added) => take(added));
      },
      onState: linksChanged,
      onRefused: (items, code) => {
        refusals.set([...refusals.get(), { edits: items, code }]);
        forget(items);
      },
      onRightsChanged: options.onRightsChanged,
    });
  }

  /** Own entries come this way too: what is on the screen is what is in the documents. */
  function take(added: readonly Edit[]): void {
    for (const entry of added) {
      known.set(keyOf(entry), entry);
      author.clock.see(entry.at);
    }
    if (!ready.get()) return;
    void heard(engine.append(added));
    cache.changed(added.some(({ by }) => by === options.user));
  }

  function atFrame(rows: ReadonlySet<string>): void {
    if (unpainted.size === 0) options.onFrame(() => unpainted.size > 0 && paint(new Set()));
    for (const row of rows) unpainted.add(row);
  }

  function paint(rows: ReadonlySet<string>): void {
    const others = new Set([...rows, ...unpainted]);
    unpainted = new Set();
    if (!closed) tell({ kind: 'plan', rows: others });
  }

  function linksChanged(): void {
    if (closed) return;
    const all = [...links.values()];
    const reports = all.map((link) => ({ sheet: link.sheet, state: link.state(), pending: link.pending() }));
    const before = save.get();
    const after = saveStateOf(reports);
    if (JSON.stringify(before) !== JSON.stringify(after)) save.set(after);
    const sheets = reports.filter(({ sheet }) => sheet !== COMMONS);
    if (!ready.get() && sheets.every(({ state }) => state.kind === 'live')) start();
  }

  function start(): void {
    void heard(engine.append([...known.values()]));
    ready.set(true);
  }

  function forget(refused: readonly Edit[]): void {
    for (const entry of refused) known.delete(keyOf(entry));
    void heard(engine.restart([...known.values()]));
    cache.changed(true);
  }

  function post(entry: Edit): void {
    links.get(sheetOfEntry(entry))?.append([entry]);
  }

  return {
    plan,
    engine,
    save,
    ready,
    presence,
    refusals,
    row: cache.row,
    revision: cache.revision,
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    edit: (cell, { op, v }) =>
      inTurn(async () => {
        if (op === 'set') post(setCell(author, cell, v, await liveOn(cell)));
        else post(changeCell(author, cell, op, v));
      }),
    clear: (cell) =>
      inTurn(async () => {
        const live = await liveOn(cell);
        if (live.length > 0) post(clearCell(author, cell, live));
      }),
    moveTo: (where) => {
      if (where.cell !== undefined) void heard(liveOn(where.cell));
      cursor.move(where);
    },
    retry: () => links.forEach((link) => link.retry()),
    reconnect: () => links.forEach((link) => link.reconnect()),
    close: () => {
      closed = true;
      cursor.stop();
      for (const link of links.values()) link.close();
      engine.close();
      listeners.clear();
    },
  };
}

/** What goes wrong is told by the engine's `fault`. */
async function heard(answer: Promise<unknown>): Promise<void> {
  try {
    await answer;
  } catch {
    // See `fault`.
  }
}
