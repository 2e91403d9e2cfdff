import { AUTOMATIC } from '../../shared/api/store-days.ts';
import type { Log } from '../log.ts';
import { transaction, type Client, type Pool } from '../postgres/pool.ts';
import { AT_ONCE, markDue, unmarkDiffering } from './automatic-closing.ts';
import { finishClosing, readClosing, type Marked } from './closings.ts';
import { stillAmong, writersNow } from './writers.ts';

export interface ClosingWatchOptions {
  readonly pool: Pool;
  readonly now: () => Date;
  /** Days that are so many days past are closed where their till totals agree; undefined: none. */
  readonly closeAfter: number | undefined;
  /** Runs `work` once after `ms`; returns what calls it off. */
  readonly schedule: (work: () => void, ms: number) => () => void;
  readonly log: Log;
}

export interface ClosingWatch {
  start(): void;
  /** One turn: marks what is due, and ends the closings that nobody's sales hold up any more. */
  beat(): Promise<void>;
  stop(): Promise<void>;
}

const EVERY_MS = 3_000;
const DUE_MS = 60_000;
/** Any number, but the same in every server: one closes at a time. */
const CLOSE_LOCK = 7_151_097;

/** Ends the closings that had to wait for long, or whose server died, and begins those that nobody needs to. */
export function createClosingWatch({ pool, now, closeAfter, schedule, log }: ClosingWatchOptions): ClosingWatch {
  let stopped = false;
  let cancel = (): void => {};
  let running: Promise<void> | undefined;
  let failing = false;
  let dueAt = -Infinity;
  /** Marked days, and who was writing when all of them had been marked. */
  let waiting: { days: readonly Marked[]; writers: readonly string[] } | undefined;

  async function leading<T>(work: (client: Client) => Promise<T>): Promise<T | undefined> {
    return transaction(pool, async (client) => {
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [
        CLOSE_LOCK,
      ]);
      return rows[0]?.mine ? work(client) : undefined;
    });
  }

  async function markWhatIsDue(): Promise<void> {
    if (closeAfter === undefined || now().getTime() - dueAt < DUE_MS) return;
    const marked = await leading((client) => markDue(client, closeAfter, now()));
    if (marked !== AT_ONCE) dueAt = now().getTime();
    if (marked) log.info({ days: marked }, 'days whose till totals agree are being closed');
  }

  async function finish(client: Client): Promise<void> {
    if (waiting === undefined) {
      const days = await readClosing(client);
      if (days.length === 0) return;
      waiting = { days, writers: await writersNow(client) };
    } else {
      waiting = { ...waiting, writers: stillAmong(waiting.writers, await writersNow(client)) };
    }
    if (waiting.writers.length > 0) return;
    const { days } = waiting;
    waiting = undefined;
    if (days.some(({ author }) => author === AUTOMATIC)) await unmarkDiffering(client);
    for (const author of new Set(days.map((day) => day.author))) {
      await finishClosing(
        client,
        days.filter((day) => day.author === author),
        author,
      );
    }
  }

  async function turn(): Promise<void> {
    // Committed before anybody looks who is writing.
    await markWhatIsDue();
    await leading(finish);
  }

  function beat(): Promise<void> {
    running ??= turn()
      .then(() => {
        failing = false;
      })
      .catch((error: Error) => {
        waiting = undefined;
        // Said once, not every few seconds while the database is away.
        if (!failing) log.warn({ err: error }, 'closings under way go on later');
        failing = true;
      })
      .finally(() => (running = undefined));
    return running;
  }

  function next(): void {
    cancel = schedule(() => void beat().finally(() => stopped || next()), EVERY_MS);
  }

  return {
    start: next,
    beat,
    async stop() {
      stopped = true;
      cancel();
      await running;
    },
  };
}
