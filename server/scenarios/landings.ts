import { addDays } from '../../shared/calendar/local-date.ts';
import { firstDay, monthOf } from '../../shared/calendar/month.ts';
import { remainingShareOfMonth } from '../../shared/calendar/week-shape.ts';
import { headOfficeDay } from './head-office.ts';
import { keptFor } from './kept-for.ts';
import { readMonthSales } from './month-sales.ts';
import { readSellingShapes } from './selling-shapes.ts';
import type { Landing } from '../../shared/api/scenarios.ts';
import type { Month } from '../../shared/calendar/month.ts';
import type { Tree } from '../../shared/hierarchy/tree.ts';
import type { Queryable } from '../postgres/pool.ts';
import type { MonthSale } from './month-sales.ts';
import type { SellingShapes, SellingStore } from './selling-shapes.ts';

export interface Landings {
  /** The month under way for the stores and categories of a tree. */
  read(tree: Tree): Promise<Landing>;
}

/** Everybody who watches a plan asks again and again: they share one answer. */
const SALES_MS = 5_000;
const SHAPES_MS = 600_000;

/** @param db may be a replica: what it lacks comes with the next answer */
export function createLandings(db: Queryable, now: () => number): Landings {
  const sales = keptFor(SALES_MS, now, async (month: Month) => ({ at: now(), rows: await readMonthSales(db, month) }));
  const shapes = keptFor(SHAPES_MS, now, (day: string) => readSellingShapes(db, day));

  return {
    async read(tree) {
      const today = headOfficeDay(now());
      const month = monthOf(today);
      if (Number(month.slice(0, 4)) !== tree.year) {
        return { month: null, at: new Date(now()).toISOString(), closedDay: null, stores: [], remaining: {} };
      }
      const [{ at, rows }, known] = await Promise.all([sales(month), shapes(today)]);
      return {
        month,
        at: new Date(at).toISOString(),
        closedDay: today === firstDay(month) ? null : addDays(today, -1),
        stores: soldIn(tree, rows),
        remaining: remainingOf(tree, known, month, at),
      };
    },
  };
}

function soldIn(tree: Tree, rows: readonly MonthSale[]): Landing['stores'] {
  const categories = new Set(tree.categories.map(({ code }) => code));
  const byStore = new Map<string, Landing['stores'][number]['categories']>();
  for (const { store, month: _, ...sold } of rows) {
    if (!categories.has(sold.category)) continue;
    const known = byStore.get(store);
    if (known) known.push(sold);
    else byStore.set(store, [sold]);
  }
  return storesOf(tree).map((store) => ({ store, categories: byStore.get(store) ?? [] }));
}

/** A store that is gone since the tree was frozen has nothing to come. */
function remainingOf(tree: Tree, { stores, company }: SellingShapes, month: Month, at: number): Record<string, number> {
  const byCode = new Map(stores.map((store) => [store.code, store]));
  const shares = storesOf(tree).map((code) => {
    const store = byCode.get(code);
    return [code, store ? shareOf(store, company, month, at) : 0] as const;
  });
  return Object.fromEntries(shares);
}

/** The day of a store on the other side of the world may lie in another month than the head office's. */
function shareOf(
  { clock, opened, closed, shape }: SellingStore,
  company: SellingShapes['company'],
  month: Month,
  at: number,
): number {
  const { date, seconds } = clock.local(at);
  if (monthOf(date) !== month) return monthOf(date) > month ? 0 : 1;
  return remainingShareOfMonth({ today: date, seconds, own: shape, company, opened, closed });
}

const storesOf = (tree: Tree): string[] => tree.regions.flatMap(({ stores }) => stores.map(({ code }) => code));
