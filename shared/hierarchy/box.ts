import { MONTHS, storeOfOrg } from './hierarchy.ts';
import type { Cell } from './address.ts';
import type { Hierarchy } from './hierarchy.ts';

/**
 * The leaves of a cell: stores [s0, s1) × columns [c0, c1) × months [k0, k1). A column is a category, or a kind of
 * charges for the measure `charges`. Leaf (s, c, k) lies at index (s × columns + c) × 12 + k, so that a whole store, and
 * a whole region, is one contiguous run.
 */
export interface Box {
  readonly s0: number;
  readonly s1: number;
  readonly c0: number;
  readonly c1: number;
  readonly k0: number;
  readonly k1: number;
}

export function boxOf(hierarchy: Hierarchy, cell: Cell): Box {
  const [s0, s1] = storeRange(hierarchy, cell.org);
  const [k0, k1] = monthRange(cell.period);
  const [c0, c1] = columnRange(hierarchy, cell);
  return { s0, s1, c0, c1, k0, k1 };
}

/** The stores [from, to) of an organisation node. */
export function storeRange(hierarchy: Hierarchy, org: number): readonly [number, number] {
  if (org === 0) return [0, hierarchy.stores.length];
  const region = hierarchy.regions[org - 1];
  if (region) return [region.from, region.to];
  const store = storeOfOrg(hierarchy, org);
  return [store, store + 1];
}

/** The months [from, to) of a period node, 0 to 12. */
export function monthRange(period: number): readonly [number, number] {
  if (period === 0) return [0, MONTHS];
  if (period <= 4) return [(period - 1) * 3, period * 3];
  return [period - 5, period - 4];
}

function columnRange(hierarchy: Hierarchy, cell: Cell): readonly [number, number] {
  if (cell.measure === 'charges') return [cell.charge, cell.charge + 1];
  return cell.category === 0 ? [0, hierarchy.categories.length] : [cell.category - 1, cell.category];
}

export function boxSize({ s0, s1, c0, c1, k0, k1 }: Box): number {
  return (s1 - s0) * (c1 - c0) * (k1 - k0);
}

export function boxesMeet(a: Box, b: Box): boolean {
  return a.s0 < b.s1 && b.s0 < a.s1 && a.c0 < b.c1 && b.c0 < a.c1 && a.k0 < b.k1 && b.k0 < a.k1;
}

/** Whether the leaves of `inner` are a proper subset of those of `outer`. */
export function isInside(inner: Box, outer: Box): boolean {
  if (boxSize(inner) >= boxSize(outer)) return false;
  if (boxSize(inner) === 0) return true;
  return (
    inner.s0 >= outer.s0 &&
    inner.s1 <= outer.s1 &&
    inner.c0 >= outer.c0 &&
    inner.c1 <= outer.c1 &&
    inner.k0 >= outer.k0 &&
    inner.k1 <= outer.k1
  );
}

/** The common leaves of two boxes; of size 0 where they do not meet. */
export function intersect(a: Box, b: Box): Box {
  const s0 = Math.max(a.s0, b.s0);
  const c0 = Math.max(a.c0, b.c0);
  const k0 = Math.max(a.k0, b.k0);
  return {
    s0,
    s1: Math.max(s0, Math.min(a.s1, b.s1)),
    c0,
    c1: Math.max(c0, Math.min(a.c1, b.c1)),
    k0,
    k1: Math.max(k0, Math.min(a.k1, b.k1)),
  };
}
