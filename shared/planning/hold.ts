import { boxesMeet, boxSize, isInside } from '../hierarchy/box.ts';
import { compareEdits } from './edit.ts';
import { markBox } from './leaf-space.ts';
import type { Box } from '../hierarchy/box.ts';
import type { Edit } from './edit.ts';
import type { LeafSpace, Weight } from './leaf-space.ts';

/** A total that later edits elsewhere may not move, as it is shown. */
export interface HoldView {
  readonly cell: string;
  /** The entry that made it. */
  readonly edit: Edit;
  readonly target: number;
}

export interface Hold extends HoldView {
  readonly box: Box;
  readonly weight: Weight;
  target: number;
  /** Whether its leaves may have moved since it was last seen to meet its target. */
  unsure: boolean;
  /** By how much it was off when it was last looked at, while holds are being restored. */
  off: number;
}

/**
 * Cells a scenario may hold at once. Each edit looks at all of them, and at each other's where they meet: some hundred are
 * more than a team keeps in mind, and thousands that contradict each other would keep every browser busy. Counted in the
 * order of replay, so that the same ones stand everywhere.
 */
export const MAX_HOLDS = 500;

/** Of which one person, as of a document's entries: nobody uses them up alone. */
export const MAX_HOLDS_OF_ONE = MAX_HOLDS / 2;

/** Why this person cannot hold another cell, if so. */
export function holdsFull(
  holds: readonly Hold[],
  more: readonly Hold[],
  by: string,
): 'too_many_holds' | 'too_many_own_holds' | undefined {
  if (holds.length + more.length >= MAX_HOLDS) return 'too_many_holds';
  const own = (some: readonly Hold[]): number => some.filter(({ edit }) => edit.by === by).length;
  return own(holds) + own(more) >= MAX_HOLDS_OF_ONE ? 'too_many_own_holds' : undefined;
}

export function viewHold({ cell, edit, target }: Hold): HoldView {
  return { cell, edit, target };
}

/** Holds change as edits are replayed: what is kept beside them is a copy. */
export const copyHolds = (holds: readonly Hold[]): Hold[] => holds.map((hold) => ({ ...hold }));

export function insertHold(holds: Hold[], hold: Hold): void {
  const index = holds.findIndex((other) => compareHolds(hold, other) < 0);
  holds.splice(index < 0 ? holds.length : index, 0, hold);
}

function compareHolds(a: Hold, b: Hold): number {
  return boxSize(a.box) - boxSize(b.box) || compareEdits(a.edit, b.edit);
}

/** The holds an edit could put off their targets: those that share leaves with it and do not lie inside it. */
export function holdsAtRisk(holds: readonly Hold[], cell: string, changed: Box, spare: boolean): boolean {
  return holds.some(
    (hold) => hold.cell !== cell && boxesMeet(hold.box, changed) && !(spare && isInside(hold.box, changed)),
  );
}

/** Marks the leaves of a block that an edit may not scale: actuals, and what holds inside it keep. */
export function fence(leaves: LeafSpace, box: Box, closed: number, inner: readonly Hold[], value: 0 | 1): void {
  markBox(leaves, { ...box, k1: Math.max(box.k0, Math.min(box.k1, closed)) }, value);
  for (const hold of inner) markBox(leaves, hold.box, value);
}
