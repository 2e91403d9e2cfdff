import type { RankedStore } from '../../shared/api/live-board.ts';

export const RANK_BY = ['attainment', 'vsLastYear', 'revenueTtc'] as const;
export type RankBy = (typeof RANK_BY)[number];

export interface Rank {
  readonly store: RankedStore;
  /** From 1. */
  readonly rank: number;
  /** Places gained (lost: negative) the last time it moved, and how many looks ago that was counted from the first. */
  readonly moved: { readonly places: number; readonly look: number } | undefined;
}

/** The stores in their order, and what has to be kept to tell how they moved. */
export interface Ranks {
  readonly items: readonly RankedStore[];
  readonly by: RankBy;
  readonly look: number;
  readonly rows: readonly Rank[];
}

export function firstRanks(items: readonly RankedStore[], by: RankBy): Ranks {
  const rows = inOrder(items, by).map((store, index) => ({ store, rank: index + 1, moved: undefined }));
  return { items, by, look: 0, rows };
}

/**
 * Ranks with the newest values. `held`: somebody is pointing at a row, so each stays where it is and only values move. Another
 * order, or other stores, start without moves.
 */
export function nextRanks(before: Ranks, items: readonly RankedStore[], by: RankBy, held: boolean): Ranks {
  const known = new Map(before.rows.map((row) => [row.store.scope, row]));
  const same = by === before.by && items.length === known.size && items.every(({ scope }) => known.has(scope));
  if (!same) return firstRanks(items, by);
  const look = before.look + 1;
  const values = new Map(items.map((store) => [store.scope, store]));
  if (held) {
    const rows = before.rows.map((row) => ({ ...row, store: values.get(row.store.scope) ?? row.store }));
    return { items, by, look, rows };
  }
  const rows = inOrder(items, by).map((store, index): Rank => {
    const row = known.get(store.scope);
    const rank = index + 1;
    const places = (row?.rank ?? rank) - rank;
    return { store, rank, moved: places === 0 ? row?.moved : { places, look } };
  });
  return { items, by, look, rows };
}

/** The best first; what has no such value comes last, equals by revenue, then by code. */
function inOrder(items: readonly RankedStore[], by: RankBy): RankedStore[] {
  return items.toSorted(
    (a, b) => valueOf(b, by) - valueOf(a, by) || b.revenueTtc - a.revenueTtc || (a.scope < b.scope ? -1 : 1),
  );
}

function valueOf(store: RankedStore, by: RankBy): number {
  // Finite, so that two missing values are equal.
  return store[by] ?? -Number.MAX_VALUE;
}
