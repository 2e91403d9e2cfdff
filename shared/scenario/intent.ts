import { formatCell, mustParseCell } from '../hierarchy/address.ts';
import { sheetOf } from '../hierarchy/sheet.ts';
import { MAX_OVER } from './entry.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { Edit } from '../planning/edit.ts';
import type { Clock } from './clock.ts';

/** Who writes: turns intentions into entries of the log. */
export interface Author {
  readonly by: string;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** What an entry may carry beside its value. */
export interface Extras {
  readonly like?: string;
  readonly group?: string;
  readonly note?: string;
}

/** `keep` goes on holding a held cell, `hold` holds it, `release` does not. */
export type Locking = 'keep' | 'hold' | 'release';

/**
 * The cell becomes v, in place of what its author sees there.
 * @param live what the engine calls `live(cell)`
 */
export function setCell(
  author: Author,
  cell: string,
  v: number,
  live: readonly Edit[],
  locking: Locking = 'keep',
  extras: Extras = {},
): Edit {
  const lock = locking === 'hold' || (locking === 'keep' && live.some((edit) => edit.lock));
  return { ...stamp(author, cell, live), op: 'set', v, ...(lock && { lock }), ...extras };
}

/** Composes with whatever stands: `pct` 0.05 is +5 %, `add` adds v. */
export function changeCell(author: Author, cell: string, op: 'pct' | 'add', v: number, extras: Extras = {}): Edit {
  return { ...stamp(author, cell, []), op, v, ...extras };
}

/** The cell goes back to what it would be without the values its author sees there. */
export function clearCell(
  author: Author,
  cell: string,
  live: readonly Edit[],
  extras: Omit<Extras, 'like'> = {},
): Edit {
  return { ...stamp(author, cell, live), op: 'clear', ...extras };
}

/** An objective beside the cell; the entry lives in `siege`. */
export function targetCell(author: Author, cell: string, v: number, extras: Omit<Extras, 'like'> = {}): Edit {
  return { ...stamp(author, cell, []), op: 'target', v, ...extras };
}

/** One undo for one sheet. */
export interface SheetUndo {
  readonly sheet: string;
  readonly edit: Edit;
}

/**
 * Takes back entries of the author's own; undos among them are taken back too, which is redo. One undo or more for every
 * sheet the entries lie in, since an undo reaches its own sheet only.
 */
export function undo(author: Author, hierarchy: Hierarchy, entries: readonly Edit[], group?: string): SheetUndo[] {
  const bySheet = new Map<string, Edit[]>();
  for (const entry of entries) {
    if (entry.by !== author.by) continue;
    const sheet = sheetOf(hierarchy, mustParseCell(hierarchy, entry.cell), entry.op);
    bySheet.set(sheet, [...(bySheet.get(sheet) ?? []), entry]);
  }
  return [...bySheet].flatMap(([sheet, own]) =>
    chunks(own, MAX_OVER).map((over) => ({
      sheet,
      edit: {
        ...stamp(author, undoCell(hierarchy, sheet, over[0]!), over),
        op: 'undo' as const,
        ...(group && { group }),
      },
    })),
  );
}

/** A cell that lies in the sheet: the objective of a region lives in `siege`, an undo on that region's cell would not. */
function undoCell(hierarchy: Hierarchy, sheet: string, entry: Edit): string {
  const cell = mustParseCell(hierarchy, entry.cell);
  return sheetOf(hierarchy, cell, 'undo') === sheet ? entry.cell : formatCell(hierarchy, { ...cell, org: 0 });
}

function stamp({ by, clock, newId }: Author, cell: string, over: readonly Edit[]) {
  return { id: newId(), cell, over: over.map(({ id }) => id), by, at: clock.next() };
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}
