import { compareCodes } from '../hierarchy/hierarchy.ts';
import type { CommentEntry } from './comment.ts';

/** One text of a thread as it reads now. */
export interface Message {
  readonly id: string;
  readonly by: string;
  readonly at: number;
  /** After the edits; empty once deleted. */
  readonly text: string;
  /** What the cell showed when it was written: null for « – », absent where that was not noted. */
  readonly value?: number | null;
  /** Stamp of the last edit. */
  readonly editedAt?: number;
  readonly deleted?: true;
}

/** Who resolved or reopened a thread, when, and what the cell showed then. */
export interface Turn {
  readonly by: string;
  readonly at: number;
  readonly value?: number | null;
}

/** A talk about one cell. */
export interface Thread {
  /** Id of the entry that began it. */
  readonly id: string;
  readonly cell: string;
  readonly first: Message;
  /** In the order (at, id). */
  readonly replies: readonly Message[];
  /** Present while somebody's word is that it is settled. */
  readonly resolved?: Turn;
  /** Present when somebody opened it again after that. */
  readonly reopened?: Turn;
  /** Stamp of the last thing that was done to it. */
  readonly lastAt: number;
  /** Nothing is left to read. */
  readonly deleted: boolean;
}

type Text = Extract<CommentEntry, { op: 'say' | 'reply' }>;

/** A thread while the log is gone through. */
interface Draft {
  readonly say: Text;
  readonly messages: Map<string, Message>;
  turn?: Turn & { readonly op: 'resolve' | 'reopen' };
  lastAt: number;
}

/**
 * The threads of a log, in the order in which they began. Entries count in the order (at, id), whatever the order of their
 * arrival. What names an entry that has not arrived is held until the log is read with it; what names a message of somebody
 * else in order to change it counts for nothing.
 */
export function threadsOf(entries: readonly CommentEntry[]): Thread[] {
  const ordered = inOrder(entries);
  const rootOf = roots(ordered);
  const drafts = new Map<string, Draft>();
  for (const entry of ordered) {
    if (entry.op !== 'say') continue;
    drafts.set(entry.id, { say: entry, messages: new Map([[entry.id, messageOf(entry)]]), lastAt: entry.at });
  }
  // All texts before all acts: by a clock that lags, an act may bear a smaller stamp than what it is about.
  for (const entry of ordered) {
    const draft = entry.op === 'reply' ? drafts.get(rootOf(entry.id) ?? '') : undefined;
    if (entry.op !== 'reply' || !draft) continue;
    draft.messages.set(entry.id, messageOf(entry));
    draft.lastAt = Math.max(draft.lastAt, entry.at);
  }
  for (const entry of ordered) {
    const draft = 'to' in entry ? drafts.get(rootOf(entry.to) ?? '') : undefined;
    if (draft) act(draft, entry);
  }
  return [...drafts.values()].map(finished);
}

function act(draft: Draft, entry: CommentEntry): void {
  if (entry.op === 'resolve' || entry.op === 'reopen') {
    draft.turn = { op: entry.op, by: entry.by, at: entry.at, ...valueOf(entry) };
    draft.lastAt = Math.max(draft.lastAt, entry.at);
  }
  if (entry.op !== 'edit' && entry.op !== 'delete') return;
  const message = draft.messages.get(entry.to);
  if (!message || message.by !== entry.by || message.deleted) return;
  const after: Message =
    entry.op === 'edit'
      ? { ...message, text: entry.text, editedAt: entry.at }
      : { ...message, text: '', deleted: true };
  draft.messages.set(entry.to, after);
}

function finished({ say, messages, turn, lastAt }: Draft): Thread {
  const [first = messageOf(say), ...replies] = messages.values();
  const thread = { id: say.id, cell: say.cell, first, replies, lastAt };
  const deleted = [first, ...replies].every((message) => message.deleted);
  if (!turn) return { ...thread, deleted };
  const { op, ...by } = turn;
  return { ...thread, deleted, ...(op === 'resolve' ? { resolved: by } : { reopened: by }) };
}

/** From the id of a text to that of the entry that began its thread; `undefined` while something between is missing. */
function roots(ordered: readonly CommentEntry[]): (id: string) => string | undefined {
  const texts = new Map(ordered.flatMap((entry) => (isText(entry) ? [[entry.id, entry] as const] : [])));
  const known = new Map<string, string | undefined>();
  return (id) => {
    const way: string[] = [];
    let at = texts.get(id);
    // Replies that name each other lead nowhere.
    while (at?.op === 'reply' && !known.has(at.id) && way.length <= texts.size) {
      way.push(at.id);
      at = texts.get(at.to);
    }
    const root = at && (at.op === 'say' ? at.id : known.get(at.id));
    for (const passed of way) known.set(passed, root);
    return root;
  };
}

function inOrder(entries: readonly CommentEntry[]): CommentEntry[] {
  const sorted = entries.toSorted((a, b) => a.at - b.at || compareCodes(a.id, b.id));
  return sorted.filter(({ id }, index) => index === 0 || sorted[index - 1]?.id !== id);
}

function messageOf(entry: Text): Message {
  return { id: entry.id, by: entry.by, at: entry.at, text: entry.text, ...valueOf(entry) };
}

function valueOf({ value }: { readonly value?: number | null | undefined }): { value?: number | null } {
  return value === undefined ? {} : { value };
}

function isText(entry: CommentEntry): entry is Text {
  return entry.op === 'say' || entry.op === 'reply';
}
