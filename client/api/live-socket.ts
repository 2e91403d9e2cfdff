import { importMessageSchema, type ImportMessage } from '../../shared/api/imports.ts';
import { kpiMessageSchema } from '../../shared/api/kpi.ts';
import { curveMessageSchema, subscribeAnswerSchema } from './live-messages.ts';
import { connectionOf, sameConnection, withPush, withSnapshot, type Connection, type Reading } from './live-state.ts';
import { createStore, type Store } from '../ui/store.ts';

/**
 * The one live connection of a tab. Scopes are counted by their watchers; values survive a cut and are replaced by the
 * snapshot that answers the new subscription. One tick a second does what depends on time: staleness, subscriptions
 * that got no answer, and leaving scopes nobody has watched for a while (a tile scrolled out and in again costs nothing).
 */
export interface LiveSocket {
  readonly connection: Store<Connection>;
  start: () => void;
  stop: () => void;
  /** Subscribes while held; returns the release. */
  watch: (scope: string, options: { curve: boolean }) => () => void;
  scope: (scope: string) => Store<ScopeState>;
  onImport: (listener: (message: ImportMessage) => void) => () => void;
}

export interface ScopeState {
  readonly reading: Reading | undefined;
  /** Revenue by hour as last pushed, and when it came; absent until the first push. */
  readonly curve: { readonly today: readonly number[]; readonly receivedAt: number } | undefined;
  /** Code of the server's refusal of this scope. */
  readonly refused: string | undefined;
}

/** The part of a Socket.IO client that is used, so that tests can run on a simulated one. */
export interface SocketLike {
  connect: () => unknown;
  disconnect: () => unknown;
  onEvent: (event: string, listener: (...args: unknown[]) => void) => void;
  request: (event: string, payload: unknown, timeoutMs: number) => Promise<unknown>;
  send: (event: string, payload: unknown) => void;
}

export interface LiveSocketParts {
  open: () => SocketLike;
  now: () => number;
  /** Calls once a second until released. */
  everySecond: (tick: () => void) => () => void;
  online: () => boolean;
  /** The server refused the connection or took rights away: the session needs another look. */
  onRevoked: () => void;
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
const ANSWER_WITHIN_MS = 10_000;
const RETRY_REFUSED_MS = 5_000;

export function createLiveSocket(parts: LiveSocketParts): LiveSocket {
  const { now } = parts;
  const entries = new Map<string, Entry>();
  const importListeners = new Set<(message: ImportMessage) => void>();
  const connection = createStore<Connection>({ status: 'connecting', heardAt: null });
  let socket: SocketLike | undefined;
  let connected = false;
  let tried = false;
  let heardAt: number | null = null;
  let reconnectAt: number | undefined;
  let stopTicking: (() => void) | undefined;

  const refresh = () => {
    const watching = [...entries.values()].some((entry) => entry.watchers > 0);
    const next = connectionOf({ online: parts.online(), connected, tried, heardAt, watching, now: now() });
    if (!sameConnection(connection.get(), next)) connection.set(next);
  };
  const heard = () => {
    heardAt = now();
    refresh();
  };
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
    if (socket === undefined || !connected || entry.asked === wanted || entry.asked === 'curve') return;
    const asking = socket;
    entry.asked = wanted;
    const since = entry.store.get().reading?.version;
    const payload = {
      scope,
      ...(since === undefined ? {} : { since }),
      ...(wanted === 'curve' ? { curve: true } : {}),
    };
    const raw = await asking.request('subscribe', payload, ANSWER_WITHIN_MS).catch(() => undefined);
    if (asking !== socket || !connected) return;
    const answer = subscribeAnswerSchema.safeParse(raw);
    if (!answer.success) {
      entry.asked = 'nothing'; // no answer, or an unknown one: the next tick asks again
      return;
    }
    heard();
    const state = entry.store.get();
    if ('error' in answer.data) entry.store.set({ ...state, refused: answer.data.error.code });
    else entry.store.set({ ...state, refused: undefined, reading: withSnapshot(state.reading, answer.data) });
  };
  const askAll = () => {
    for (const [scope, entry] of entries) if (entry.watchers > 0) void ask(scope, entry);
  };

  const onConnect = () => {
    connected = true;
    tried = true;
    reconnectAt = undefined;
    for (const entry of entries.values()) entry.asked = 'nothing';
    heard();
    askAll();
  };
  const onDisconnect = (reason: unknown) => {
    connected = false;
    // The client library comes back by itself, except after the server ended the connection on purpose.
    if (reason === 'io server disconnect') onRefusal();
    refresh();
  };
  const onRefusal = () => {
    reconnectAt = now() + RETRY_REFUSED_MS;
    parts.onRevoked();
  };
  const onKpi = (raw: unknown) => {
    const message = kpiMessageSchema.safeParse(raw);
    if (!message.success) return;
    heard();
    const { store } = entryOf(message.data.scope);
    const state = store.get();
    const reading = withPush(state.reading, message.data);
    if (reading !== state.reading) store.set({ ...state, reading });
  };
  const onCurve = (raw: unknown) => {
    const message = curveMessageSchema.safeParse(raw);
    if (!message.success) return;
    heard();
    const { store } = entryOf(message.data.scope);
    store.set({ ...store.get(), curve: { today: message.data.today, receivedAt: now() } });
  };
  const onImport = (raw: unknown) => {
    const message = importMessageSchema.safeParse(raw);
    if (!message.success) return;
    heard();
    for (const listener of importListeners) listener(message.data);
  };

  const tick = () => {
    refresh();
    if (reconnectAt !== undefined && now() >= reconnectAt) {
      reconnectAt = undefined;
      socket?.connect();
    }
    if (!connected) return;
    askAll();
    for (const [scope, entry] of entries) {
      if (entry.watchers > 0 || entry.asked === 'nothing' || now() - entry.idleSince < LEAVE_AFTER_MS) continue;
      entry.asked = 'nothing';
      socket?.send('unsubscribe', { scope });
    }
  };

  const open = (): SocketLike => {
    const opened = parts.open();
    const handle = (event: string, handler: (...args: unknown[]) => void) =>
      opened.onEvent(event, (...args) => {
        if (opened !== socket) return;
        handler(...args);
        // The server sends the next value of a tile when this one was taken.
        const taken = args[args.length - 1];
        if (typeof taken === 'function') taken();
      });
    handle('connect', onConnect);
    handle('disconnect', onDisconnect);
    handle('connect_error', (error) => {
      tried = true;
      // An error with data comes from the server, not from the network, and is final for the client library.
      if (typeof error === 'object' && error !== null && 'data' in error) onRefusal();
      refresh();
    });
    handle('ping', () => {
      if (![...entries.values()].some((entry) => entry.watchers > 0)) heard();
    });
    handle('kpi', onKpi);
    handle('curve', onCurve);
    handle('import', onImport);
    handle('revoked', () => parts.onRevoked());
    return opened;
  };

  return {
    connection,
    start: () => {
      if (socket !== undefined) return;
      socket = open();
      stopTicking = parts.everySecond(tick);
      socket.connect();
    },
    stop: () => {
      stopTicking?.();
      const closing = socket;
      socket = undefined;
      connected = false;
      reconnectAt = undefined;
      closing?.disconnect();
      refresh();
    },
    watch: (scope, { curve }) => {
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
    scope: (scope) => entryOf(scope).store,
    onImport: (listener) => {
      importListeners.add(listener);
      return () => importListeners.delete(listener);
    },
  };
}
