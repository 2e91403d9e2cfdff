import { compareCodes } from '../hierarchy/hierarchy.ts';
import { applyEdit } from './apply-edit.ts';
import { createCellProbe } from './cell-probe.ts';
import { toleranceOf } from './tolerance.ts';
import type { Cell } from '../hierarchy/address.ts';
import type { Edit } from './edit.ts';
import type { Entry } from './log-entry.ts';
import type { PlanState } from './plan-state.ts';

/**
 * How a value came about. The amounts add up to the value less the base value, where a rate that is undefined counts as
 * 0: a rate that comes into being has its whole value for amount, one that ends loses it.
 */
export interface Explanation {
  /** The value before any edit; in a reforecast closed months are actuals already. */
  readonly base: number | null;
  /** In the order of replay. */
  readonly contributions: readonly Contribution[];
  /** The value now. */
  readonly value: number | null;
  /** The bridge: greatest amount first, whatever its sign. */
  readonly byAuthor: readonly AuthorAmount[];
}

export interface Contribution {
  readonly edit: Edit;
  readonly before: number | null;
  readonly after: number | null;
  readonly amount: number;
}

export interface AuthorAmount {
  readonly by: string;
  readonly amount: number;
  readonly edits: number;
}

/**
 * Replays everything once more and watches one cell. An edit that moved it by rounding alone is left out; what it did
 * belongs to the next one, so that the amounts still add up.
 * @param scratch a state before any edit, which is used up
 * @param entries those that count, in order
 */
export function explain(scratch: PlanState, entries: readonly Entry[], cell: Cell): Explanation {
  const probe = createCellProbe(scratch, cell);
  const base = probe.read();
  const contributions: Contribution[] = [];
  let before = base;
  let value = base;
  for (const [position, entry] of entries.entries()) {
    if (applyEdit(scratch, entry, position)) continue;
    const after = probe.read();
    value = after;
    const amount = (after ?? 0) - (before ?? 0);
    const same = (after === null) === (before === null) && Math.abs(amount) <= toleranceOf(after ?? 0);
    if (same) continue;
    contributions.push({ edit: entry.edit, before, after, amount });
    before = after;
  }
  return { base, contributions, value, byAuthor: bridge(contributions) };
}

function bridge(contributions: readonly Contribution[]): AuthorAmount[] {
  const authors = new Map<string, AuthorAmount>();
  for (const { edit, amount } of contributions) {
    const sofar = authors.get(edit.by) ?? { by: edit.by, amount: 0, edits: 0 };
    authors.set(edit.by, { by: edit.by, amount: sofar.amount + amount, edits: sofar.edits + 1 });
  }
  return [...authors.values()].toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || compareCodes(a.by, b.by));
}
