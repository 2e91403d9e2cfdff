import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { behindPaint } from '../../ui/behind-paint.ts';
import { derived } from '../../ui/derived.ts';
import type { PlanSession } from './plan-session.ts';
import type { Store } from '../../ui/store.ts';

/** Renders again when any figure of the plan may have changed: behind the frame that shows it in the grid. */
export function usePlanVersion(session: PlanSession): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      const later = behindPaint(listener);
      const unwatch = session.watch((change) => {
        if (change.kind === 'plan') later.ask();
      });
      return () => {
        unwatch();
        later.stop();
      };
    },
    [session],
  );
  return useSyncExternalStore(subscribe, session.revision);
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}

/**
 * Renders again only when what is derived of a store is another by `same`.
 * @param derive another way is another function: memoise it
 */
export function useDerived<From, To>(
  store: Store<From>,
  derive: (from: From) => To,
  same: (a: To, b: To) => boolean,
): To {
  const read = useMemo(() => derived(store.get, derive, same), [store, derive, same]);
  return useSyncExternalStore(store.subscribe, read);
}
