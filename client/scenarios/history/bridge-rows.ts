import type { Span, SpanRow } from '../spans/span-option.ts';

/** One person's part of the way from the base to the present value. */
export interface BridgeStep {
  readonly name: string;
  readonly amount: number;
  readonly colour: string;
}

export interface Bridge {
  readonly base: number;
  readonly value: number;
  readonly steps: readonly BridgeStep[];
}

interface Texts {
  readonly base: string;
  readonly now: string;
  readonly others: (count: number) => string;
  readonly value: (value: number) => string;
  readonly amount: (amount: number) => string;
  /** Of the two values and of what is many people's. */
  readonly colour: string;
}

/** People named one by one; the others are one step together. */
const MAX_STEPS = 6;

/** From the base down to the present value, a step for each person, the largest first. */
export function bridgeRows({ base, value, steps }: Bridge, texts: Texts): SpanRow[] {
  const rows: SpanRow[] = [{ name: texts.base, label: texts.value(base), spans: [tick(base, texts.colour)] }];
  let at = base;
  for (const { name, amount, colour } of foldSteps(steps, texts)) {
    rows.push({ name, label: texts.amount(amount), spans: [{ from: at, to: at + amount, colour }] });
    at += amount;
  }
  rows.push({ name: texts.now, label: texts.value(value), spans: [tick(value, texts.colour)] });
  return rows;
}

function foldSteps(steps: readonly BridgeStep[], texts: Texts): readonly BridgeStep[] {
  const sorted = steps.toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  if (sorted.length <= MAX_STEPS) return sorted;
  const others = sorted.slice(MAX_STEPS - 1);
  const amount = others.reduce((sum, step) => sum + step.amount, 0);
  return [...sorted.slice(0, MAX_STEPS - 1), { name: texts.others(others.length), amount, colour: texts.colour }];
}

function tick(at: number, colour: string): Span {
  return { from: at, to: at, colour };
}
