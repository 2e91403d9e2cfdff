import { addMonths, firstDay } from '../../shared/calendar/month.ts';
import { readChargesOf } from './company.ts';
import { lastCompleteMonth } from './head-office.ts';
import { readMonthSales } from './month-sales.ts';
import type { Month } from '../../shared/calendar/month.ts';
import type { MonthlyActual, MonthlyCharge } from '../../shared/planning/actual-leaves.ts';
import type { Queryable } from '../postgres/pool.ts';

/** Sales and charges of the months of a year that are over. */
export interface ClosedSales {
  readonly lastComplete: Month;
  readonly sales: readonly MonthlyActual[];
  readonly charges: readonly MonthlyCharge[];
  /** When they were read, by the clock of the database: text, to the microsecond. */
  readonly readAt: string;
  /** The same value as long as the content is the same. */
  readonly content: symbol;
}

export interface ClosedSalesReader {
  /** At most some seconds old. Who asks while the database is being read waits for the same answer. */
  read(year: number): Promise<ClosedSales>;
}

interface KnownMonth {
  /** Sums of every store: other marks, other sales. */
  readonly mark: string;
  readonly sales: readonly MonthlyActual[];
}

interface Year {
  months: ReadonlyMap<Month, KnownMonth>;
  chargesText: string;
  known: ClosedSales | undefined;
  lookAt: number;
  forgetAt: number;
  reading: Promise<ClosedSales> | undefined;
}

const PAUSE_MS = 10_000;
/** Looking again takes at most this share of the time, however large the company. */
const SHARE = 0.05;
/** Marks do not see a product that moves to another category. */
const FORGET_MS = 3_600_000;
const KEPT_YEARS = 8;

/**
 * Looks whether a closed month changed by its sums per store, which live aggregates keep, and reads receipts only of those
 * that did: a look is a scan of some rows per store and day, not of every line.
 */
export function createClosedSales(db: Queryable, now: () => number): ClosedSalesReader {
  const years = new Map<number, Year>();

  function yearOf(year: number): Year {
    const known = years.get(year) ?? {
      months: new Map(),
      chargesText: '',
      known: undefined,
      lookAt: 0,
      forgetAt: now() + FORGET_MS,
      reading: undefined,
    };
    years.delete(year);
    years.set(year, known);
    const [oldest] = years.keys();
    if (years.size > KEPT_YEARS && oldest !== undefined) years.delete(oldest);
    return known;
  }

  async function look(year: number, state: Year): Promise<ClosedSales> {
    const started = now();
    if (started >= state.forgetAt) {
      state.months = new Map();
      state.forgetAt = started + FORGET_MS;
    }
    const lastComplete = lastCompleteMonth(started);
    const { readAt, marks } = await readMarks(db, year, lastComplete);
    const months = new Map<Month, KnownMonth>();
    for (const [month, mark] of marks) {
      const known = state.months.get(month);
      months.set(month, known?.mark === mark ? known : { mark, sales: await readMonthSales(db, month) });
    }
    const charges = await readChargesOf(db, year);
    const chargesText = JSON.stringify(charges);
    const before = state.known;
    const same =
      before?.lastComplete === lastComplete && chargesText === state.chargesText && isSame(state.months, months);
    state.months = months;
    state.chargesText = chargesText;
    state.known = {
      lastComplete,
      sales: same ? before.sales : [...months.values()].flatMap(({ sales }) => sales),
      charges,
      readAt,
      content: same ? before.content : Symbol(`${year}`),
    };
    state.lookAt = now() + Math.max(PAUSE_MS, (now() - started) / SHARE);
    return state.known;
  }

  return {
    read(year) {
      const state = yearOf(year);
      if (state.reading) return state.reading;
      const fresh = now() < state.lookAt && state.known?.lastComplete === lastCompleteMonth(now());
      if (state.known && fresh) return Promise.resolve(state.known);
      state.reading = look(year, state).finally(() => {
        state.reading = undefined;
      });
      return state.reading;
    },
  };
}

const isSame = (a: ReadonlyMap<Month, KnownMonth>, b: ReadonlyMap<Month, KnownMonth>): boolean =>
  a.size === b.size && [...b].every(([month, known]) => a.get(month) === known);

/** Marks of the months of a year up to the last complete one; months without sales have none. */
async function readMarks(
  db: Queryable,
  year: number,
  lastComplete: Month,
): Promise<{ readAt: string; marks: [Month, string][] }> {
  const end = lastComplete < `${year}-12` ? addMonths(lastComplete, 1) : `${year + 1}-01`;
  // Not through ventes_par_heure, which would group by hours first, for nothing.
  const { rows } = await db.query<{ readAt: string; month: Month | null; mark: string | null }>(
    `select t.lu::text as "readAt", to_char(s.mois, 'YYYY-MM') as month, s.marque as mark
     from (select now() as lu) t
     left join (
       select mois, md5(string_agg(concat_ws('/', magasin_id, ca_ttc, ca_ht, cout, unites), ',' order by magasin_id)) as marque
       from (
         select date_trunc('month', jour)::date as mois, magasin_id, sum(ca_ttc) as ca_ttc, sum(ca_ht) as ca_ht,
           sum(cout) as cout, sum(unites) as unites
         from (
           select jour, magasin_id, ca_ttc, ca_ht, cout, unites from ventes_horaires where jour >= $1 and jour < $2
           union all
           select jour, magasin_id, ca_ttc, ca_ht, cout, unites from ventes_deltas where jour >= $1 and jour < $2) h
         group by 1, 2) m
       group by mois) s on true
     order by month`,
    [`${year}-01-01`, firstDay(end < `${year}-01` ? `${year}-01` : end)],
  );
  const marks = rows.flatMap(({ month, mark }): [Month, string][] => (month && mark ? [[month, mark]] : []));
  return { readAt: rows[0]?.readAt ?? '', marks };
}
