/** What a status bar says of the cells selected. */
export interface Figures {
  /** Cells that have a value. */
  readonly count: number;
  readonly sum: number | null;
  readonly mean: number | null;
}

/** `null` is a cell without a value: it neither adds nor counts. */
export function figuresOf(values: Iterable<number | null>): Figures {
  let count = 0;
  let sum = 0;
  for (const value of values) {
    if (value === null) continue;
    count += 1;
    sum += value;
  }
  return count === 0 ? { count, sum: null, mean: null } : { count, sum, mean: sum / count };
}
