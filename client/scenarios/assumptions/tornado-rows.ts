import type { Span, SpanRow } from '../spans/span-option.ts';

/** One input turned down and up; null where that is impossible or the output has no value then. */
export interface Swing {
  readonly name: string;
  readonly low: number | null;
  readonly high: number | null;
}

interface Look {
  readonly better: string;
  readonly worse: string;
  /** Whether less of the output is better. */
  readonly lessIsBetter: boolean;
  readonly amount: (amount: number) => string;
}

/** Bars from the present value: an outline for the input turned down, filled for it turned up. */
export function tornadoRows(base: number, swings: readonly Swing[], look: Look): SpanRow[] {
  const bar = (to: number | null, hollow: boolean): Span[] => {
    if (to === null) return [];
    const better = to > base !== look.lessIsBetter;
    return [{ from: base, to, colour: better ? look.better : look.worse, hollow }];
  };
  return swings.map(({ name, low, high }) => ({
    name,
    label: `± ${look.amount(widest(base, { low, high }))}`,
    spans: [...bar(low, true), ...bar(high, false)],
  }));
}

function widest(base: number, { low, high }: Pick<Swing, 'low' | 'high'>): number {
  return Math.max(Math.abs((low ?? base) - base), Math.abs((high ?? base) - base));
}
