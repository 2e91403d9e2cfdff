/** One bar between 0 and 1 of the width of its track. */
export interface DayBar {
  readonly date: string;
  readonly amount: number;
  /** Where the bar begins: at zero, or left of it for a negative amount. */
  readonly start: number;
  readonly width: number;
}

/** The `count` days that move most, in the order of the calendar. */
export function mostMoved(bars: readonly DayBar[], count: number): DayBar[] {
  if (bars.length <= count) return [...bars];
  const kept = new Set(bars.toSorted((a, b) => b.width - a.width).slice(0, count));
  return bars.filter((bar) => kept.has(bar));
}

/** The days in order, on one scale that holds zero, the highest and the lowest amount. */
export function dayBars(days: readonly { date: string; amount: number }[]): DayBar[] {
  const highest = Math.max(0, ...days.map((day) => day.amount));
  const lowest = Math.min(0, ...days.map((day) => day.amount));
  const span = highest - lowest || 1;
  const zero = Math.abs(lowest) / span;
  return days
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .map(({ date, amount }) => {
      const width = Math.abs(amount) / span;
      return { date, amount, start: amount < 0 ? zero - width : zero, width };
    });
}
