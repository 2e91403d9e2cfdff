import type { LocalDate } from '../../shared/calendar/local-date.ts';
import type { Directory, LiveStore } from './directory.ts';
import { addTo, noSums, type HourSums, type Sums } from './hour-sums.ts';

interface StoreDay {
  day: LocalDate;
  total: Sums;
  hours: Sums[];
}

/** `history`: days other than the current one moved, so what is derived from them is out of date. */
export interface Applied {
  changed: Set<LiveStore>;
  history: boolean;
  /** Sales of a store that is not known yet: the directory must be read again. */
  unknownStore: boolean;
}

/** The sums of every store's current business day, by hour. Holds what the database said, up to one cursor; no clock, no I/O. */
export interface LiveState {
  /** Starts again from a complete reading of the given days. */
  replace(directory: Directory, dayOf: (store: LiveStore) => LocalDate, rows: readonly HourSums[]): void;
  apply(deltas: readonly HourSums[]): Applied;
  dayOf(store: LiveStore): LocalDate | undefined;
  total(store: LiveStore): Sums;
  /** 24 entries. */
  hours(store: LiveStore): readonly Sums[];
}

const NOTHING = noSums();
const NO_HOURS: readonly Sums[] = Array.from({ length: 24 }, () => NOTHING);

export function createLiveState(): LiveState {
  let directory: Directory | undefined;
  let days = new Map<number, StoreDay>();

  function add(entry: HourSums): boolean {
    const kept = days.get(entry.store);
    if (!kept || kept.day !== entry.day) return false;
    addTo(kept.total, entry);
    const hour = kept.hours[entry.hour];
    if (hour) addTo(hour, entry);
    return true;
  }

  return {
    replace(next, dayOf, rows) {
      directory = next;
      days = new Map(
        next.stores.map((store) => [
          store.id,
          { day: dayOf(store), total: noSums(), hours: Array.from({ length: 24 }, noSums) },
        ]),
      );
      for (const row of rows) add(row);
    },
    apply(deltas) {
      const applied: Applied = { changed: new Set(), history: false, unknownStore: false };
      for (const delta of deltas) {
        const store = directory?.byId.get(delta.store);
        if (!store) applied.unknownStore = true;
        else if (add(delta)) applied.changed.add(store);
        else applied.history = true;
      }
      return applied;
    },
    dayOf: (store) => days.get(store.id)?.day,
    total: (store) => days.get(store.id)?.total ?? NOTHING,
    hours: (store) => days.get(store.id)?.hours ?? NO_HOURS,
  };
}
