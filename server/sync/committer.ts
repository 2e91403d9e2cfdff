import { judgeSlices, STEP2_LIMITS, UPDATE_LIMITS } from './gate.ts';
import { BrokenJournal, draftOf } from './replica.ts';
import type { Log } from '../log.ts';
import type { Clock } from './clock.ts';
import type { EntryJudge } from './entry-judge.ts';
import type { Quota } from '../../shared/scenario/quota.ts';
import type { GateView, News, Refused, Verdict } from './gate.ts';
import type { Appended, Journal, JournalRow } from './journal.ts';
import type { Draft, Replica } from './replica.ts';
import type { SyncMetrics } from './sync-metrics.ts';

/** `A`: whoever sends updates. Calls out only between commits, never from within `push`. */
export interface CommitterOptions<A> {
  readonly document: number;
  readonly epoch: number;
  readonly root: string;
  readonly replica: Replica;
  readonly journal: Journal;
  readonly judgeEntry: EntryJudge;
  readonly quota: Quota;
  readonly clock: Clock;
  readonly metrics: SyncMetrics;
  readonly log: Log;
  readonly userOf: (author: A) => string;
  readonly mayWrite: (author: A) => boolean;
  /** Its updates count no more. */
  readonly isGone: (author: A) => boolean;
  readonly onRefused: (author: A, refusal: Refused) => void;
  /** The author writes under this client id from now on. */
  readonly onAccepted: (author: A, client: number) => void;
  /** A row entered the replica; `author` where it came through here. */
  readonly onRow: (bytes: Uint8Array, author: A | undefined) => void;
  /** What is durable grew; or `only` asked, and had nothing new. */
  readonly onDurable: (only?: A) => void;
  readonly whyClosed: () => Promise<'state' | 'epoch'>;
  readonly onClosed: (why: 'state' | 'epoch') => void;
  /** The journal cannot be written or read, or is broken. */
  readonly onFailed: () => void;
}

export interface Committer<A> {
  /** False: more is waiting, of this user or of all, than is good for anybody. */
  push(author: A, frame: { readonly kind: 'step2' | 'update'; readonly update: Uint8Array }): boolean;
  /** Rows of others may be there. */
  ring(): void;
  /** Takes nothing more; resolves when what had come in is settled, or cannot be. */
  drain(): Promise<void>;
}

interface Pending<A> {
  readonly author: A;
  readonly update: Uint8Array;
  readonly limits: typeof UPDATE_LIMITS;
}

/** What one user sent and is not settled, oldest first. */
interface Waiting<A> {
  readonly frames: Pending<A>[];
  bytes: number;
}

interface Judged<A> {
  readonly draft: Draft;
  /** Of each record of the draft. */
  readonly sources: readonly { readonly author: A; readonly news: News }[];
  readonly known: readonly A[];
  readonly refusals: readonly { readonly pending: Pending<A>; readonly refusal: Refused }[];
}

const MAX_BATCH = 500;
/** One commit: what comes after it waits for that long. */
const MAX_BATCH_BYTES = 256 * 1024;
const MAX_WAITING_BYTES = 64 * 1024 * 1024;
/** The greatest step 2 and as much typed after it. Who sends more must not take up the room that others need. */
const MAX_WAITING_BYTES_OF_ONE = 32 * 1024 * 1024;
/** Entries judged without a turn of the event loop: some ten milliseconds. */
const SLICE = 250;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;
/** Longer than a restart of the database; people keep what they typed and connect again. */
const GIVE_UP_MS = 15_000;

/**
 * One batch at a time: judges what has come in against what is durable, appends what is new, and only after the commit lets
 * it into the replica and out to others. Where another server was faster, or the outcome is unknown, it reads the journal and
 * judges the same frames again: what was kept after all is then known, and nothing is kept twice.
 */
