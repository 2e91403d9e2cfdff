import { COMMONS, comments as log } from '../../../shared/scenario/document.ts';
import { threadsOf } from '../../../shared/scenario/threads.ts';
import { openSheetLink } from '../../sync/sheet-link.ts';
import { createStore } from '../../ui/store.ts';
import type { CommentEntry } from '../../../shared/scenario/comment.ts';
import type { Author } from '../../../shared/scenario/intent.ts';
import type { Thread } from '../../../shared/scenario/threads.ts';
import type { SheetLink, SheetLinkOptions } from '../../sync/sheet-link.ts';
import type { Store } from '../../ui/store.ts';
import type { Awareness } from 'y-protocols/awareness';

/** Entries the server did not take; `code` is one of shared/api/sync.ts. */
export interface CommentRefusal {
  readonly entries: readonly CommentEntry[];
  readonly code: string;
}

/** What is said about the cells of an open scenario. */
export interface Comments {
  /** In the order in which they began. */
  readonly threads: Store<readonly Thread[]>;
  /** Those of one cell by its address. */
  readonly of: (cell: string) => readonly Thread[];
  readonly refusals: Store<readonly CommentRefusal[]>;
  /** Shown at once, saved when the server says so. */
  readonly post: (make: (author: Author) => CommentEntry) => void;
  /** Entries that are not durable yet. */
  readonly unsaved: () => readonly CommentEntry[];
  /** Goes on with entries of another session of this scenario; those that are there already are left out. */
  readonly resume: (entries: readonly CommentEntry[]) => void;
  /** Calls back with what others write from now on, not with what was there when the scenario was opened. */
  readonly onArrival: (listener: (entries: readonly CommentEntry[]) => void) => () => void;
}

export type CommentsOptions = Omit<
  SheetLinkOptions<CommentEntry>,
  'sheet' | 'presence' | 'write' | 'holds' | 'idOf' | 'onDocument' | 'onRefused'
> & {
  readonly author: Author;
  /** `commons` carries presence too. */
  readonly onAwareness: (awareness: Awareness) => void;
};

export interface OpenComments {
  readonly comments: Comments;
  readonly link: SheetLink<CommentEntry>;
}

export function openComments({ author, onAwareness, ...options }: CommentsOptions): OpenComments {
  const threads = createStore<readonly Thread[]>([]);
  const refusals = createStore<readonly CommentRefusal[]>([]);
  const listeners = new Set<(entries: readonly CommentEntry[]) => void>();
  /** Every entry seen and every own one: the document may be empty for a moment when it is replaced. */
  const known = new Map<string, CommentEntry>();
  let byCell: Map<string, readonly Thread[]> = new Map();

  const link = openSheetLink<CommentEntry>({
    ...options,
    sheet: COMMONS,
    presence: true,
    write: (doc, items) => log.append(doc, items),
    holds: (doc, item) => log.read(doc).some(({ id }) => id === item.id),
    idOf: ({ id }) => id,
    onDocument: (doc, awareness) => {
      onAwareness(awareness);
      log.observe(doc, take);
    },
    onRefused: (entries, code) => {
      for (const { id } of entries) known.delete(id);
      derive();
      refusals.set([...refusals.get(), { entries, code }]);
    },
  });

  function take(added: readonly CommentEntry[]): void {
    const fresh = added.filter(({ id }) => !known.has(id));
    if (fresh.length === 0) return;
    for (const entry of fresh) {
      known.set(entry.id, entry);
      author.clock.see(entry.at);
    }
    derive();
    const others = fresh.filter(({ by }) => by !== author.by);
    if (others.length > 0 && link.state().kind !== 'opening') listeners.forEach((listener) => listener(others));
  }

  function derive(): void {
    const now = threadsOf([...known.values()]);
    byCell = new Map();
    for (const thread of now) byCell.set(thread.cell, [...(byCell.get(thread.cell) ?? []), thread]);
    threads.set(now);
  }

  function append(entries: readonly CommentEntry[]): void {
    for (const entry of entries) known.set(entry.id, entry);
    derive();
    link.append(entries);
  }

  const comments: Comments = {
    threads,
    of: (cell) => byCell.get(cell) ?? [],
    refusals,
    post: (make) => append([make(author)]),
    unsaved: link.unsaved,
    resume: (entries) => append(entries.filter(({ id }) => !known.has(id))),
    onArrival: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return { comments, link };
}
