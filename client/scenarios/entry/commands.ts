import { changeCell, clearCell, setCell, undo as undoEntries } from '../../../shared/scenario/intent.ts';
import { createStore } from '../../ui/store.ts';
import { createTurns } from './turns.ts';
import { emptyStack, recorded, redone, undone, withoutDropped, withoutEntries } from './undo-stack.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import type { Edit } from '../../../shared/planning/edit.ts';
import type { Author, Locking } from '../../../shared/scenario/intent.ts';
import type { Intent } from './edit-text.ts';
import type { Store } from '../../ui/store.ts';
import type { UndoStack } from './undo-stack.ts';

/** What a gesture asks of one cell. */
export type CellChange =
  | { readonly cell: string; readonly kind: 'enter'; readonly intent: Intent }
  | { readonly cell: string; readonly kind: 'clear' }
  /** The cell keeps the value it has, and later edits elsewhere may not move it; or they may again. */
  | { readonly cell: string; readonly kind: 'hold' | 'release'; readonly value: number };

/** What an undo or a redo did, so that it can be told. */
export interface TakeBack {
  readonly kind: 'undo' | 'redo';
  readonly entries: readonly Edit[];
  /** Values that were set since in place of these entries, by others or in another tab: they stay. */
  readonly stays: readonly Edit[];
}

/** What this tab writes, and how it is taken back: by entries of the log, never by removing any. */
export interface Commands {
  /** Everything one gesture does: written together, taken back together. Returns what was written. */
  readonly apply: (changes: readonly CellChange[]) => Promise<readonly Edit[]>;
  /** The entries `apply` would write now; they are written nowhere. */
  readonly propose: (changes: readonly CellChange[]) => Promise<readonly Edit[]>;
  /** `undefined` where there is nothing to take back. */
  readonly undo: () => Promise<TakeBack | undefined>;
  readonly redo: () => Promise<TakeBack | undefined>;
  readonly stack: Store<UndoStack>;
  /** Resolves when every gesture made so far is written. */
  readonly idle: () => Promise<void>;
  /** Entries the server refused are in no document any more. */
  readonly forget: (entries: readonly Edit[]) => void;
  /** Entries a compaction dropped can be taken back no more. */
  readonly drop: (isDropped: (entry: Edit) => boolean) => void;
}

export interface CommandsOptions {
  readonly author: Author;
  readonly hierarchy: Hierarchy;
  /** The entries a new value on this cell must name in its `over`. */
  readonly live: (cell: string) => Promise<readonly Edit[]>;
  /** Appends entries to the documents of their sheets. */
  readonly post: (entries: readonly Edit[]) => void;
}

export function createCommands({ author, hierarchy, live: liveOn, post }: CommandsOptions): Commands {
  const stack = createStore<UndoStack>(emptyStack);
  // An entry has to name what the one before it wrote.
  const inTurn = createTurns();

  function entryOf(change: CellChange, live: readonly Edit[], group: string | undefined): Edit | undefined {
    const { cell } = change;
    const extras = group === undefined ? {} : { group };
    if (change.kind === 'enter' && change.intent.op !== 'set') {
      return changeCell(author, cell, change.intent.op, change.intent.v, extras);
    }
    if (change.kind === 'clear') return live.length > 0 ? clearCell(author, cell, live, extras) : undefined;
    const v = change.kind === 'enter' ? change.intent.v : change.value;
    return setCell(author, cell, v, live, LOCKING[change.kind], extras);
  }

  async function propose(changes: readonly CellChange[]): Promise<Edit[]> {
    const lives = await Promise.all(changes.map(({ cell }) => liveOn(cell)));
    const group = changes.length > 1 ? author.newId() : undefined;
    return changes.flatMap((change, index) => entryOf(change, lives[index] ?? [], group) ?? []);
  }

  async function apply(changes: readonly CellChange[]): Promise<readonly Edit[]> {
    const entries = await propose(changes);
    if (entries.length === 0) return entries;
    stack.set(recorded(stack.get(), entries));
    post(entries);
    return entries;
  }

  /** The values that stand in place of these entries: of others, or of another tab. */
  async function staying(entries: readonly Edit[]): Promise<Edit[]> {
    const lives = await Promise.all(entries.map(({ cell }) => liveOn(cell)));
    return entries.flatMap((entry, index) => {
      const live = lives[index] ?? [];
      if (live.some(({ id }) => id === entry.id)) return [];
      return live.findLast(({ op, at }) => op === 'set' && at > entry.at) ?? [];
    });
  }

  function takeBack(entries: readonly Edit[]): Edit[] {
    const group = entries.length > 1 ? author.newId() : undefined;
    const undos = undoEntries(author, hierarchy, entries, group).map(({ edit }) => edit);
    post(undos);
    return undos;
  }

  return {
    stack,
    propose,
    idle: () => inTurn(() => Promise.resolve()),
    apply: (changes) => inTurn(() => apply(changes)),
    undo: () =>
      inTurn(async () => {
        const action = stack.get().done.at(-1);
        if (!action) return undefined;
        const stays = await staying(action.entries);
        stack.set(undone(stack.get(), action, takeBack(action.entries)));
        return { kind: 'undo', entries: action.entries, stays };
      }),
    redo: () =>
      inTurn(async () => {
        const action = stack.get().undone.at(-1);
        if (!action) return undefined;
        takeBack(action.undos);
        stack.set(redone(stack.get(), action));
        return { kind: 'redo', entries: action.entries, stays: await staying(action.entries) };
      }),
    forget: (entries) => stack.set(withoutEntries(stack.get(), new Set(entries))),
    drop: (isDropped) => stack.set(withoutDropped(stack.get(), isDropped)),
  };
}

const LOCKING: Readonly<Record<'enter' | 'hold' | 'release', Locking>> = {
  enter: 'keep',
  hold: 'hold',
  release: 'release',
};
