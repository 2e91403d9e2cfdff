import { reachedBy, replacedBy } from './fates.ts';
import type { Blocked } from './blocked.ts';
import type { Edit } from './edit.ts';
import type { EditLog } from './edit-log.ts';
import type { Entry, EntryStatus } from './log-entry.ts';

/**
 * An entry with what became of it and through whom. An entry that was both replaced and undone shows the two: undoing it
 * had no effect, since a later value stands in its place.
 */
export interface HistoryItem {
  readonly edit: Edit;
  readonly status: EntryStatus | 'impossible';
  /** The undo that took it back. */
  readonly undoneBy?: Edit;
  /** The value or clear that took its place. */
  readonly supersededBy?: Edit;
  /** The value it met and that stands. */
  readonly lostTo?: Edit;
  readonly blocked?: Blocked;
}

/** Everything that was entered on a cell, in order. */
export function historyOf(
  log: EditLog,
  address: string,
  blockedAt: (position: number) => Blocked | null,
): HistoryItem[] {
  return withFates(log, log.onCell(address), blockedAt);
}

/** Everything that was entered in the scenario, in order. */
export function historyOfAll(log: EditLog, blockedAt: (position: number) => Blocked | null): HistoryItem[] {
  return withFates(log, log.all(), blockedAt);
}

function withFates(
  log: EditLog,
  entries: readonly Entry[],
  blockedAt: (position: number) => Blocked | null,
): HistoryItem[] {
  const positions = new Map(log.counting().map((entry, position) => [entry, position]));
  const undoers = undoersIn(log);
  const superseders = supersedersAmong(log, entries);
  return entries.map((entry): HistoryItem => {
    const { edit, status } = entry;
    const undoneBy = undoers.get(entry);
    const supersededBy = superseders.get(entry);
    const lostTo = status === 'lost' ? log.conflictOn(edit.cell)?.kept : undefined;
    const blocked = blockedAt(positions.get(entry) ?? -1);
    return {
      edit,
      status: blocked ? 'impossible' : status,
      ...(undoneBy && { undoneBy }),
      ...(supersededBy && { supersededBy }),
      ...(lostTo && { lostTo }),
      ...(blocked && { blocked }),
    };
  });
}

/** The first undo still standing that reaches each entry taken back. */
function undoersIn(log: EditLog): Map<Entry, Edit> {
  const undoers = new Map<Entry, Edit>();
  for (const undo of log.all()) {
    if (undo.edit.op !== 'undo' || undo.status === 'dead') continue;
    for (const entry of reachedBy(undo, log.find)) if (!undoers.has(entry)) undoers.set(entry, undo.edit);
  }
  return undoers;
}

/** The first entry still standing that took the place of each. */
function supersedersAmong(log: EditLog, entries: readonly Entry[]): Map<Entry, Edit> {
  const superseders = new Map<Entry, Edit>();
  for (const entry of entries) {
    if (entry.status === 'dead') continue;
    for (const other of replacedBy(entry, log.find)) if (!superseders.has(other)) superseders.set(other, entry.edit);
  }
  return superseders;
}
