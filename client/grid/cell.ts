/** What one cell shows; made by the screen, drawn by the grid. */
export interface GridCell {
  readonly text: string;
  /** Takes no input. */
  readonly locked?: boolean;
  /** Whose hand is in it: a solid corner when typed here, a faint one when moved from elsewhere. */
  readonly corner?: { readonly slot: number; readonly faint: boolean };
  readonly held?: boolean;
  readonly impossible?: boolean;
  /** Number of values that met here. */
  readonly conflict?: number;
  /** There is a discussion about it. */
  readonly commented?: 'open' | 'resolved';
  readonly visitors?: readonly CellVisitor[];
}

export interface CellVisitor {
  readonly id: string;
  readonly name: string;
  /** A few letters for a cell: the name has no room. */
  readonly tag: string;
  readonly slot: number;
  /** The draft they are typing. */
  readonly typing?: string;
}

/** Where the grid reads its cells; `undefined` while the value is being computed. */
export type CellSource = (row: string, column: string) => GridCell | undefined;

export interface CellPosition {
  readonly row: string;
  readonly column: string;
}

/** Whether two states of a cell look the same, so that it need not be drawn again. */
export function sameCell(a: GridCell | undefined, b: GridCell | undefined): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  return (
    a.text === b.text &&
    a.locked === b.locked &&
    a.held === b.held &&
    a.impossible === b.impossible &&
    a.conflict === b.conflict &&
    a.corner?.slot === b.corner?.slot &&
    a.corner?.faint === b.corner?.faint &&
    a.commented === b.commented &&
    sameVisitors(a.visitors, b.visitors)
  );
}

function sameVisitors(a: readonly CellVisitor[] = [], b: readonly CellVisitor[] = []): boolean {
  return a.length === b.length && a.every((visitor, index) => sameVisitor(visitor, b[index]));
}

function sameVisitor(a: CellVisitor, b: CellVisitor | undefined): boolean {
  return b !== undefined && a.id === b.id && a.name === b.name && a.slot === b.slot && a.typing === b.typing;
}
