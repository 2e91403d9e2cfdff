import type { KpiValues } from '../../shared/api/kpi.ts';
import type { LocalDate } from '../../shared/calendar/local-date.ts';
import type { Queryable } from '../postgres/pool.ts';
import { loadBaselines, type Baselines } from './baseline-load.ts';
import { readDays } from './cursor.ts';
import type { Directory, LiveStore } from './directory.ts';
import { addTo, noSums, type Sums } from './hour-sums.ts';
import { END_OF_DAY, valuesOf } from './live-values.ts';

export interface DayValuesOptions {
  db: Queryable;
  clock: () => number;
  /** Of the current day, where they are known. */
  current(): { dayOf(store: LiveStore): LocalDate | undefined; baselines: Baselines };
}

export interface DayValues {
  /** Values of some stores on a day, read from the database now; without a date each store's own current day. */
  read(directory: Directory, stores: readonly LiveStore[], date: LocalDate | undefined): Promise<KpiValues>;
}

const KEPT_DAYS = 16;
const KEPT_MS = 60_000;

/** Any day by the same rules as the live one: over, it is measured whole; under way, up to now; ahead, up to nothing. */
export function createDayValues({ db, clock, current }: DayValuesOptions): DayValues {
  const kept = new Map<LocalDate, { directory: Directory; until: number; baselines: Promise<Baselines> }>();

  function baselinesOf(directory: Directory, date: LocalDate): Promise<Baselines> {
    const found = kept.get(date);
    if (found && found.directory === directory && found.until > clock()) return found.baselines;
    const baselines = loadBaselines(db, directory, () => date);
    baselines.catch(() => kept.delete(date));
    kept.delete(date);
    kept.set(date, { directory, until: clock() + KEPT_MS, baselines });
    const [oldest] = kept.keys();
    if (kept.size > KEPT_DAYS && oldest !== undefined) kept.delete(oldest);
    return baselines;
  }

  return {
    async read(directory, stores, date) {
      const now = clock();
      const dayOf = (store: LiveStore) => date ?? store.clock.local(now).date;
      const live = current();
      const isLive = stores.every((store) => live.dayOf(store) === dayOf(store) && live.baselines.has(store.id));
      const baselines = isLive || date === undefined ? live.baselines : await baselinesOf(directory, date);
      const { rows } = await readDays(db, [...new Set(stores.map(dayOf))]);
      const sums = new Map<number, Sums>();
      const days = new Map(stores.map((store) => [store.id, dayOf(store)]));
      for (const row of rows) {
        if (days.get(row.store) !== row.day) continue;
        const total = sums.get(row.store) ?? noSums();
        addTo(total, row);
        sums.set(row.store, total);
      }
      return valuesOf(
        stores,
        (store) => sums.get(store.id) ?? noSums(),
        (store) => secondOf(store, dayOf(store), now),
        baselines,
      );
    },
  };
}

function secondOf(store: LiveStore, day: LocalDate, now: number): number {
  const local = store.clock.local(now);
  if (day === local.date) return local.seconds;
  return day < local.date ? END_OF_DAY : -1;
}
