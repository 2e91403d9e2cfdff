import type { StoreDay } from '../../shared/api/store-days.ts';

export type Shown = 'all' | 'gaps' | 'open';

/** A day with those of its stores that are shown. */
export interface DayGroup {
  day: string;
  items: readonly StoreDay[];
  closed: number;
  gaps: number;
  revenue: number;
  /** Null where no till total has come. */
  tillRevenue: number | null;
  /** Of the stores that have a till total; null where none has. */
  gap: number | null;
}

export const keyOf = ({ store, day }: Pick<StoreDay, 'store' | 'day'>): string => `${day} ${store}`;

export const hasGap = ({ gap }: StoreDay): boolean => gap !== null && gap !== 0;

/** Nothing was sold and no till spoke: a store that was shut. */
export const isQuiet = ({ revenue, receipts, tillTotals }: StoreDay): boolean =>
  revenue === 0 && receipts === 0 && tillTotals === 0;

/** Closed as a matter of course: over, and the tills agree with the receipts. */
export const isMatching = (item: StoreDay): boolean => item.state !== 'closed' && !item.today && item.gap === 0;

export function shownOf(items: readonly StoreDay[], shown: Shown): StoreDay[] {
  if (shown === 'gaps') return items.filter(hasGap);
  if (shown === 'open') return items.filter((item) => item.state !== 'closed' && !item.today && !isQuiet(item));
  return [...items];
}

/** In the order of the items. */
export function groupByDay(items: readonly StoreDay[]): DayGroup[] {
  const days = new Map<string, StoreDay[]>();
  for (const item of items) {
    const group = days.get(item.day);
    if (group === undefined) days.set(item.day, [item]);
    else group.push(item);
  }
  return [...days].map(([day, group]) => ({
    day,
    items: group,
    closed: group.filter(({ state }) => state === 'closed').length,
    gaps: group.filter(hasGap).length,
    revenue: sum(group.map(({ revenue }) => revenue)) ?? 0,
    tillRevenue: sum(group.map(({ tillRevenue }) => tillRevenue)),
    gap: sum(group.map(({ gap }) => gap)),
  }));
}

/** In cents, so that amounts that cancel out give 0. */
function sum(amounts: readonly (number | null)[]): number | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : known.reduce((total, amount) => total + Math.round(amount * 100), 0) / 100;
}
