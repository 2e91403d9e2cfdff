import { useCallback, useSyncExternalStore } from 'react';
import { createStore } from '../../ui/store.ts';
import type { Store } from '../../ui/store.ts';

/** Texts begun and not yet sent, by what they are for; they last as long as the scenario is open. */
export type Drafts = Store<ReadonlyMap<string, string>>;

export const createDrafts = (): Drafts => createStore<ReadonlyMap<string, string>>(new Map());

const NEW = 'new ';
export const newDraft = (cell: string): string => NEW + cell;
export const replyDraft = (thread: string): string => `reply ${thread}`;

/** The cells for which a comment was begun. */
export function begunCells(drafts: ReadonlyMap<string, string>): string[] {
  return [...drafts.keys()].filter((key) => key.startsWith(NEW)).map((key) => key.slice(NEW.length));
}

/** A draft, empty where none was begun, and how to change it; `undefined` drops it. */
export function useDraft(drafts: Drafts, key: string): [string | undefined, (text: string | undefined) => void] {
  const text = useSyncExternalStore(drafts.subscribe, () => drafts.get().get(key));
  const set = useCallback(
    (next: string | undefined) => {
      const all = new Map(drafts.get());
      if (next === undefined) all.delete(key);
      else all.set(key, next);
      drafts.set(all);
    },
    [drafts, key],
  );
  return [text, set];
}
