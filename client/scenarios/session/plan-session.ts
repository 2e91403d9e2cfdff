import { mustParseCell } from '../../../shared/hierarchy/address.ts';
import { sheetOf, sheetsOf } from '../../../shared/hierarchy/sheet.ts';
import { createClock } from '../../../shared/scenario/clock.ts';
import { COMMONS, edits } from '../../../shared/scenario/document.ts';
import { createCursor } from '../../presence/awareness.ts';
import { changedCells, keepAway, nobody, readPresence } from '../../presence/people.ts';
import { openSheetLink } from '../../sync/sheet-link.ts';
import { saveStateOf } from '../../sync/save-state.ts';
import { createStore } from '../../ui/store.ts';
import { createCommands } from '../entry/commands.ts';
import { openComments } from '../comments/open-comments.ts';
import { createForesight } from '../engine/foresight.ts';
import { createLiveEntries } from '../engine/live-entries.ts';
import { createPainting } from '../engine/painting.ts';
import { createCrowding } from './crowding.ts';
import { draftedCell } from '../people/drafted-cell.ts';
import { createRowCache } from '../engine/row-cache.ts';
import type { Commands } from '../entry/commands.ts';
import type { Comments } from '../comments/open-comments.ts';
import type { PlanEngine } from '../engine/engine.ts';
import type { Intent } from '../entry/edit-text.ts';
import type { Crowded } from './crowding.ts';
import type { Plan } from './plan.ts';
import type { RowCache } from '../engine/row-cache.ts';
import type { Edit } from '../../../shared/planning/edit.ts';
import type { Author } from '../../../shared/scenario/intent.ts';
import type { Whereabouts } from '../../presence/awareness.ts';
import type { Presence } from '../../presence/people.ts';
import type { SaveState } from '../../sync/save-state.ts';
import type { SocketClass } from '../../sync/provider.ts';
import type { SheetLink } from '../../sync/sheet-link.ts';
import type { Store } from '../../ui/store.ts';

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
  /** The engine's version: another one with every change, of cells out of view and of fates alone too. */
  readonly changes: Store<number>;
  readonly save: Store<SaveState>;
  /** Whether every sheet has been read once, so that the figures are those of everybody. */
  readonly ready: Store<boolean>;
  readonly presence: Store<Presence>;
  readonly refusals: Store<readonly Refusal[]>;
  /** Sheets that will soon take no more entries. */
  readonly crowded: Store<readonly Crowded[]>;
  readonly comments: Comments;
  readonly watch: (listener: (change: PlanChange) => void) => () => void;
  readonly commands: Commands;
  /** One value in one cell: `commands.apply` for the simplest gesture. */
  readonly edit: (cell: string, intent: Intent) => Promise<void>;
  /** Somebody is typing what would be this entry: made, it is drawn at once. */
  readonly foresee: (entry: Edit) => Promise<void>;
  /** Entries that are not durable yet. */
  readonly unsaved: () => readonly Edit[];
  /** Goes on with entries of another session of this scenario; those that are there already are left out. */
  readonly resume: (entries: readonly Edit[]) => void;
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

/** The gate takes 2,000 entries in one update. */
const MAX_APPEND = 1_000;

