import { expect, test } from 'vitest';
import { createRandom } from '../../../shared/planning/testing/random.ts';
import { createClock } from '../../../shared/scenario/clock.ts';
import {
  deleteComment,
  reopenThread,
  replyTo,
  resolveThread,
  sayComment,
} from '../../../shared/scenario/comment-intent.ts';
import { threadsOf } from '../../../shared/scenario/threads.ts';
import { aboutValue, isOpen, markOf, passes, threadState, threadViews } from './thread-views.ts';
import type { CommentEntry } from '../../../shared/scenario/comment.ts';
import type { Author } from '../../../shared/scenario/intent.ts';
import type { Thread } from '../../../shared/scenario/threads.ts';
import type { ThreadFilter } from './thread-views.ts';

const CELL = 'ca_ttc|R:BRE|*|2027-03';
let now = Date.UTC(2026, 10, 25);
const clock = createClock(() => (now += 1));
const author = (by: string, seed: number): Author => ({ by, clock, newId: createRandom(seed).uuid });
const lea = author('lea', 1);
const max = author('max', 2);
const people = [
  { id: 'lea', name: 'Léa Durand' },
  { id: 'max', name: 'Max Klein' },
];

const one = (...entries: CommentEntry[]): Thread => threadsOf(entries)[0]!;

test('a resolved thread counts as open once its value has moved', () => {
  const say = sayComment(lea, CELL, 'Trop haut', 100);
  const resolved = one(say, resolveThread(max, one(say), 100));
  expect(threadState(one(say), 100)).toEqual({ kind: 'open' });
  expect(threadState(resolved, 100)).toMatchObject({ kind: 'resolved', turn: { by: 'max' } });
  expect(threadState(resolved, 102)).toMatchObject({ kind: 'drifted', move: { from: 100, to: 102 } });
  expect([100, 102].map((value) => isOpen(threadState(resolved, value)))).toEqual([false, true]);
});

test('the mark of a cell is that of its open threads, and none where all is deleted', () => {
  const say = sayComment(lea, CELL, 'Un', 100);
  const other = sayComment(lea, CELL, 'Deux', 100);
  const done = resolveThread(max, one(say), 100);
  expect(markOf(threadsOf([say, done, other]), 100)).toBe('open');
  expect(markOf(threadsOf([say, done]), 100)).toBe('resolved');
  expect(markOf(threadsOf([say, done]), 200)).toBe('open');
  expect(markOf(threadsOf([say, deleteComment(lea, one(say), one(say).first)]), 100)).toBeUndefined();
  expect(markOf([], 100)).toBeUndefined();
});

test('a thread is about the value at which it was begun, or opened again', () => {
  const say = sayComment(lea, CELL, 'Un', 100);
  expect(aboutValue(one(say))).toBe(100);
  expect(aboutValue(one(say, reopenThread(max, one(say), null)))).toBeNull();
  expect(aboutValue(one(say, reopenThread(max, one(say), undefined)))).toBe(100);
});

test('what was touched last comes first; mentions are those by others; what is deleted is left out', () => {
  const old = sayComment(lea, CELL, 'Vu @Léa Durand', 1);
  const young = sayComment(max, CELL, 'Vu @Léa Durand', 1);
  const gone = sayComment(lea, CELL, 'Rien', 1);
  const done = resolveThread(max, one(young), 1);
  const reply = replyTo(max, one(old), '@lea durand ?', 1);
  const log = [old, young, gone, done, reply, deleteComment(lea, one(gone), one(gone).first)];
  const views = threadViews(threadsOf(log), { id: 'lea', people, valueOf: () => 1 });
  expect(views.map(({ thread, mentions }) => [thread.id, mentions])).toEqual([
    [old.id, [reply.id]],
    [young.id, [young.id]],
  ]);
  const shown = (filter: ThreadFilter): string[] =>
    views.filter((view) => passes(view, filter)).map(({ thread }) => thread.id);
  expect(shown('open')).toEqual([old.id]);
  expect(shown('resolved')).toEqual([young.id]);
  expect(shown('mentions')).toEqual([old.id, young.id]);
});
