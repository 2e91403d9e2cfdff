import type { CommentEntry } from './comment.ts';
import type { Author } from './intent.ts';
import type { Message, Thread } from './threads.ts';

/** What the cell shows right now: null for « – », `undefined` while it is not known. */
export type Shown = number | null | undefined;

/** Begins a thread on a cell, about the value its author sees there. */
export function sayComment(author: Author, cell: string, text: string, value: Shown): CommentEntry {
  return { ...stamp(author, cell), op: 'say', text: text.trim(), ...about(value) };
}

export function replyTo(author: Author, thread: Thread, text: string, value: Shown): CommentEntry {
  return { ...stamp(author, thread.cell), op: 'reply', to: thread.id, text: text.trim(), ...about(value) };
}

/** A new text for a message of the author's own: one of somebody else stays as it is. */
export function editComment(author: Author, thread: Thread, message: Message, text: string): CommentEntry {
  return { ...stamp(author, thread.cell), op: 'edit', to: message.id, text: text.trim() };
}

/** Takes back a message of the author's own. */
export function deleteComment(author: Author, thread: Thread, message: Message): CommentEntry {
  return { ...stamp(author, thread.cell), op: 'delete', to: message.id };
}

/** Settled at this value: the thread counts as open again once the cell has moved away from it. */
export function resolveThread(author: Author, thread: Thread, value: Shown): CommentEntry {
  return { ...stamp(author, thread.cell), op: 'resolve', to: thread.id, ...about(value) };
}

export function reopenThread(author: Author, thread: Thread, value: Shown): CommentEntry {
  return { ...stamp(author, thread.cell), op: 'reopen', to: thread.id, ...about(value) };
}

function stamp({ by, clock, newId }: Author, cell: string) {
  return { id: newId(), cell, by, at: clock.next() };
}

function about(value: Shown): { value?: number | null } {
  return value === undefined ? {} : { value };
}
