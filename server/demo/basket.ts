import type { Product, Store } from '../../shared/api/reference.ts';

/** A number from 0 to 1, 1 excluded. */
export type Rng = () => number;

export interface Assortment {
  stores: readonly Store[];
  /** Dearest last. */
  products: readonly Product[];
}

export interface Basket {
  store: string;
  lines: { sku: string; quantity: number; unitPrice: number }[];
}

/** Chance of a line more, of a unit more, of a reduced price, of a return. */
const ANOTHER_LINE = 0.55;
const ANOTHER_UNIT = 0.2;
const REDUCED = 0.12;
const RETURNED = 0.012;
const MAX_LINES = 8;
/** Part of the assortment, from the cheapest, that is sold while stores are closed. */
const SMALL = 0.2;

/** What somebody buys somewhere; undefined where there is nothing to sell. `small`: one cheap article. */
export function basketOf({ stores, products }: Assortment, rng: Rng, small: boolean): Basket | undefined {
  const store = pick(stores, rng);
  const choice = small ? products.slice(0, Math.max(1, Math.floor(products.length * SMALL))) : products;
  const lines: Basket['lines'] = [];
  do {
    const product = pick(choice, rng);
    if (!product) return undefined;
    lines.push({ sku: product.sku, quantity: quantityOf(rng), unitPrice: priceOf(product, rng) });
  } while (!small && lines.length < MAX_LINES && rng() < ANOTHER_LINE);
  return store && { store: store.code, lines };
}

function quantityOf(rng: Rng): number {
  if (rng() < RETURNED) return -1;
  let quantity = 1;
  while (rng() < ANOTHER_UNIT) quantity++;
  return quantity;
}

/** In whole cents. */
function priceOf({ salePrice }: Product, rng: Rng): number {
  const reduction = rng() < REDUCED ? 0.1 + 0.2 * rng() : 0;
  return Math.round(salePrice * (1 - reduction) * 100) / 100;
}

function pick<T>(items: readonly T[], rng: Rng): T | undefined {
  return items[Math.floor(rng() * items.length)];
}
