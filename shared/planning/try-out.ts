import { regionOfOrg } from '../hierarchy/sheet.ts';
import { applyEdit } from './apply-edit.ts';
import { takeSavepoint } from './savepoint.ts';
import { suppose } from './suppose.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { Blockage, Blocked } from './blocked.ts';
import type { EditFault } from './check-edit.ts';
import type { Edit } from './edit.ts';
import type { EditLog } from './edit-log.ts';
import type { HoldView } from './hold.ts';
import type { Entry, EntryStatus } from './log-entry.ts';
import type { PlanReader } from './read-plan.ts';
import type { Replay } from './replay.ts';
import type { Savepoint, Scope } from './savepoint.ts';
import type { Supposition } from './suppose.ts';
import type { Totals } from './totals.ts';

/** The parts of an engine. */
export interface LivePlan {
  readonly hierarchy: Hierarchy;
  readonly log: EditLog;
  readonly replay: Replay;
  readonly totals: Totals;
  readonly reader: PlanReader;
}

/** What would become of a proposed edit: `known` ones have been entered before, `refused` ones name no cell of this plan. */
export type TriedEdit =
  | { readonly edit: Edit; readonly status: EntryStatus | 'known' }
  | {
      readonly edit: Edit;
      readonly status: 'impossible';
      readonly reason: Blockage;
      readonly holds: readonly HoldView[];
    }
  | { readonly edit: Edit; readonly status: 'refused'; readonly fault: EditFault };

/** The plan as it would be. Valid within the call of `read` only. */
export interface Trial {
  readonly supposition: Supposition;
  /** The part of the plan that may have changed, as it is now. */
  readonly before: Savepoint;
  /** What blocks the entry at a position of `supposition.entries`. */
  readonly blockedAt: (position: number) => Blocked | null;
}

/**
 * Has `read` look at the plan as it would be with some more edits, then puts everything back, to the bit. Edits that only
 * come on top cost their own region and its totals; ones that take the place of earlier entries, which changes what later
 * edits did since, cost a replay from there.
 */
export function tryOut<T>(plan: LivePlan, edits: readonly Edit[], read: (trial: Trial) => T): T {
  const supposition = suppose(plan.hierarchy, plan.log, edits);
  return runAside(plan, supposition, supposition.entries, read);
}

/**
 * The same for one edit with many values. What it replaces is taken out once; each value then costs its own region only.
 * @param work gets what tries a value, in place of the one tried before; null where it was applied
 */
export function tryValues<T>(plan: LivePlan, edit: Edit, work: (attempt: (v: number) => Blocked | null) => T): T {
  const { hierarchy, log, replay, totals } = plan;
  const supposition = suppose(hierarchy, log, [edit]);
  const position = supposition.entries.length - 1;
  const entry = supposition.entries[position]!;
  return runAside(plan, supposition, supposition.entries.slice(0, position), () => {
    const start = takeSavepoint(replay.state, totals, scopeOf(hierarchy, [entry]));
    return work((v) => {
      start.restore();
      return applyEdit(replay.state, { ...entry, edit: { ...entry.edit, v } }, position);
    });
  });
}

function runAside<T>(
  { hierarchy, log, replay, totals }: LivePlan,
  supposition: Supposition,
  entries: readonly Entry[],
  read: (trial: Trial) => T,
): T {
  const { from } = supposition;
  const onTop = from === log.counting().length;
  const scope = onTop
    ? scopeOf(hierarchy, supposition.entries.slice(from))
    : { first: 0, end: hierarchy.regions.length };
  const before = takeSavepoint(replay.state, totals, scope);
  try {
    return read({ supposition, before, blockedAt: replay.runAside(entries, from) });
  } finally {
    before.restore();
  }
}

export function triedEdits({ supposition, blockedAt }: Trial): TriedEdit[] {
  const { entries, supposed } = supposition;
  return supposed.map((item): TriedEdit => {
    const { edit } = item;
    if (item.kind === 'known') return { edit, status: 'known' };
    if (item.kind === 'refused') return { edit, status: 'refused', fault: item.fault };
    const blocked = item.status === 'counts' ? blockedAt(entries.lastIndexOf(item.entry)) : null;
    return blocked ? { edit, status: 'impossible', ...blocked } : { edit, status: item.status };
  });
}

/** The regions some entries may move leaves of. */
function scopeOf(hierarchy: Hierarchy, entries: readonly Entry[]): Scope {
  const regions = entries.map(({ cell }) => regionOfOrg(hierarchy, cell.org));
  if (regions.length === 0) return { first: 0, end: 0 };
  if (regions.includes(-1)) return { first: 0, end: hierarchy.regions.length };
  return { first: Math.min(...regions), end: 1 + Math.max(...regions) };
}