export function openPlanSession(options: PlanSessionOptions): PlanSession {
  const { plan, engine } = options;
  const author: Author = {
    by: options.user,
    clock: createClock(() => options.now() + plan.clockOffset),
    newId: options.newId,
  };
  const save = createStore<SaveState>({ kind: 'opening' });
  const changes = createStore(engine.version());
  const ready = createStore(false);
  const presence = createStore<Presence>(nobody);
  const refusals = createStore<readonly Refusal[]>([]);
  const crowding = createCrowding(options.user);
  const listeners = new Set<(change: PlanChange) => void>();
  const links = new Map<string, SheetLink<Edit>>();
  /**
   * Every entry seen: documents may be empty for a moment when they are replaced. An id is unique within its sheet only;
   * by id alone a writer of one sheet could displace an entry of another.
   */
  const known = new Map<string, Edit>();
  const sheetOfEntry = ({ cell, op }: Edit): string => sheetOf(plan.hierarchy, mustParseCell(plan.hierarchy, cell), op);
  const keyOf = (sheet: string, entry: Edit): string => `${sheet} ${entry.id}`;
  let closed = false;
  /** Whether who is seen in `commons` is everybody who is there. */
  let allSeen = false;
  /** Whether this user is typing: the engine gets ready for one entry at a time, and his comes first. */
  let typing = false;

  const tell = (change: PlanChange): void => listeners.forEach((listener) => listener(change));
  const painting = createPainting(options.onFrame, (rows) => {
    if (!closed) tell({ kind: 'plan', rows });
  });
  const cache = createRowCache({
    engine,
    onRows: (rows, waited) => (waited ? painting.soon(rows) : painting.now(rows)),
  });
  const liveOn = createLiveEntries(engine);
  const foresight = createForesight(engine, cache.inView);
  const cursor = createCursor((states, client) => {
    const before = presence.get();
    const seen = readPresence(states, { client, user: options.user }, before.slots);
    const after = allSeen ? seen : keepAway(seen, before);
    const cells = changedCells(before, after);
    presence.set(after);
    const drafted = draftedCell(after);
    if (drafted !== undefined && !typing) void heard(foresight.expect(drafted));
    if (cells.length > 0) tell({ kind: 'visitors', cells });
  });

  const commands = createCommands({ author, hierarchy: plan.hierarchy, live: liveOn, post });
  const url = `${options.syncUrl}/${plan.id}`;
  for (const sheet of sheetsOf(plan.hierarchy)) links.set(sheet, open(sheet));
  const { comments, link: commons } = openComments({ ...place(COMMONS), author, onAwareness: cursor.attach });
  const allLinks = () => [...links.values(), commons];

  function place(sheet: string) {
    return {
      url,
      sheet,
      epoch: plan.epochs.get(sheet),
      newEpoch: async () => (await options.epochs()).get(sheet),
      ...(options.socket && { socket: options.socket }),
      onState: linksChanged,
      onRightsChanged: options.onRightsChanged,
    };
  }

  function open(sheet: string): SheetLink<Edit> {
    return openSheetLink<Edit>({
      ...place(sheet),
      write: (doc, items) => edits.append(doc, items),
      holds: (doc, item) => edits.read(doc).some(({ id }) => id === item.id),
      idOf: ({ id }) => id,
      onDocument: (doc) => void edits.observe(doc, (added) => take(sheet, added)),
      onRenewed: (doc) => renewed(sheet, edits.read(doc)),
      onRefused: (items, code) => {
        refusals.set([...refusals.get(), { edits: items, code }]);
        forget(sheet, items);
      },
    });
  }

  /**
   * Own entries come this way too: what is on the screen is what is in the documents. Others may already work on a newer
   * model: the engine keeps aside what names a cell it does not know.
   */
  function take(sheet: string, entries: readonly Edit[]): void {
    const added = entries.filter((entry) => !known.has(keyOf(sheet, entry)));
    if (added.length === 0) return;
    for (const entry of added) {
      known.set(keyOf(sheet, entry), entry);
      author.clock.see(entry.at);
    }
    crowding.add(sheet, added);
    if (!ready.get()) return;
    const ahead = foresight.of(added);
    void heard(engine.append(added));
    if (ahead.length === 0) cache.changed(added.some(({ by }) => by === options.user));
    else {
      cache.show(ahead);
      // What is shown already is read again behind the frame that shows it.
      options.onFrame(() => {
        if (!closed) cache.changed(true);
      });
    }
    changes.set(engine.version());
  }

  function linksChanged(): void {
    if (closed) return;
    const reports = allLinks().map((link) => ({ sheet: link.sheet, state: link.state(), pending: link.pending() }));
    const before = save.get();
    const after = saveStateOf(reports);
    if (JSON.stringify(before) !== JSON.stringify(after)) save.set(after);
    lookAround();
    const sheets = reports.filter(({ sheet }) => sheet !== COMMONS);
    // While not connected nobody tells of a newer model, nor of other rights.
    if (!isConnected(before) && isConnected(after)) options.onRightsChanged();
    if (!ready.get() && sheets.every(({ state }) => state.kind === 'live')) start();
  }

  /** The server tells who is there before the document is complete. */
  function lookAround(): void {
    const all = commons.state().kind === 'live';
    if (all === allSeen) return;
    allSeen = all;
    cursor.look();
  }

  function start(): void {
    void heard(engine.append([...known.values()]));
    changes.set(engine.version());
    ready.set(true);
  }

  function forget(sheet: string, refused: readonly Edit[]): void {
    for (const entry of refused) known.delete(keyOf(sheet, entry));
    crowding.remove(sheet, refused);
    commands.forget(refused);
    restart();
  }

  function renewed(sheet: string, there: readonly Edit[]): void {
    dropMissing(sheet, there);
    takeBack(sheet, there);
  }

  /** The connection ended at the first frame that was refused: what had come before it may have been saved after all. */
  function takeBack(sheet: string, there: readonly Edit[]): void {
    const saved = new Set(there.map((entry) => keyOf(sheet, entry)));
    const left = refusals.get().flatMap(({ code, edits: refused }) => {
      const still = refused.filter((entry) => !saved.has(keyOf(sheetOfEntry(entry), entry)));
      return still.length > 0 ? [{ code, edits: still }] : [];
    });
    if (refusals.get().length > 0) refusals.set(left);
  }

  /** A compaction dropped what nobody can bring back: whoever still knew it would show an undo that has no effect. */
  function dropMissing(sheet: string, left: readonly Edit[]): void {
    const there = new Set(left.map((entry) => keyOf(sheet, entry)));
    const dropped = new Set([...known].flatMap(([key, entry]) => (isDropped(key, entry) ? key : [])));
    if (dropped.size === 0) return;
    crowding.remove(
      sheet,
      [...dropped].map((key) => known.get(key)!),
    );
    for (const key of dropped) known.delete(key);
    commands.drop((entry) => dropped.has(keyOf(sheetOfEntry(entry), entry)));
    if (ready.get()) restart();

    function isDropped(key: string, entry: Edit): boolean {
      return key === keyOf(sheet, entry) && !there.has(key);
    }
  }

  function restart(): void {
    void heard(engine.restart([...known.values()]));
    cache.changed(true);
    changes.set(engine.version());
  }

  function post(entries: readonly Edit[]): void {
    for (const sheet of new Set(entries.map(sheetOfEntry))) {
      const items = entries.filter((entry) => sheetOfEntry(entry) === sheet);
      for (let first = 0; first < items.length; first += MAX_APPEND) {
        links.get(sheet)?.append(items.slice(first, first + MAX_APPEND));
      }
    }
  }

  function resume(entries: readonly Edit[]): void {
    post(entries.filter((entry) => !known.has(keyOf(sheetOfEntry(entry), entry))));
  }

  return {
    plan,
    engine,
    changes,
    save,
    ready,
    presence,
    refusals,
    crowded: crowding.crowded,
    comments,
    row: cache.row,
    revision: cache.revision,
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    commands,
    edit: async (cell, intent) => void (await commands.apply([{ cell, kind: 'enter', intent }])),
    foresee: (entry) => heard(foresight.foresee(entry)),
    unsaved: () => [...links.values()].flatMap((link) => link.unsaved()),
    resume,
    moveTo: (where) => {
      typing = where.typing !== undefined;
      if (where.cell !== undefined) void heard(liveOn(where.cell));
      cursor.move(where);
    },
    retry: () => allLinks().forEach((link) => link.retry()),
    reconnect: () => allLinks().forEach((link) => link.reconnect()),
    close: () => {
      closed = true;
      cursor.stop();
      for (const link of allLinks()) link.close();
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

const isConnected = ({ kind }: SaveState): boolean => kind === 'saved' || kind === 'saving';
