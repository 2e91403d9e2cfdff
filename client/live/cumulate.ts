import type { Curve } from './hour-points.ts';

/** Running sums of every series. */
export function cumulate({ date, today, lastYear, objective }: Curve): Curve {
  return { date, today: sums(today), lastYear: sums(lastYear), objective: sums(objective) };
}

function sums(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}
