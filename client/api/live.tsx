import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { ImportMessage } from '../../shared/api/imports.ts';
import { openLiveConnection } from './live-connect.ts';
import { createLiveSocket, type LiveSocket } from './live-socket.ts';
import type { ScopeState } from './live-subscriptions.ts';
import type { Connection } from './live-state.ts';

const REFERENCE_KEYS = [['live', 'scopes'], ['live', 'curve'], ['stores'], ['reference'], ['imports', 'master']];

const LiveContext = createContext<LiveSocket | null>(null);

/** Holds the tab's live connection open while `active`; hooks below share it. */
export function LiveProvider({ active, children }: { active: boolean; children: ReactNode }) {
  const queries = useQueryClient();
  const [live] = useState(() =>
    createLiveSocket({
      open: openLiveConnection,
      now: Date.now,
      everySecond: (tick) => {
        const timer = setInterval(tick, 1_000);
        return () => clearInterval(timer);
      },
      online: () => navigator.onLine,
      // Rights may have changed: whatever was read under the old ones is read again.
      onRevoked: () => void queries.invalidateQueries(),
    }),
  );
  useEffect(() => {
    if (!active) return undefined;
    live.start();
    return live.stop;
  }, [active, live]);
  // Lists of stores are kept for minutes: whatever page shows them shows the new ones.
  useEffect(
    () =>
      live.onReference(() => {
        for (const queryKey of REFERENCE_KEYS) void queries.invalidateQueries({ queryKey });
      }),
    [live, queries],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

function useLive(): LiveSocket {
  const live = use(LiveContext);
  if (live === null) throw new Error('no LiveProvider above');
  return live;
}

/** State of the live connection, and when the server was last heard. */
export function useConnection(): Connection {
  const { connection } = useLive();
  return useSyncExternalStore(connection.subscribe, connection.get);
}

/** Newest values of a scope; subscribed while mounted and `active` (a tile off the screen is not). */
export function useScopeState(scope: string, options: { active: boolean; curve: boolean }): ScopeState {
  const live = useLive();
  const { active, curve } = options;
  useEffect(() => (active ? live.watch(scope, { curve }) : undefined), [live, scope, active, curve]);
  const store = live.scope(scope);
  return useSyncExternalStore(store.subscribe, store.get);
}

/** Calls with every move of an import the user may see, while mounted. */
export function useImportMessages(listener: (message: ImportMessage) => void): void {
  const live = useLive();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => live.onImport((message) => latest.current(message)), [live]);
}
