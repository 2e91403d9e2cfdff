import { useCallback, useMemo, useState } from 'react';
import type { StoreDay } from '../../shared/api/store-days.ts';
import { keyOf } from './day-groups.ts';

export interface Selection {
  /** Of the items shown, those chosen. */
  items: readonly StoreDay[];
  has: (item: StoreDay) => boolean;
  set: (items: readonly StoreDay[], chosen: boolean) => void;
  clear: () => void;
}

/** Chosen days by key; what is no longer shown does not count, so that nobody closes what he does not see. */
export function useSelection(shown: readonly StoreDay[]): Selection {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const items = useMemo(() => shown.filter((item) => keys.has(keyOf(item))), [shown, keys]);
  const set = useCallback((changed: readonly StoreDay[], chosen: boolean) => {
    setKeys((before) => {
      const after = new Set(before);
      for (const item of changed) {
        if (chosen) after.add(keyOf(item));
        else after.delete(keyOf(item));
      }
      return after;
    });
  }, []);
  const clear = useCallback(() => setKeys(new Set()), []);
  const has = useCallback((item: StoreDay) => keys.has(keyOf(item)), [keys]);
  return { items, has, set, clear };
}
