import type { Counter } from 'prom-client';
import { addDays, type LocalDate } from '../../shared/calendar/local-date.ts';
import type { Log } from '../log.ts';
import type { Pool } from '../postgres/pool.ts';
import type { LiveStore } from './directory.ts';
import { reconcileDay, type Difference } from './reconcile.ts';

export interface ReconcilerOptions {
  readonly pool: Pool;
  /** Those there are at this moment. */
  readonly stores: () => readonly LiveStore[];
  readonly clock: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly reconciled: Pick<Counter, 'inc'>;
  readonly differences: Pick<Counter, 'inc'>;
  readonly log: Log;
}

export interface Reconciler {
  /** Recounts one store's day: one of the last two and one of all its days in turns. Says what differed. */
  next(): Promise<readonly Difference[]>;
}

/** Triggers keep the aggregates; this sees what went around them, such as a restore with triggers switched off. */
export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { pool, random } = options;
  let turns = 0;

  async function pickDay({ id, clock }: LiveStore): Promise<LocalDate | undefined> {
    const today = clock.local(options.clock()).date;
    return turns++ % 2 === 0 ? addDays(today, -Math.floor(random() * 2)) : anyDay(pool, id, today, random());
  }

  return {
    async next() {
      const stores = options.stores();
      const store = stores[Math.floor(random() * stores.length)];
      const day = store && (await pickDay(store));
      const found = day === undefined ? undefined : await reconcileDay(pool, store!.id, day);
      if (!found) return [];
      options.reconciled.inc();
      if (found.length === 0) return found;
      options.differences.inc(found.length);
      options.log.error(
        { store: store?.code, day, hours: found },
        'aggregates differed from the lines of the day and were corrected',
      );
      return found;
    },
  };
}

/** A day between the first that sold and today. */
async function anyDay(pool: Pool, store: number, today: LocalDate, at: number): Promise<LocalDate | undefined> {
  const { rows } = await pool.query<{ day: LocalDate | null }>(
    `select min(jour) + floor($3::double precision * ($2::date - min(jour)))::integer as day
     from ventes_horaires where magasin_id = $1 and jour <= $2`,
    [store, today, at],
  );
  return rows[0]?.day ?? undefined;
}
