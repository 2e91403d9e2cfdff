import { mustParseCell } from '../hierarchy/address.ts';
import { triedEdits, tryOut } from './try-out.ts';
import type { Cell } from '../hierarchy/address.ts';
import type { Blocked } from './blocked.ts';
import type { EditFault } from './check-edit.ts';
import type { Edit } from './edit.ts';
import type { LivePlan } from './try-out.ts';

/** What one input does to the output: a bar of a tornado chart. */
export interface SensitivityBar {
  /** The input. */
  readonly cell: string;
  /** The output with the input x lower, and x higher; null where it is undefined or the input not possible. */
  readonly low: number | null;
  readonly high: number | null;
  /** How far apart low, high and the output as it is lie. */
  readonly spread: number;
  readonly impossible?: { readonly low?: NotPossible; readonly high?: NotPossible };
}

/** Holds or actuals in the way, or an input that no edit can change. */
export type NotPossible = Blocked | EditFault;

/**
 * The output with each input by a fraction x lower and higher, one at a time, on top of the plan as it is; widest first.
 * @param x above 0: 0.1 is ± 10 %
 * @throws {RangeError} on another x, and on an address the hierarchy does not know
 */
export function sensitivity(plan: LivePlan, inputs: readonly string[], output: string, x: number): SensitivityBar[] {
  if (!(x > 0 && x < Infinity)) throw new RangeError(`bad_fraction: ${x}`);
  const out = mustParseCell(plan.hierarchy, output);
  const present = plan.reader.value(out);
  return inputs
    .map((cell): SensitivityBar => {
      mustParseCell(plan.hierarchy, cell);
      const [low, high] = [outcome(plan, cell, out, -x), outcome(plan, cell, out, x)];
      const ends = [present, low.value, high.value].filter((value) => value !== null);
      const impossible = { ...(low.why && { low: low.why }), ...(high.why && { high: high.why }) };
      return {
        cell,
        low: low.value,
        high: high.value,
        spread: ends.length > 0 ? Math.max(...ends) - Math.min(...ends) : 0,
        ...((low.why ?? high.why) && { impossible }),
      };
    })
    .toSorted((a, b) => b.spread - a.spread);
}

interface Outcome {
  readonly value: number | null;
  readonly why?: NotPossible;
}

function outcome(plan: LivePlan, cell: string, output: Cell, v: number): Outcome {
  const edit: Edit = { id: 'sensitivity', cell, op: 'pct', v, over: [], by: '', at: 0 };
  return tryOut(plan, [edit], (trial) => {
    const tried = triedEdits(trial)[0];
    if (tried?.status === 'refused') return { value: null, why: tried.fault };
    if (tried?.status === 'impossible') return { value: null, why: { reason: tried.reason, holds: tried.holds } };
    return { value: plan.reader.value(output) };
  });
}
