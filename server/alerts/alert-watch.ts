import { judgeAlert, type Situation } from './judge-alert.ts';
import { endSignal, forgetSignals, readWatched, startSignal, type Rests, type WatchedAlert } from './alert-store.ts';
import { messageOf, settle, takeDue, type Outgoing } from './outbox.ts';
import { transaction, type Pool, type Queryable } from '../postgres/pool.ts';
import type { Log } from '../log.ts';
import type { callWebhook, Delivery } from './webhook.ts';

/** What an alert looks at; undefined: there is no such scope, or its values are not current. */
export type Look = (
  scope: string,
) => (Situation & { readonly revenueTtc: number; readonly objectiveToDate: number }) | undefined;

export interface AlertWatchOptions {
  readonly pool: Pool;
  readonly look: Look;
  readonly rests: Rests;
  readonly call: typeof callWebhook;
  readonly clock: () => number;
  /** Runs `work` once after `ms`; returns what calls it off. */
  readonly schedule: (work: () => void, ms: number) => () => void;
  readonly log: Log;
}

export interface AlertWatch {
  start(): void;
  /** Judges every alert once, then sends what is due. */
  beat(): Promise<void>;
  stop(): Promise<void>;
}

const EVERY_MS = 10_000;
const AT_ONCE = 20;
const DAY_MS = 86_400_000;
const KEPT_MS = 90 * DAY_MS;
/** Any number, but the same in every server: one judges at a time. */
const JUDGE_LOCK = 7_151_095;

/** Alerts are judged by one server at a time, from the values on its tiles; what is sent outlives a restart. */
export function createAlertWatch({ pool, look, rests, call, clock, schedule, log }: AlertWatchOptions): AlertWatch {
  let stopped = false;
  let cancel = (): void => {};
  let running: Promise<void> | undefined;
  let forgotAt = 0;
  /** Of alerts nobody stands for any more. */
  let resting: ReadonlySet<string> = new Set();
  const stopping = new AbortController();

  async function judgeAll(): Promise<void> {
    await transaction(pool, async (client) => {
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [
        JUDGE_LOCK,
      ]);
      if (!rows[0]?.mine) return;
      for (const alert of await readWatched(client)) await judgeOne(client, alert);
      if (clock() - forgotAt < DAY_MS) return;
      forgotAt = clock();
      await forgetSignals(client, forgotAt - KEPT_MS);
    });
  }

  async function judgeOne(db: Queryable, { id, scope, rule, webhook, author, last }: WatchedAlert): Promise<void> {
    const seen = look(scope);
    if (!seen) return;
    const verdict = judgeAlert(rule, last, seen);
    if (verdict === 'end' && last) await endSignal(db, last.id, seen.now);
    if (verdict !== 'ring' || rests(scope, author)) return;
    const { day, revenueTtc, objectiveToDate } = seen;
    await startSignal(db, { alert: id, day, at: seen.now, revenueTtc, objectiveToDate, webhook });
    log.info({ alert: id, scope }, 'an alert rang');
  }

  async function send(outgoing: Outgoing): Promise<void> {
    const { alert, webhook, secret } = outgoing;
    const delivery: Delivery = resting.has(alert)
      ? { kind: 'failed', answer: 'resting' }
      : await call(webhook, secret, JSON.stringify(messageOf(outgoing)), { signal: stopping.signal });
    await settle(pool, outgoing, delivery, clock());
    if (delivery.kind === 'failed') log.warn({ signal: outgoing.signal, answer: delivery.answer }, 'a webhook failed');
  }

  async function work(): Promise<void> {
    await judgeAll();
    const alerts = await readWatched(pool);
    resting = new Set(alerts.filter(({ scope, author }) => rests(scope, author)).map(({ id }) => id));
    await Promise.all((await takeDue(pool, clock(), AT_ONCE)).map(send));
  }

  function turn(): void {
    void beat().finally(() => {
      if (!stopped) cancel = schedule(turn, EVERY_MS);
    });
  }

  function beat(): Promise<void> {
    running ??= work()
      .catch((error: Error) => log.warn({ err: error }, 'alerts cannot be judged; the next look makes up for it'))
      .finally(() => (running = undefined));
    return running;
  }

  return {
    start: () => void (cancel = schedule(turn, EVERY_MS)),
    beat,
    async stop() {
      stopped = true;
      cancel();
      stopping.abort();
      await running;
    },
  };
}
