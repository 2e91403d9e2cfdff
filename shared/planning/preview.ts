import { boxesMeet, boxOf, boxSize, intersect, isInside } from '../hierarchy/box.ts';
import { compareCodes } from '../hierarchy/hierarchy.ts';
import { viewHold } from './hold.ts';
import { anyMoved, movedLeaves } from './moved-leaves.ts';
import { toleranceOf } from './tolerance.ts';
import { triedEdits, tryOut } from './try-out.ts';
import type { Box } from '../hierarchy/box.ts';
import type { Impossible } from './cell-state.ts';
import type { Edit } from './edit.ts';
import type { HoldView } from './hold.ts';
import type { Entry } from './log-entry.ts';
import type { MovedLeaves } from './moved-leaves.ts';
import type { PlanSpace } from './plan-state.ts';
import type { LivePlan, Trial, TriedEdit } from './try-out.ts';

/** What proposed edits would do: « 12 magasins, 3 personnes touchées ». */
export interface Preview {
  /** Stores in which a leaf would move, and the leaves: (store, category, month) of sales, (store, kind, month) of charges. */
  readonly stores: number;
  readonly leaves: number;
  /** Others than the authors of the proposal; most touched first. */
  readonly authors: readonly TouchedAuthor[];
  /** Holds inside the blocks, whose leaves are left alone. */
  readonly held: readonly HoldView[];
  /** Holds whose totals stay because leaves in or around the blocks are moved in return. */
  readonly restored: readonly HoldView[];
  /** What would become of each proposed edit, in order. */
  readonly edits: readonly TriedEdit[];
  /** Entries that count now and would be impossible then: only a proposal that replaces or undoes something does that. */
  readonly blocks: readonly Impossible[];
}

export interface TouchedAuthor {
  readonly by: string;
  readonly entries: readonly TouchedEntry[];
}

/**
 * `moved`: the value of the cell would move, inside a block or, to restore a hold, beside it. `hold`: the total of the hold
 * stays, what it is made of moves. `replaced`: the entry would no longer count.
 */
export interface TouchedEntry {
  readonly edit: Edit;
  readonly how: 'moved' | 'hold' | 'replaced';
}

/** Cells that reach beyond a block (its region, its year) move by nature: nobody is touched by that. */
export function preview(plan: LivePlan, edits: readonly Edit[]): Preview {
  const { log, replay, reader } = plan;
  const { state } = replay;
  const own = new Set(edits.map(({ by }) => by));
  const entries = log.counting();
  const values = entries.map(({ cell }) => reader.value(cell));
  const possible = new Set(entries.filter((_entry, position) => !replay.blockedAt(position)));
  const holds = [...state.sales.holds, ...state.charges.holds].map(viewHold);

  return tryOut(plan, edits, (trial) => {
    const { supposed, stopped, resumed } = trial.supposition;
    const tried = triedEdits(trial);
    const applied = supposed.flatMap((item, index) =>
      item.kind === 'entry' && tried[index]?.status === 'counts' ? [item.entry] : [],
    );
    const blocks = [...applied, ...stopped, ...resumed].map((entry) => blockOf(plan, entry));
    const moved = movedLeaves(state, trial.before);
    const { held, restored } = keptHolds(plan, holds, blocks, moved);

    const restoring = new Set(restored.map(({ edit }) => edit));
    const touched = new Map<Entry, TouchedEntry['how']>();
    for (const [position, entry] of entries.entries()) {
      if (own.has(entry.edit.by)) continue;
      if (stopped.includes(entry)) touched.set(entry, 'replaced');
      else if (restoring.has(entry.edit)) touched.set(entry, 'hold');
      else if (
        hasMoved(values[position] ?? null, reader.value(entry.cell)) &&
        isBelowOrBeside(blocks, blockOf(plan, entry))
      ) {
        touched.set(entry, 'moved');
      }
    }
    return {
      stores: moved.stores,
      leaves: moved.leaves,
      authors: byAuthor(entries, touched),
      held,
      restored,
      edits: tried,
      blocks: newlyBlocked(trial, possible),
    };
  });
}

interface Block {
  readonly address: string;
  readonly box: Box;
  readonly space: PlanSpace;
}

function blockOf({ hierarchy, replay: { state } }: LivePlan, { cell, edit }: Entry): Block {
  const space = cell.measure === 'charges' ? state.charges : state.sales;
  return { address: edit.cell, box: boxOf(hierarchy, cell), space };
}

function keptHolds(
  { replay: { state } }: LivePlan,
  holdsBefore: readonly HoldView[],
  blocks: readonly Block[],
  moved: MovedLeaves,
): { held: HoldView[]; restored: HoldView[] } {
  const held: HoldView[] = [];
  const restored: HoldView[] = [];
  for (const space of [state.sales, state.charges]) {
    const own = blocks.filter((block) => block.space === space);
    const marks = space === state.charges ? moved.charges : moved.amounts;
    for (const hold of space.holds) {
      // A hold that is new or has got another target is what was asked for.
      const kept = holdsBefore.some(({ edit, target }) => edit === hold.edit && target === hold.target);
      if (!kept || own.some(({ address }) => address === hold.cell)) continue;
      if (anyMoved(marks, space.leaves.columns, hold.box)) restored.push(viewHold(hold));
      else if (own.some(({ box }) => isInside(hold.box, box))) held.push(viewHold(hold));
    }
  }
  return { held, restored };
}

/** Whether an entry lies in a block or beside all of them. What reaches beyond a block moves with it by nature. */
function isBelowOrBeside(blocks: readonly Block[], { address, box, space }: Block): boolean {
  const near = blocks.filter((block) => block.space === space && boxesMeet(block.box, box));
  if (near.some((block) => block.address === address)) return false;
  return near.length === 0 || near.some((block) => boxSize(intersect(block.box, box)) === boxSize(box));
}

function hasMoved(before: number | null, after: number | null): boolean {
  if (before === null || after === null) return before !== after;
  return Math.abs(after - before) > toleranceOf(before);
}

function byAuthor(entries: readonly Entry[], touched: ReadonlyMap<Entry, TouchedEntry['how']>): TouchedAuthor[] {
  const authors = new Map<string, TouchedEntry[]>();
  for (const entry of entries) {
    const how = touched.get(entry);
    if (how) authors.set(entry.edit.by, [...(authors.get(entry.edit.by) ?? []), { edit: entry.edit, how }]);
  }
  return [...authors]
    .map(([by, own]) => ({ by, entries: own }))
    .toSorted((a, b) => b.entries.length - a.entries.length || compareCodes(a.by, b.by));
}

function newlyBlocked({ supposition, blockedAt }: Trial, possible: ReadonlySet<Entry>): Impossible[] {
  return supposition.entries.flatMap((entry, position) => {
    const blocked = possible.has(entry) ? blockedAt(position) : null;
    return blocked ? [{ edit: entry.edit, ...blocked }] : [];
  });
}
