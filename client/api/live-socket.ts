import { importMessageSchema, type ImportMessage } from '../../shared/api/imports.ts';
import { kpiMessageSchema } from '../../shared/api/kpi.ts';
import { createStore, type Store } from '../ui/store.ts';
import { curveMessageSchema } from './live-messages.ts';
import { connectionOf, sameConnection, type Connection } from './live-state.ts';
import { createSubscriptions, type ScopeState } from './live-subscriptions.ts';

/** The one live connection of a tab. What depends on time (staleness, retries, leaving scopes) happens once a second. */
export interface LiveSocket {
  readonly connection: Store<Connection>;
  start: () => void;
  stop: () => void;
  /** Subscribes while held; returns the release. */
  watch: (scope: string, options: { curve: boolean }) => () => void;
  scope: (scope: string) => Store<ScopeState>;
  onImport: (listener: (message: ImportMessage) => void) => () => void;
  /** Stores, products or objectives were changed: what was read of them is old. */
  onReference: (listener: () => void) => () => void;
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

const ANSWER_WITHIN_MS = 10_000;
const RETRY_REFUSED_MS = 5_000;

export function createLiveSocket(parts: LiveSocketParts): LiveSocket {
  const { now } = parts;
  const importListeners = new Set<(message: ImportMessage) => void>();
  const referenceListeners = new Set<() => void>();
  const connection = createStore<Connection>({ status: 'connecting', heardAt: null });
  let socket: SocketLike | undefined;
  let connected = false;
  let tried = false;
  let heardAt: number | null = null;
  let reconnectAt: number | undefined;
  let stopTicking: (() => void) | undefined;

  const refresh = () => {
    const watching = subscriptions.watching();
    const next = connectionOf({ online: parts.online(), connected, tried, heardAt, watching, now: now() });
    if (!sameConnection(connection.get(), next)) connection.set(next);
  };
  const heard = () => {
    heardAt = now();
    refresh();
  };
  const subscriptions = createSubscriptions({
    now,
    request: (event, payload) =>
      socket?.request(event, payload, ANSWER_WITHIN_MS) ?? Promise.reject(new Error('not connected')),
    send: (event, payload) => socket?.send(event, payload),
    heard,
  });
  const connectionIs = (state: 'up' | 'down') => {
    connected = state === 'up';
    if (connected) heard();
    subscriptions.connectionIs(state);
    refresh();
  };
  const onRefusal = () => {
    reconnectAt = now() + RETRY_REFUSED_MS;
    parts.onRevoked();
  };

  const handlers: Record<string, (...args: unknown[]) => void> = {
    connect: () => {
      tried = true;
      reconnectAt = undefined;
      connectionIs('up');
    },
    disconnect: (reason) => {
      connectionIs('down');
      // The client library comes back by itself, except after the server ended the connection on purpose.
      if (reason === 'io server disconnect') onRefusal();
    },
    connect_error: (error) => {
      tried = true;
      // An error with data comes from the server, not from the network, and is final for the client library.
      if (typeof error === 'object' && error !== null && 'data' in error) onRefusal();
      refresh();
    },
    ping: () => {
      // While something is watched only values count as news.
      if (!subscriptions.watching()) heard();
    },
    kpi: (raw) => {
      const message = kpiMessageSchema.safeParse(raw);
      if (!message.success) return;
      heard();
      subscriptions.takeValues(message.data);
    },
    curve: (raw) => {
      const message = curveMessageSchema.safeParse(raw);
      if (!message.success) return;
      heard();
      subscriptions.takeCurve(message.data);
    },
    import: (raw) => {
      const message = importMessageSchema.safeParse(raw);
      if (!message.success) return;
      heard();
      for (const listener of importListeners) listener(message.data);
    },
    reference: () => {
      heard();
      for (const listener of referenceListeners) listener();
    },
    revoked: () => parts.onRevoked(),
  };

  const open = (): SocketLike => {
    const opened = parts.open();
    for (const [event, handler] of Object.entries(handlers)) {
      opened.onEvent(event, (...args) => {
        if (opened !== socket) return;
        handler(...args);
        // The server may wait with the next message until this one was taken.
        const taken = args[args.length - 1];
        if (typeof taken === 'function') taken();
      });
    }
    return opened;
  };
  const tick = () => {
    refresh();
    if (reconnectAt !== undefined && now() >= reconnectAt) {
      reconnectAt = undefined;
      socket?.connect();
    }
    subscriptions.round();
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
      reconnectAt = undefined;
      connectionIs('down');
      closing?.disconnect();
    },
    watch: subscriptions.watch,
    scope: subscriptions.scope,
    onImport: (listener) => {
      importListeners.add(listener);
      return () => importListeners.delete(listener);
    },
    onReference: (listener) => {
      referenceListeners.add(listener);
      return () => referenceListeners.delete(listener);
    },
  };
}
