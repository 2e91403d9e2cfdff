import { dayNumber, weekday, type LocalDate } from '../../shared/calendar/local-date.ts';
import { PRODUCTS } from './catalogue.ts';
import { CATEGORIES } from './categories.ts';
import type { DemoStore } from './company.ts';
import { demandOf, discountsOn } from './demand.ts';
import { cumulate, pick, rngOf, type Rng } from './rng.ts';

export interface DemoReceipt {
  /** Local time, seconds of the day. */
  seconds: number;
  register: string;
  number: string;
  customer: string | null;
  lines: DemoLine[];
}

export interface DemoLine {
  /** Index in PRODUCTS. */
  product: number;
  quantity: number;
  /** Cents TTC. */
  unitPrice: number;
}

/**
 * How a day is told. `full`: receipts as a till prints them. `summed`: about that many receipts, whose quantities are raised so
 * that the revenue of the day and of each category is what the full day would have made.
 */
export type Detail = { kind: 'full' } | { kind: 'summed'; receipts: number };

/** Sizes 1, 2, … of a receipt, and quantities 1, 2, … of a line. */
const LINE_COUNTS = [0.34, 0.26, 0.17, 0.1, 0.06, 0.04, 0.02, 0.01];
const QUANTITIES = [0.79, 0.14, 0.05, 0.02];
const RETURNS = 0.012;
const KNOWN_CUSTOMERS = 0.35;
const CUSTOMERS_OF_A_STORE = 1_500;
const OPENING_HOUR = 9;
/** Shares of the hours from the opening on. */
const HOURS = {
  week: cumulate([3, 6, 8, 12, 10, 6, 6, 9, 14, 15, 8]),
  saturday: cumulate([3, 8, 11, 10, 7, 9, 12, 13, 12, 9, 4]),
  sunday: cumulate([10, 18, 24, 20]),
};

const lineCounts = cumulate(LINE_COUNTS);
const quantities = cumulate(QUANTITIES);
const meanLines = mean(LINE_COUNTS);
const meanQuantity = mean(QUANTITIES);
const GOLDEN = 0.618_033_988_749_895;

const shelves = CATEGORIES.map((_, category) => {
  const products = PRODUCTS.flatMap((product, index) => (product.category === category ? [index] : []));
  const popularity = products.map((index) => PRODUCTS[index]?.popularity ?? 0);
  const total = popularity.reduce((sum, value) => sum + value, 0);
  const meanPrice =
    products.reduce((sum, index, i) => sum + (PRODUCTS[index]?.price ?? 0) * (popularity[i] ?? 0), 0) / total;
  return { products, cumulated: cumulate(popularity), meanPrice };
});

/** All receipts of a store's day in order of time; none when it is closed. */
export function receiptsOf(store: DemoStore, date: LocalDate, detail: Detail): DemoReceipt[] {
  const demand = demandOf(store, date);
  if (demand === undefined) return [];
  const rng = rngOf(`receipts ${store.code} ${date}`);
  const baskets =
    detail.kind === 'full' ? fullBaskets(demand, date, rng) : summedBaskets(demand, date, detail.receipts, store, rng);
  const hours = hoursOf(date);
  const times = baskets
    .map(() => (OPENING_HOUR + pick(hours, rng.next())) * 3600 + rng.below(3600))
    .toSorted((a, b) => a - b);
  const day = date.replaceAll('-', '');
  return baskets.map((lines, index) => ({
    seconds: times[index] ?? 0,
    register: `D${1 + rng.below(store.size > 1.2 ? 3 : 2)}`,
    number: `${day}-${String(index + 1).padStart(4, '0')}`,
    customer:
      rng.next() < KNOWN_CUSTOMERS
        ? `${store.code}-${String(1 + rng.below(CUSTOMERS_OF_A_STORE)).padStart(4, '0')}`
        : null,
    lines,
  }));
}

/** How many receipts a day told in full has on average. */
export function expectedReceipts(store: DemoStore, date: LocalDate): number {
  const demand = demandOf(store, date);
  return demand === undefined ? 0 : fullDay(demand, date).receipts;
}

interface DayDemand {
  revenue: number;
  mix: readonly number[];
}

/** A category is drawn by the number of its lines: its revenue over what a line of it brings. */
function fullDay({ revenue, mix }: DayDemand, date: LocalDate): { receipts: number; categories: number[] } {
  const discounts = discountsOn(date);
  const draws = mix.map((share, category) => {
    const lineValue = (shelves[category]?.meanPrice ?? 1) * (1 - (discounts[category] ?? 0)) * meanQuantity;
    return share / lineValue;
  });
  const meanBasket = meanLines / draws.reduce((sum, draw) => sum + draw, 0) / 100;
  return { receipts: revenue / meanBasket, categories: cumulate(draws) };
}

function fullBaskets(demand: DayDemand, date: LocalDate, rng: Rng): DemoLine[][] {
  const { receipts, categories } = fullDay(demand, date);
  const discounts = discountsOn(date);
  return Array.from({ length: rng.poisson(receipts) }, () => {
    const returned = rng.next() < RETURNS;
    return Array.from({ length: 1 + pick(lineCounts, rng.next()) }, (_, index) => {
      const line = drawLine(pick(categories, rng.next()), discounts, rng);
      const quantity = 1 + pick(quantities, rng.next());
      return { ...line, quantity: returned && index === 0 ? -quantity : quantity };
    });
  });
}

/**
 * Lines of about equal value. Their categories run through the shares by the golden ratio instead of by chance, so that even
 * the month of one store and category comes out close to its demand.
 */
function summedBaskets(
  { revenue, mix }: DayDemand,
  date: LocalDate,
  receipts: number,
  store: DemoStore,
  rng: Rng,
): DemoLine[][] {
  const count = Math.max(1, Math.floor(receipts + rng.next()));
  const sizes = Array.from({ length: count }, () => 1 + pick(lineCounts, rng.next()));
  const lines = sizes.reduce((sum, size) => sum + size, 0);
  const value = (revenue * 100) / lines;
  const categories = cumulate(mix);
  const discounts = discountsOn(date);
  const start = rngOf(`start ${store.code}`).next() + dayNumber(date) * 8 * GOLDEN;
  let index = 0;
  return sizes.map((size) =>
    Array.from({ length: size }, () => {
      const line = drawLine(pick(categories, (start + index++ * GOLDEN) % 1), discounts, rng);
      // Rounding up or down by chance keeps the mean.
      return { ...line, quantity: Math.max(1, Math.floor(value / line.unitPrice + rng.next())) };
    }),
  );
}

function drawLine(category: number, discounts: readonly number[], rng: Rng): { product: number; unitPrice: number } {
  const shelf = shelves[category];
  const product = shelf?.products[pick(shelf.cumulated, rng.next())] ?? 0;
  const price = PRODUCTS[product]?.price ?? 0;
  return { product, unitPrice: Math.round(price * (1 - (discounts[category] ?? 0))) };
}

function hoursOf(date: LocalDate): readonly number[] {
  const day = weekday(date);
  return day === 7 ? HOURS.sunday : day === 6 ? HOURS.saturday : HOURS.week;
}

function mean(shares: readonly number[]): number {
  return shares.reduce((sum, share, index) => sum + share * (index + 1), 0);
}