export function createCommitter<A>(options: CommitterOptions<A>): Committer<A> {
  const { replica, journal, clock } = options;
  /** By user, whose turn it is first. */
  const inbox = new Map<string, Waiting<A>>();
  let inboxBytes = 0;
  let rung = false;
  let state: 'open' | 'draining' | 'stopped' = 'open';
  let running: Promise<void> | undefined;

  function wake(): void {
    running ??= work().finally(() => {
      running = undefined;
    });
  }

  async function work(): Promise<void> {
    // What the event loop has already received is judged together.
    await nextTurn();
    try {
      while (state !== 'stopped' && (rung || inbox.size > 0)) {
        if (rung) {
          rung = false;
          await lookOnce();
        }
        const batch = takeBatch();
        if (batch.length > 0) await settle(batch);
        // A batch that was all known waited for nothing: the event loop goes on between two full ones.
        if (batch.reduce((bytes, { update }) => bytes + update.length, 0) >= MAX_BATCH_BYTES) await nextTurn();
      }
    } catch (error) {
      state = 'stopped';
      options.log.error({ err: error, document: options.document }, 'a document was given up');
      options.onFailed();
    }
  }

  /** One of each user in turn: who sends a lot waits for himself. */
  function takeBatch(): readonly Pending<A>[] {
    const batch: Pending<A>[] = [];
    for (let bytes = 0; batch.length < MAX_BATCH && bytes < MAX_BATCH_BYTES; bytes += batch.at(-1)!.update.length) {
      const pending = takeNext();
      if (!pending) break;
      batch.push(pending);
    }
    return batch;
  }

  function takeNext(): Pending<A> | undefined {
    const [first] = inbox;
    if (!first) return undefined;
    const [user, waiting] = first;
    const pending = waiting.frames.shift()!;
    waiting.bytes -= pending.update.length;
    inboxBytes -= pending.update.length;
    inbox.delete(user);
    if (waiting.frames.length > 0) inbox.set(user, waiting);
    return pending;
  }

  async function settle(batch: readonly Pending<A>[]): Promise<void> {
    const since = clock.now();
    let fresh = false;
    for (;;) {
      const judged = await judge(batch);
      // What looks wrong may be right for a server that has not read what another one wrote.
      if (judged.refusals.length === 0 || fresh) {
        for (const { pending, refusal } of judged.refusals) options.onRefused(pending.author, refusal);
        if (judged.draft.records.length === 0) return tell(judged);
        const appended = await append(judged.draft);
        if (appended === 'committed') return keep(judged, since);
        if (appended === 'closed') return giveWay();
        options.metrics.retried();
        if (appended === 'unknown') await rest(FIRST_PAUSE_MS);
      }
      await readPatiently(since);
      fresh = true;
    }
  }

  async function append({ records }: Draft): Promise<Appended | 'unknown'> {
    const { document, epoch } = options;
    try {
      return await journal.append({ document, epoch, after: replica.head(), records });
    } catch (error) {
      options.log.warn({ err: error, document }, 'an append failed, its outcome is unknown');
      return 'unknown';
    }
  }

  /** Reads the journal to its head, however long that takes within reason. */
  async function readPatiently(since: number): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return await readOn();
      } catch (error) {
        if (error instanceof BrokenJournal || state !== 'open' || clock.now() - since > GIVE_UP_MS) throw error;
        options.log.warn({ err: error, document: options.document }, 'the journal cannot be read');
      }
      await rest(pause);
    }
  }

  /** For news of others: whoever told of them tells again. */
  async function lookOnce(): Promise<void> {
    try {
      await readOn();
    } catch (error) {
      if (error instanceof BrokenJournal) throw error;
      options.log.warn({ err: error, document: options.document }, 'the journal cannot be read');
    }
  }

  const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const rest = (ms: number): Promise<void> => new Promise((resolve) => void clock.after(ms, resolve));

  /** Nothing else changes the replica meanwhile: there is one batch at a time. */
  async function judge(batch: readonly Pending<A>[]): Promise<Judged<A>> {
    const draft = draftOf(replica);
    const sources: { author: A; news: News }[] = [];
    const known: A[] = [];
    const refusals: { pending: Pending<A>; refusal: Refused }[] = [];
    let unbroken = 0;
    for (const pending of batch) {
      const { author } = pending;
      if (options.isGone(author) || refusals.some((other) => other.pending.author === author)) continue;
      const verdict = await judgeOne(pending, draft);
      if (verdict.kind === 'refused') refusals.push({ pending, refusal: verdict });
      else if (verdict.kind === 'nothing') known.push(author);
      else {
        draft.add({ bytes: verdict.bytes, client: verdict.client, user: options.userOf(author) }, verdict);
        sources.push({ author, news: verdict });
      }
    }
    return { draft, sources, known, refusals };

    async function judgeOne({ author, update, limits }: Pending<A>, before: Draft): Promise<Verdict> {
      const judging = judgeSlices(update, viewOf(author, before), limits);
      for (let judged = 0; ;) {
        const step = judging.next();
        if (!step.done) judged += step.value;
        else if (step.value.kind === 'news') unbroken += step.value.ids.length - judged;
        if (!step.done || unbroken >= SLICE) {
          unbroken = 0;
          await nextTurn();
        }
        if (step.done) return step.value;
      }
    }
  }

  function viewOf(author: A, draft: Draft): GateView {
    const user = options.userOf(author);
    const { quota } = options;
    return {
      root: options.root,
      user,
      mayWrite: options.mayWrite(author),
      clock: draft.clock,
      owner: draft.owner,
      holds: draft.holds,
      room: () => ({ document: quota.document - draft.weight(), person: quota.person - draft.weight(user) }),
      judgeEntry: (value) => options.judgeEntry(value, user),
    };
  }

  function keep({ draft, sources }: Judged<A>, since: number): void {
    for (const [index, record] of draft.records.entries()) {
      const { author, news } = sources[index]!;
      replica.apply({ ...record, seq: replica.head() + 1 }, news);
      options.onAccepted(author, record.client);
      options.onRow(record.bytes, author);
    }
    options.metrics.committed(draft.records.length, (clock.now() - since) / 1000);
    options.onDurable();
  }

  function tell({ known }: Judged<A>): void {
    for (const author of new Set(known)) options.onDurable(author);
  }

  async function giveWay(): Promise<void> {
    const why = await options.whyClosed();
    state = 'stopped';
    options.onClosed(why);
  }

  /** Takes in what other servers wrote, and what an append of ours wrote whose answer was lost. */
  async function readOn(): Promise<void> {
    const { document, epoch } = options;
    const rows = await journal.readAfter({ document, epoch, seq: replica.head() });
    if (rows.length === 0) return;
    for (const row of rows) take(row);
    options.onDurable();
  }

  function take(row: JournalRow): void {
    replica.apply(row);
    options.onRow(row.bytes, undefined);
  }

  return {
    push(author, { kind, update }) {
      if (state !== 'open') return true;
      const user = options.userOf(author);
      const waiting = inbox.get(user) ?? { frames: [], bytes: 0 };
      if (inboxBytes + update.length > MAX_WAITING_BYTES) return false;
      if (waiting.bytes + update.length > MAX_WAITING_BYTES_OF_ONE) return false;
      inboxBytes += update.length;
      waiting.bytes += update.length;
      waiting.frames.push({ author, update, limits: kind === 'step2' ? STEP2_LIMITS : UPDATE_LIMITS });
      inbox.set(user, waiting);
      wake();
      return true;
    },
    ring() {
      if (state !== 'open') return;
      rung = true;
      wake();
    },
    async drain() {
      if (state === 'open') state = 'draining';
      await running;
      state = 'stopped';
    },
  };
}
