import { reopened } from '../../../shared/scenario/reopening.ts';
import { mentionsOf } from './mentions.ts';
import type { Named } from './mentions.ts';
import type { Shown } from '../../../shared/scenario/comment-intent.ts';
import type { Reopening } from '../../../shared/scenario/reopening.ts';
import type { Message, Thread, Turn } from '../../../shared/scenario/threads.ts';

/** Where a thread stands. `drifted`: resolved, but its value has moved away since. */
export type ThreadState =
  | { readonly kind: 'open' }
  | { readonly kind: 'resolved'; readonly turn: Turn }
  | { readonly kind: 'drifted'; readonly turn: Turn; readonly move: Reopening };

/** A thread beside the plan as it is now, for one user. */
export interface ThreadView {
  readonly thread: Thread;
  readonly state: ThreadState;
  readonly current: Shown;
  /** Ids of the messages of others that mention this user. */
  readonly mentions: readonly string[];
}

export function threadState(thread: Thread, current: Shown): ThreadState {
  const turn = thread.resolved;
  if (!turn) return { kind: 'open' };
  const move = reopened(thread, current);
  return move ? { kind: 'drifted', turn, move } : { kind: 'resolved', turn };
}

export const isOpen = ({ kind }: ThreadState): boolean => kind !== 'resolved';

/** What the cell shows of its threads. */
export function markOf(threads: readonly Thread[], current: Shown): 'open' | 'resolved' | undefined {
  const readable = threads.filter(({ deleted }) => !deleted);
  if (readable.length === 0) return undefined;
  return readable.some((thread) => isOpen(threadState(thread, current))) ? 'open' : 'resolved';
}

/** The value an open thread is about: the one at which somebody took it up last. */
export function aboutValue({ first, reopened: turn }: Thread): Shown {
  return turn?.value === undefined ? first.value : turn.value;
}

export interface Reader {
  readonly id: string;
  /** Everybody who can be mentioned, this user too. */
  readonly people: readonly Named[];
  readonly valueOf: (cell: string) => Shown;
}

/** What there is to read, what was touched last first. */
export function threadViews(threads: readonly Thread[], { id, people, valueOf }: Reader): ThreadView[] {
  return threads
    .filter(({ deleted }) => !deleted)
    .toSorted((a, b) => b.lastAt - a.lastAt)
    .map((thread) => {
      const current = valueOf(thread.cell);
      const mentions = [thread.first, ...thread.replies]
        .filter(({ by, text }) => by !== id && mentionsOf(text, people).includes(id))
        .map((message) => message.id);
      return { thread, state: threadState(thread, current), current, mentions };
    });
}

export type ThreadFilter = 'open' | 'resolved' | 'mentions';

export function passes({ state, mentions }: ThreadView, filter: ThreadFilter): boolean {
  if (filter === 'mentions') return mentions.length > 0;
  return isOpen(state) === (filter === 'open');
}

/** The newest message of the open threads of a cell. */
export function newestMessage(threads: readonly Thread[], current: Shown): Message | undefined {
  return threads
    .filter((thread) => isOpen(threadState(thread, current)))
    .flatMap(({ first, replies }) => [first, ...replies])
    .filter((message) => !message.deleted)
    .toSorted((a, b) => a.at - b.at)
    .at(-1);
}
