import type { CurveMessage } from './live-messages.ts';
import { subscribeAnswerSchema } from './live-messages.ts';
import { withPush, withSnapshot, type Reading } from './live-state.ts';
import type { KpiMessage } from '../../shared/api/kpi.ts';
import type { Landing } from '../../shared/api/live-board.ts';
import { createStore, type Store } from '../ui/store.ts';

export interface ScopeState {
  readonly reading: Reading | undefined;
  /** Revenue by hour and landing as last pushed, and when it came; absent until the first push. */
  readonly curve:
    { readonly today: readonly number[]; readonly landing: Landing; readonly receivedAt: number } | undefined;
  /** Code of the server's refusal of this scope. */
  readonly refused: string | undefined;
}

export interface SubscriptionParts {
  now: () => number;
  /** Rejects when no answer comes. */
  request: (event: 'subscribe', payload: unknown) => Promise<unknown>;
  send: (event: 'unsubscribe', payload: unknown) => void;
  /** The server gave a sign of life. */
  heard: () => void;
}

interface Entry {
  readonly store: Store<ScopeState>;
  watchers: number;
  curveWatchers: number;
  idleSince: number;
  /** What the server was asked for on this connection. */
  asked: 'nothing' | 'values' | 'curve';
}

const LEAVE_AFTER_MS = 3_000;

/**
 * The scopes of a tab: who watches which, what the server was asked for, the newest values. Values survive a cut and are
 * replaced by the snapshot that answers the new subscription.
 */
export function createSubscriptions(parts: SubscriptionParts) {
  const { now } = parts;
  const entries = new Map<string, Entry>();
  /** Grows with every connection made or lost: answers to an earlier one are void. */
  let connection = 0;
  let connected = false;

  const entryOf = (scope: string): Entry => {
    let entry = entries.get(scope);
    if (entry === undefined) {
      const store = createStore<ScopeState>({ reading: undefined, curve: undefined, refused: undefined });
      entry = { store, watchers: 0, curveWatchers: 0, idleSince: now(), asked: 'nothing' };
      entries.set(scope, entry);
    }
    return entry;
  };

  const ask = async (scope: string, entry: Entry) => {
    const wanted = entry.curveWatchers > 0 ? 'curve' : 'values';
    if (!connected || entry.asked === wanted || entry.asked === 'curve') return;
    entry.asked = wanted;
    const asking = connection;
    const since = entry.store.get().reading?.version;
    const payload = {
      scope,
      ...(since === undefined ? {} : { since }),
      ...(wanted === 'curve' ? { curve: true } : {}),
    };
    const raw = await parts.request('subscribe', payload).catch(() => undefined);
    if (asking !== connection) return;
    const answer = subscribeAnswerSchema.safeParse(raw);
    if (!answer.success) {
      entry.asked = 'nothing'; // no answer, or an unknown one: the next round asks again
      return;
    }
    parts.heard();
    const state = entry.store.get();
    if ('error' in answer.data) entry.store.set({ ...state, refused: answer.data.error.code });
    else entry.store.set({ ...state, refused: undefined, reading: withSnapshot(state.reading, answer.data) });
  };

  /** Asks for what is watched and was not answered for; leaves what nobody has watched for a while. */
  const round = () => {
    if (!connected) return;
    for (const [scope, entry] of entries) {
      if (entry.watchers > 0) void ask(scope, entry);
      else if (entry.asked !== 'nothing' && now() - entry.idleSince >= LEAVE_AFTER_MS) {
        entry.asked = 'nothing';
        parts.send('unsubscribe', { scope });
      }
    }
  };

  return {
    round,
    watching: () => [...entries.values()].some((entry) => entry.watchers > 0),
    scope: (scope: string) => entryOf(scope).store,
    /** A new connection knows no subscription. */
    connectionIs: (state: 'up' | 'down') => {
      connection += 1;
      connected = state === 'up';
      for (const entry of entries.values()) entry.asked = 'nothing';
      round();
    },
    watch: (scope: string, { curve }: { curve: boolean }) => {
      const entry = entryOf(scope);
      entry.watchers += 1;
      if (curve) entry.curveWatchers += 1;
      void ask(scope, entry);
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        entry.watchers -= 1;
        if (curve) entry.curveWatchers -= 1;
        entry.idleSince = now();
      };
    },
    takeValues: (message: KpiMessage) => {
      const { store } = entryOf(message.scope);
      const state = store.get();
      const reading = withPush(state.reading, message);
      if (reading !== state.reading) store.set({ ...state, reading });
    },
    takeCurve: ({ scope, today, landing }: CurveMessage) => {
      const { store } = entryOf(scope);
      store.set({ ...store.get(), curve: { today, landing, receivedAt: now() } });
    },
  };
}
