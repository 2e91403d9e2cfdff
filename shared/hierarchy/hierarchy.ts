import { treeFaults } from './tree.ts';
import type { Named, Tree, TreeCategory } from './tree.ts';

export const MONTHS = 12;
/** Period nodes of a year: 0 the year, 1-4 its quarters, 5-16 its months. */
export const PERIODS = 17;

export interface Region extends Named {
  /** Its stores are `stores[from]` to `stores[to - 1]`. */
  readonly from: number;
  readonly to: number;
}

export interface Store extends Named {
  /** Index into `regions`. */
  readonly region: number;
}

/**
 * A tree with its indexes. Everything is in code order (code unit), stores by region first, so that the stores of a
 * region, the categories and the months of a quarter are index ranges and a block is a box of three ranges.
 */
export interface Hierarchy {
  readonly tree: Tree;
  readonly year: number;
  readonly regions: readonly Region[];
  readonly stores: readonly Store[];
  readonly categories: readonly TreeCategory[];
  readonly charges: readonly Named[];
  /** Organisation nodes: `*`, then `R:<code>` of every region, then `M:<code>` of every store. */
  readonly orgs: readonly string[];
  /** Category nodes: `*`, then `C:<code>`. */
  readonly cats: readonly string[];
  /** Period nodes: `2027`, `2027-Q1`…`2027-Q4`, `2027-01`…`2027-12`. */
  readonly periods: readonly string[];
  readonly orgIndex: ReadonlyMap<string, number>;
  readonly catIndex: ReadonlyMap<string, number>;
  readonly periodIndex: ReadonlyMap<string, number>;
  readonly chargeIndex: ReadonlyMap<string, number>;
}

/** @throws {Error} on a tree that `treeFaults` finds fault with: check trees from outside first. */
export function buildHierarchy(tree: Tree): Hierarchy {
  const faults = treeFaults(tree);
  if (faults.length > 0) throw new Error(`invalid hierarchy: ${JSON.stringify(faults.slice(0, 5))}`);
  const regions: Region[] = [];
  const stores: Store[] = [];
  for (const { code, name, stores: own } of byCode(tree.regions)) {
    const from = stores.length;
    for (const store of byCode(own)) stores.push({ code: store.code, name: store.name, region: regions.length });
    regions.push({ code, name, from, to: stores.length });
  }
  const categories = byCode(tree.categories);
  const charges = byCode(tree.charges);
  const orgs = ['*', ...regions.map(({ code }) => `R:${code}`), ...stores.map(({ code }) => `M:${code}`)];
  const cats = ['*', ...categories.map(({ code }) => `C:${code}`)];
  const periods = periodNodes(tree.year);
  return {
    tree,
    year: tree.year,
    regions,
    stores,
    categories,
    charges,
    orgs,
    cats,
    periods,
    orgIndex: indexOf(orgs),
    catIndex: indexOf(cats),
    periodIndex: indexOf(periods),
    chargeIndex: indexOf(charges.map(({ code }) => code)),
  };
}

/** Orders by code unit, as every replay everywhere must: `localeCompare` depends on the machine. */
export function compareCodes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The store index of an organisation node, or -1 where the node is the company or a region. */
export function storeOfOrg(hierarchy: Hierarchy, org: number): number {
  return Math.max(-1, org - 1 - hierarchy.regions.length);
}

export function orgOfStore(hierarchy: Hierarchy, store: number): number {
  return 1 + hierarchy.regions.length + store;
}

function byCode<T extends Named>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => compareCodes(a.code, b.code));
}

function periodNodes(year: number): string[] {
  const quarters = [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`);
  const months = Array.from({ length: MONTHS }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}`);
  return [String(year), ...quarters, ...months];
}

function indexOf(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, index) => [name, index]));
}
