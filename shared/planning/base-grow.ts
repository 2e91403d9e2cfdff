import { MONTHS } from '../hierarchy/hierarchy.ts';
import { copyProfile } from './base-profiles.ts';
import { emptyBase } from './base.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { CopiedProfile } from './base-profiles.ts';
import type { Base } from './base.ts';

/**
 * Leaves in a hierarchy with more stores than the one they were made for; categories and charges are the same. A new store
 * has no units and no charges, and the price of its category, so that a value typed on it can be spread.
 */
export function growBase(hierarchy: Hierarchy, base: Base): Base {
  const grown = emptyBase(hierarchy);
  const from = new Map(base.stores.map((code, index) => [code, index]));
  for (const [store, { code }] of hierarchy.stores.entries()) {
    const known = from.get(code);
    if (known === undefined) priceStore(grown, store, base);
    else copyStore(grown, store, base, known);
  }
  return grown;
}

/** Gives a new store the present leaves of the store named, else the average of its region's stores that sell anything. */
export function startStore(hierarchy: Hierarchy, base: Base, code: string, like: string | undefined): CopiedProfile {
  const width = base.categories.length * MONTHS;
  const sells = (store: number): boolean =>
    base.q.subarray(store * width, (store + 1) * width).some((units) => units > 0);
  const sold = Uint8Array.from(base.stores, (other, store) => (other !== code && sells(store) ? 1 : 0));
  return copyProfile(hierarchy, base, base.stores.indexOf(code), sold, like);
}

/** The leaves of one store, from a base with the same categories and charges. */
export function copyStore(into: Base, store: number, base: Base, known: number): void {
  for (const array of ['q', 'p', 'k', 'charges'] as const) {
    const width = base[array].length / base.stores.length;
    into[array].set(base[array].subarray(known * width, (known + 1) * width), store * width);
  }
}

/** Weighed by units, of the month or else of the year; where nobody sells, the price that any leaf of the category carries. */
function priceStore(into: Base, store: number, base: Base): void {
  const columns = base.categories.length;
  for (let c = 0; c < columns; c++) {
    for (let month = 0; month < MONTHS; month++) {
      const leaf = (store * columns + c) * MONTHS + month;
      const average = averageOf(base, c, [month]) ?? averageOf(base, c, YEAR);
      into.p[leaf] = average?.price ?? base.p[c * MONTHS + month] ?? 0;
      into.k[leaf] = average?.cost ?? base.k[c * MONTHS + month] ?? 0;
    }
  }
}

const YEAR = Array.from({ length: MONTHS }, (_, month) => month);

function averageOf(base: Base, c: number, months: readonly number[]): { price: number; cost: number } | null {
  let units = 0;
  let revenue = 0;
  let cost = 0;
  for (let store = 0; store < base.stores.length; store++) {
    for (const month of months) {
      const leaf = (store * base.categories.length + c) * MONTHS + month;
      units += base.q[leaf]!;
      revenue += base.q[leaf]! * base.p[leaf]!;
      cost += base.q[leaf]! * base.k[leaf]!;
    }
  }
  return units > 0 ? { price: revenue / units, cost: cost / units } : null;
}
