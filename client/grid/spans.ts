/** A stretch along one axis, in px. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

/** The last that starts at or before a point, else the first; they are in order. */
export function indexAt(spans: readonly Span[], point: number): number {
  return Math.max(
    0,
    spans.findLastIndex(({ start }) => start <= point),
  );
}

/** The stretch of those with places from `first` to `last`, as far as there are such; `undefined` when there are none. */
export function columnsBetween(spans: readonly Span[], first: number, last: number): Span | undefined {
  const from = spans[Math.max(0, first)];
  const to = spans[Math.min(last, spans.length - 1)];
  if (!from || !to) return undefined;
  return { start: from.start, length: to.start + to.length - from.start };
}
