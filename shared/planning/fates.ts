import { compareEdits } from './edit.ts';
import type { Edit } from './edit.ts';
import type { Entry, EntryStatus } from './log-entry.ts';

/** The entry of a sheet with this id. Ids are judged within their sheet only. */
export type FindEntry = (sheet: string, id: string) => Entry | undefined;

/**
 * The entries taken back.
 * @param undos all undos, in order
 */
export function takenBack(undos: readonly Entry[], find: FindEntry): Set<Entry> {
  const dead = new Set<Entry>();
  for (const undo of undos.toReversed()) {
    if (dead.has(undo)) continue;
    for (const entry of reachedBy(undo, find)) dead.add(entry);
  }
  return dead;
}

/**
 * An undo reaches its author's own earlier entries of its own sheet, and no others: its author may have lost the right to
 * write elsewhere, and no two undos can take each other back.
 */
export function reachedBy(undo: Entry, find: FindEntry): Entry[] {
  return undo.edit.over.flatMap((id) => {
    const entry = find(undo.sheet, id);
    return entry && entry.edit.by === undo.edit.by && comesBefore(entry, undo) ? [entry] : [];
  });
}

export interface CellFates {
  /** Of each entry given. */
  readonly statuses: readonly EntryStatus[];
  /** The set that stands. */
  readonly kept: Edit | undefined;
  /** Values that met another one, in order. */
  readonly lost: readonly Edit[];
  readonly target: Edit | undefined;
}

/** @param entries those on one cell that are not dead, in order */
export function judgeCell(entries: readonly Entry[], find: FindEntry): CellFates {
  const replaced = new Set<Entry>();
  for (const entry of entries) for (const other of replacedBy(entry, find)) replaced.add(other);
  const live = entries.filter((entry) => !replaced.has(entry));
  const kept = live.findLast(({ edit }) => edit.op === 'set');
  const lost: Edit[] = [];
  let met = kept === undefined;
  const statuses = entries.map((entry): EntryStatus => {
    if (replaced.has(entry)) return 'superseded';
    met ||= entry === kept;
    if (!movesLeaves(entry.edit)) return 'silent';
    if (!met) lost.push(entry.edit);
    return met ? 'counts' : 'lost';
  });
  return { statuses, kept: kept?.edit, lost, target: live.findLast(({ edit }) => edit.op === 'target')?.edit };
}

/** The entries of its own cell which a `set` or `clear` takes the place of. */
export function replacedBy({ edit, sheet }: Entry, find: FindEntry): Entry[] {
  if (edit.op !== 'set' && edit.op !== 'clear') return [];
  return edit.over.flatMap((id) => {
    const entry = id === edit.id ? undefined : find(sheet, id);
    return entry && entry.edit.cell === edit.cell ? [entry] : [];
  });
}

export const comesBefore = (a: Entry, b: Entry): boolean => compareEdits(a.edit, b.edit) < 0;

const movesLeaves = ({ op }: Edit): boolean => op === 'set' || op === 'pct' || op === 'add';
