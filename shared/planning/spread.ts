import { MONTHS, storeOfOrg } from '../hierarchy/hierarchy.ts';
import { HT, TTC, UNITS } from './leaf-space.ts';
import { LIMIT } from './tolerance.ts';
import type { Box } from '../hierarchy/box.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { Profile } from './check-edit.ts';
import type { LeafSpace, Weight } from './leaf-space.ts';

/** The weight of leaf (store, column, month) in a spread. */
export type ShareOf = (s: number, c: number, k: number) => number;

export const evenly: ShareOf = () => 1;

/**
 * Sets q on the free leaves so that m takes shares of `amount`. A leaf without a price can carry no amount: it keeps its
 * units, or has none where units are what is spread.
 * @returns `no_room`, or `overflow`, having changed nothing
 */
export function spreadBox(
  space: LeafSpace,
  box: Box,
  weight: Weight,
  amount: number,
  shareOf: ShareOf,
  position: number,
): 'spread' | 'no_room' | 'overflow' {
  const { q, p, moved } = space;
  let shares = 0;
  let greatest = 0;
  forFree(space, box, (i, s, c, k) => {
    if (!(p[i]! > 0)) return;
    const share = shareOf(s, c, k);
    shares += share;
    greatest = Math.max(greatest, share / unitOf(space, weight, i, c));
  });
  if (!(shares > 0)) return 'no_room';
  if (!((amount * greatest) / shares <= LIMIT)) return 'overflow';
  forFree(space, box, (i, s, c, k) => {
    if (p[i]! > 0) q[i] = (amount * shareOf(s, c, k)) / shares / unitOf(space, weight, i, c);
    else if (weight === UNITS) q[i] = 0;
    else return;
    moved[i] = position;
  });
  return 'spread';
}

/** Weights after the base values of `base` in another store, another category, or both. */
export function profileShares(hierarchy: Hierarchy, base: LeafSpace, weight: Weight, like: Profile): ShareOf {
  const store = storeOfOrg(hierarchy, like.org);
  return (s, c, k) => {
    const column = like.category > 0 ? like.category - 1 : c;
    const i = ((store < 0 ? s : store) * base.columns + column) * MONTHS + k;
    return base.q[i]! * unitOf(base, weight, i, column);
  };
}

/** m of one unit of q. */
function unitOf({ p, divisor }: LeafSpace, weight: Weight, i: number, c: number): number {
  if (weight === TTC) return p[i]!;
  return weight === HT ? p[i]! / divisor[c]! : 1;
}

function forFree(space: LeafSpace, box: Box, visit: (i: number, s: number, c: number, k: number) => void): void {
  for (let s = box.s0; s < box.s1; s++) {
    for (let c = box.c0; c < box.c1; c++) {
      const start = (s * space.columns + c) * MONTHS;
      for (let k = box.k0; k < box.k1; k++) if (space.mask[start + k] === 0) visit(start + k, s, c, k);
    }
  }
}
