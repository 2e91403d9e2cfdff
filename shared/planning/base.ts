import { MONTHS } from '../hierarchy/hierarchy.ts';
import { MAX_VALUE } from './edit.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';

/**
 * The leaf values a plan starts from. `q` units, `p` unit price € TTC, `k` unit cost € HT, one per (store, category,
 * month) at (store × categories + category) × 12 + month; `charges` € per (store, kind, month) in the same manner.
 * All from 0 to MAX_VALUE.
 */
export interface Leaves {
  readonly q: Float64Array;
  readonly p: Float64Array;
  readonly k: Float64Array;
  readonly charges: Float64Array;
}

/** Leaves with the codes they are indexed by, which make a base readable without the hierarchy it was made for. */
export interface Base extends Leaves {
  readonly stores: readonly string[];
  readonly categories: readonly string[];
  readonly kinds: readonly string[];
}

/** Months [0, closed) of the year are over: their leaves are these, and no edit moves them. */
export interface Actuals extends Leaves {
  readonly closed: number;
}

export type BaseFault =
  | { readonly kind: 'other_hierarchy'; readonly axis: 'stores' | 'categories' | 'kinds' }
  | { readonly kind: 'bad_length'; readonly array: keyof Leaves; readonly length: number; readonly expected: number }
  | { readonly kind: 'bad_value'; readonly array: keyof Leaves; readonly index: number; readonly value: number };

export function emptyBase(hierarchy: Hierarchy): Base {
  const leaves = hierarchy.stores.length * hierarchy.categories.length * MONTHS;
  return {
    stores: hierarchy.stores.map(({ code }) => code),
    categories: hierarchy.categories.map(({ code }) => code),
    kinds: hierarchy.charges.map(({ code }) => code),
    q: new Float64Array(leaves),
    p: new Float64Array(leaves),
    k: new Float64Array(leaves),
    charges: new Float64Array(hierarchy.stores.length * hierarchy.charges.length * MONTHS),
  };
}

/** The first thing that makes a base unfit for a hierarchy. */
export function baseFault(hierarchy: Hierarchy, base: Base): BaseFault | null {
  const expected = emptyBase(hierarchy);
  for (const axis of ['stores', 'categories', 'kinds'] as const) {
    if (base[axis].join('|') !== expected[axis].join('|')) return { kind: 'other_hierarchy', axis };
  }
  return leavesFault(base, expected);
}

/** @param like leaves of the right lengths */
function leavesFault(leaves: Leaves, like: Leaves): BaseFault | null {
  for (const array of ['q', 'p', 'k', 'charges'] as const) {
    const values = leaves[array];
    if (values.length !== like[array].length) {
      return { kind: 'bad_length', array, length: values.length, expected: like[array].length };
    }
    const index = values.findIndex((value) => !(value >= 0 && value <= MAX_VALUE));
    if (index >= 0) return { kind: 'bad_value', array, index, value: values[index] ?? Number.NaN };
  }
  return null;
}
