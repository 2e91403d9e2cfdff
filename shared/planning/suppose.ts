import { compareEdits } from './edit.ts';
import { judgeCell, takenBack } from './fates.ts';
import { readEntry } from './log-entry.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { Edit } from './edit.ts';
import type { EditLog } from './edit-log.ts';
import type { Entry, EntryStatus, RefusedEdit } from './log-entry.ts';

/** What a log would replay with some more edits at its end. */
export interface Supposition {
  /** The entries to replay, in order. */
  readonly entries: readonly Entry[];
  /** The first position that differs from what the log replays now; its length, where edits are only added. */
  readonly from: number;
  /** As the edits were given. A `known` one has been entered before: supposing it once more changes nothing. */
  readonly supposed: readonly SupposedEdit[];
  /** Entries of the log that would no longer count, and those that would count again, in order. */
  readonly stopped: readonly Entry[];
  readonly resumed: readonly Entry[];
}

export type SupposedEdit =
  | { readonly kind: 'entry'; readonly edit: Edit; readonly entry: Entry; readonly status: EntryStatus }
  | { readonly kind: 'known'; readonly edit: Edit }
  | ({ readonly kind: 'refused' } & RefusedEdit);

/**
 * Judges edits as if they were entered now: after everything that is in the log, whatever their stamps say. The log
 * stays as it is.
 */
export function suppose(hierarchy: Hierarchy, log: EditLog, edits: readonly Edit[]): Supposition {
  const fresh = new Map<string, Entry>();
  const read = new Map<Edit, Entry | RefusedEdit | 'known'>();
  const last = log.all().at(-1)?.edit.at ?? 0;
  for (const [edit, stamped] of stampedLast(edits, last)) {
    const entry = readEntry(hierarchy, stamped);
    const key = 'fault' in entry ? '' : keyOf(entry);
    const known = !('fault' in entry) && (fresh.has(key) || log.find(entry.sheet, edit.id) !== undefined);
    if (!read.has(edit)) read.set(edit, known ? 'known' : entry);
    if (!known && !('fault' in entry)) fresh.set(key, entry);
  }

  const statuses = judgedWith(log, fresh);
  const statusOf = (entry: Entry): EntryStatus => statuses.get(entry) ?? entry.status;
  const changed = [...statuses.keys()].filter((entry) => statusOf(entry) !== entry.status);
  const stopped = inOrder(changed.filter((entry) => entry.status === 'counts'));
  const resumed = inOrder(changed.filter((entry) => fresh.get(keyOf(entry)) !== entry && statusOf(entry) === 'counts'));
  const added = [...fresh.values()].filter((entry) => statusOf(entry) === 'counts');
  const before = log.counting();
  const pastChanges = stopped.length > 0 || resumed.length > 0;
  const past = pastChanges ? log.all().filter((entry) => statusOf(entry) === 'counts') : before;
  const differs = pastChanges ? past.findIndex((entry, index) => entry !== before[index]) : -1;
  return {
    entries: [...past, ...added],
    from: differs < 0 ? past.length : differs,
    supposed: edits.map((edit): SupposedEdit => {
      const entry = read.get(edit) ?? 'known';
      if (entry === 'known') return { kind: 'known', edit };
      if ('fault' in entry) return { kind: 'refused', edit, fault: entry.fault };
      return { kind: 'entry', edit, entry, status: statusOf(entry) };
    }),
    stopped,
    resumed,
  };
}

/** The fates of the new entries and of all those whose fate they touch. */
function judgedWith(log: EditLog, fresh: ReadonlyMap<string, Entry>): Map<Entry, EntryStatus> {
  const find = (sheet: string, id: string): Entry | undefined => fresh.get(`${sheet}|${id}`) ?? log.find(sheet, id);
  const added = [...fresh.values()];
  const cells = new Set(added.map(({ edit }) => edit.cell));
  const undoes = added.some(({ edit }) => edit.op === 'undo');
  const dead = undoes ? takenBack([...log.all(), ...added].filter(isUndo), find) : null;
  const isDead = (entry: Entry): boolean => (dead ? dead.has(entry) : entry.status === 'dead');
  if (dead) {
    for (const entry of log.all()) if (dead.has(entry) !== (entry.status === 'dead')) cells.add(entry.edit.cell);
  }
  const statuses = new Map<Entry, EntryStatus>();
  for (const cell of cells) {
    const entries = [...log.onCell(cell), ...added.filter(({ edit }) => edit.cell === cell)];
    for (const entry of entries) statuses.set(entry, 'dead');
    const alive = entries.filter((entry) => !isDead(entry));
    for (const [index, status] of judgeCell(alive, find).statuses.entries()) statuses.set(alive[index]!, status);
  }
  return statuses;
}

/** Each edit with the stamp it is judged by: its own, where that is later than everything in the log. */
function stampedLast(edits: readonly Edit[], last: number): [Edit, Edit][] {
  const ordered = edits.toSorted(compareEdits);
  const late = (ordered[0]?.at ?? 0) > last;
  return ordered.map((edit, n) => [edit, late ? edit : { ...edit, at: last + 1 + n }]);
}

const isUndo = ({ edit }: Entry): boolean => edit.op === 'undo';
const keyOf = ({ sheet, edit }: Entry): string => `${sheet}|${edit.id}`;
const inOrder = (entries: readonly Entry[]): Entry[] => entries.toSorted((a, b) => compareEdits(a.edit, b.edit));
