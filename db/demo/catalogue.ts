import { ASSORTMENT } from './assortment.ts';
import { CATEGORIES } from './categories.ts';
import { rngOf } from './rng.ts';

export interface DemoProduct {
  sku: string;
  name: string;
  /** Index in CATEGORIES. */
  category: number;
  /** Sale price in cents TTC. */
  price: number;
  /** Purchase price in cents HT. */
  cost: number;
  /** How often it is taken, among the products of its category; any unit. */
  popularity: number;
}

/** Price of the second and third kind of a line against the first. */
const KIND_PRICES = [1, 1.12, 0.94];

export const PRODUCTS: readonly DemoProduct[] = CATEGORIES.flatMap(({ code, rate, margin }, category) =>
  (ASSORTMENT[code] ?? '')
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [base = '', price = '0', kinds = ''] = line.trim().split('|');
      return kinds.split(',').map((kind, index) => ({ name: `${base}, ${kind}`, price: Number(price), index }));
    })
    .map(({ name, price, index }, rank) => {
      const rng = rngOf(`product ${code} ${rank}`);
      // Prices end in 0 or 5 cents.
      const cents = Math.round(price * (KIND_PRICES[index] ?? 1) * 20) * 5;
      const ownMargin = margin + (rng.next() - 0.5) * 0.08;
      return {
        sku: `${code}-${String(rank + 1).padStart(3, '0')}`,
        name,
        category,
        price: cents,
        cost: Math.round((cents / (1 + rate)) * (1 - ownMargin)),
        popularity: 0.3 + rng.next() ** 2 * 2.5,
      };
    }),
);
