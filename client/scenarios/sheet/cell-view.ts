import { boxOf, boxSize, intersect } from '../../../shared/hierarchy/box.ts';
import { parseCell } from '../../../shared/hierarchy/address.ts';
import { initials } from '../../presence/people.ts';
import type { GridCell } from '../../grid/cell.ts';
import type { Cell } from '../../../shared/hierarchy/address.ts';
import type { Hierarchy } from '../../../shared/hierarchy/hierarchy.ts';
import type { CellState } from '../../../shared/planning/cell-state.ts';
import type { Edit } from '../../../shared/planning/edit.ts';
import type { Slot, Visitor } from '../../presence/people.ts';

export interface CellViewInput {
  readonly text: string;
  readonly state: CellState;
  /** The entry that moved the cell from above or beside, as `spreadBy` tells. */
  readonly spread: Edit | undefined;
  readonly locked: boolean;
  readonly visitors: readonly Visitor[];
  /** Colour of a person. */
  readonly slotOf: (user: string) => Slot;
  /** Whether something said about the cell is open. */
  readonly commented?: 'open' | 'resolved' | undefined;
}

/** What the grid draws of a cell. */
export function cellView({ text, state, spread, locked, visitors, slotOf, commented }: CellViewInput): GridCell {
  const corner = cornerOf(state.typed, spread, slotOf);
  return {
    text,
    ...(locked && { locked }),
    ...(corner && { corner }),
    ...(state.held && { held: true }),
    ...(state.impossible && { impossible: true }),
    ...(state.conflict && { conflict: state.conflict.lost.length + 1 }),
    ...(commented && { commented }),
    ...(visitors.length > 0 && {
      visitors: visitors.map(({ person, typing }) => ({
        ...person,
        tag: initials(person.name),
        ...(typing !== undefined && { typing }),
      })),
    }),
  };
}

/** The hand that touched the cell last: typed here, or spread onto it since. */
function cornerOf(
  typed: Edit | undefined,
  spread: Edit | undefined,
  slotOf: CellViewInput['slotOf'],
): GridCell['corner'] {
  if (spread && (!typed || spread.at > typed.at)) return { slot: slotOf(spread.by), faint: true };
  return typed && { slot: slotOf(typed.by), faint: false };
}

/**
 * The edit of another cell that was spread onto this one: from a block around it, or, where a hold was restored, from
 * beside it. A total that moves because some of its parts did needs no mark.
 */
export function spreadBy(hierarchy: Hierarchy, cell: Cell, moved: Edit | undefined): Edit | undefined {
  const from = moved && parseCell(hierarchy, moved.cell);
  if (!from?.ok || cell.measure === 'resultat') return undefined;
  const box = boxOf(hierarchy, cell);
  const common = boxSize(intersect(box, boxOf(hierarchy, from.cell)));
  return common === 0 || common === boxSize(box) ? moved : undefined;
}
