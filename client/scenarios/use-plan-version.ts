import { useCallback, useSyncExternalStore } from 'react';
import type { PlanSession } from './plan-session.ts';
import type { Store } from '../ui/store.ts';

/** Renders again when any figure of the plan may have changed. */
export function usePlanVersion(session: PlanSession): number {
  const subscribe = useCallback(
    (listener: () => void) =>
      session.watch((change) => {
        if (change.kind === 'plan') listener();
      }),
    [session],
  );
  return useSyncExternalStore(subscribe, session.revision);
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}
