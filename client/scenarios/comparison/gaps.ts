/** One row of the plan beside what it is compared with; null where there is no value. */
export interface Pair {
  readonly row: string;
  readonly plan: number | null;
  readonly reference: number | null;
}

export interface Gap extends Pair {
  /** Plan less reference. */
  readonly gap: number | null;
  /** Of the reference; null for rates, whose gap is in points, and where the reference is 0. */
  readonly share: number | null;
}

export type GapOrder = 'gap' | 'share';

export function gapOf(pair: Pair, rate: boolean): Gap {
  const { plan, reference } = pair;
  if (plan === null || reference === null) return { ...pair, gap: null, share: null };
  const gap = plan - reference;
  return { ...pair, gap, share: rate || reference === 0 ? null : gap / Math.abs(reference) };
}

/** The widest first, whatever its sign; rows without a gap last, otherwise in their order. */
export function sortGaps(gaps: readonly Gap[], order: GapOrder): Gap[] {
  const size = (gap: Gap): number => (gap[order] === null ? -1 : Math.abs(gap[order]));
  return gaps.toSorted((a, b) => size(b) - size(a));
}
