/** The layout of the shared documents; nothing else knows it. Sheets have the root `edits`, `commons` has `comments`. */
import type * as Y from 'yjs';
import { readComment } from './comment.ts';
import { isEdit } from './entry.ts';
import type { Edit } from '../planning/edit.ts';
import type { CommentEntry } from './comment.ts';

export const COMMONS = 'commons';

/** A log in a document: entries are appended and never changed, so reading is copying. */
export interface DocumentLog<T> {
  /** Every readable entry, in document order. */
  readonly read: (doc: Y.Doc) => T[];
  /** Appends in one transaction, whose origin observers and providers see. */
  readonly append: (doc: Y.Doc, entries: readonly T[], origin?: unknown) => void;
  /** Calls back with the entries each transaction brought, own ones too; returns how to stop. */
  readonly observe: (doc: Y.Doc, onAdded: (entries: T[], origin: unknown) => void) => () => void;
  readonly root: string;
}

export const edits: DocumentLog<Edit> = createLog('edits', (raw) => (isEdit(raw) ? raw : null));
export const comments: DocumentLog<CommentEntry> = createLog('comments', readComment);

/** The root that a document of this name may have, and no other. */
export const rootOf = (sheet: string): string => (sheet === COMMONS ? comments.root : edits.root);

function createLog<T extends object>(root: string, readEntry: (raw: unknown) => T | null): DocumentLog<T> {
  const array = (doc: Y.Doc): Y.Array<unknown> => doc.getArray<unknown>(root);
  const readable = (raw: readonly unknown[]): T[] =>
    raw.flatMap((item) => {
      const entry = readEntry(item);
      return entry ? [entry] : [];
    });

  return {
    root,
    read: (doc) => readable(array(doc).toArray()),
    append(doc, entries, origin = null) {
      if (entries.length > 0) doc.transact(() => array(doc).push(entries.map(plain)), origin);
    },
    observe(doc, onAdded) {
      const handler = (event: Y.YArrayEvent<unknown>, transaction: Y.Transaction): void => {
        const entries = readable(addedBy(event));
        if (entries.length > 0) onAdded(entries, transaction.origin);
      };
      array(doc).observe(handler);
      return () => array(doc).unobserve(handler);
    },
  };
}

function addedBy(event: Y.YArrayEvent<unknown>): unknown[] {
  return event.delta.flatMap(({ insert }) => (Array.isArray(insert) ? (insert as unknown[]) : []));
}

/** Yjs would keep a field whose value is undefined, and every reader after would have to know. */
function plain(entry: object): object {
  return Object.fromEntries(Object.entries(entry).filter(([, field]) => field !== undefined));
}
