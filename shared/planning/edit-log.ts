import { sheetOf } from '../hierarchy/sheet.ts';
import { checkEdit } from './check-edit.ts';
import { compareEdits } from './edit.ts';
import type { Cell } from '../hierarchy/address.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { EditFault, Profile } from './check-edit.ts';
import type { Edit } from './edit.ts';

/**
 * What has become of an entry. `counts`: it is replayed. `lost`: live, but another value of the same cell stands (a
 * conflict). `superseded`: replaced by somebody who saw it. `dead`: undone. `silent`: live and moves no leaf (`clear`,
 * `undo`, `target`).
 */
export type EntryStatus = 'counts' | 'lost' | 'superseded' | 'dead' | 'silent';

export interface Entry {
  readonly edit: Edit;
  readonly cell: Cell;
  readonly like: Profile | null;
  readonly sheet: string;
  status: EntryStatus;
}

/** Two or more intentions met on one cell: `kept` is replayed, `lost` are shown beside it, in order. */
export interface Conflict {
  readonly cell: string;
  readonly kept: Edit;
  readonly lost: readonly Edit[];
}

export interface RefusedEdit {
  readonly edit: Edit;
  readonly fault: EditFault;
}

export interface EditLog {
  /**
   * `from` is the first position of `counting` that differs from before, -1 where it stayed the same; `grew` tells
   * whether anything was new.
   */
  add(edits: readonly Edit[]): { readonly from: number; readonly grew: boolean };
  /** The entries to replay, in order. */
  counting(): readonly Entry[];
  /** What has become of this entry; undefined where it has not arrived or cannot be read. */
  entry(edit: Edit): Entry | undefined;
  /** All entries on a cell, in order. */
  onCell(address: string): readonly Entry[];
  conflicts(): Conflict[];
  conflictOn(address: string): Conflict | undefined;
  /** The objective shown beside a cell. */
  targetOn(address: string): Edit | undefined;
  /** Entries that this hierarchy cannot read; they have no effect. */
  refused(): readonly RefusedEdit[];
}

export function createEditLog(hierarchy: Hierarchy): EditLog {
  /** Ids are judged within their sheet only: who writes one sheet must not displace entries of another. */
  const bySheet = new Map<string, Map<string, Entry>>();
  const byCell = new Map<string, Entry[]>();
  const conflicts = new Map<string, Conflict>();
  const targets = new Map<string, Edit>();
  const refused: RefusedEdit[] = [];
  /** Ids named by any undo, arrived or not: their arrival changes who is dead. */
  const undone = new Set<string>();
  let ordered: Entry[] = [];
  let undos: Entry[] = [];
  let counting: Entry[] = [];

  function add(edits: readonly Edit[]): { from: number; grew: boolean } {
    const fresh: Entry[] = [];
    const cells = new Set<string>();
    let judgeUndos = false;
    for (const edit of edits) {
      const entry = admit(edit);
      if (!entry) continue;
      fresh.push(entry);
      cells.add(edit.cell);
      if (edit.op === 'undo') for (const id of edit.over) undone.add(id);
      judgeUndos ||= edit.op === 'undo' || undone.has(edit.id);
    }
    if (fresh.length === 0) return { from: -1, grew: false };
    ordered = merge(ordered, fresh);
    for (const entry of fresh) insertOnCell(entry);
    if (judgeUndos) for (const cell of judgeDead()) cells.add(cell);
    for (const cell of cells) judgeCell(cell);
    return { from: recount(), grew: true };
  }

  const find = (sheet: string, id: string): Entry | undefined => bySheet.get(sheet)?.get(id);

  /** A second entry with an id its sheet knows is ignored, unless it is other content that comes first by a fixed rule. */
  function admit(edit: Edit): Entry | null {
    const checked = checkEdit(hierarchy, edit);
    if (!checked.ok) {
      refused.push({ edit, fault: checked.fault });
      return null;
    }
    const { cell, like } = checked;
    const sheet = sheetOf(hierarchy, cell, edit.op);
    const known = find(sheet, edit.id);
    if (known && !precedes(edit, known.edit)) return null;
    if (known) remove(known);
    const entry: Entry = { edit, cell, like, sheet, status: 'silent' };
    const ids = bySheet.get(sheet);
    if (ids) ids.set(edit.id, entry);
    else bySheet.set(sheet, new Map([[edit.id, entry]]));
    return entry;
  }

  function remove(entry: Entry): void {
    ordered = ordered.filter((other) => other !== entry);
    const { cell } = entry.edit;
    byCell.set(
      cell,
      onCell(cell).filter((other) => other !== entry),
    );
    judgeCell(cell);
    for (const dependent of judgeDead()) judgeCell(dependent);
  }

  function insertOnCell(entry: Entry): void {
    const list = byCell.get(entry.edit.cell);
    if (!list) byCell.set(entry.edit.cell, [entry]);
    else list.splice(positionOf(list, entry), 0, entry);
  }

  /**
   * An undo reaches its author's own earlier entries of its own sheet, and no others: its author may have lost the right
   * to write elsewhere, and no two undos can take each other back. Returns the cells on which somebody's fate changed.
   */
  function judgeDead(): Set<string> {
    undos = ordered.filter(({ edit }) => edit.op === 'undo');
    const dead = new Set<Entry>();
    for (const undo of undos.toReversed()) {
      if (dead.has(undo)) continue;
      for (const id of undo.edit.over) {
        const entry = find(undo.sheet, id);
        if (entry && entry.edit.by === undo.edit.by && before(entry, undo)) dead.add(entry);
      }
    }
    const cells = new Set<string>();
    for (const entry of ordered) {
      if (dead.has(entry) === (entry.status === 'dead')) continue;
      entry.status = dead.has(entry) ? 'dead' : 'silent';
      cells.add(entry.edit.cell);
    }
    return cells;
  }

  function judgeCell(address: string): void {
    const entries = onCell(address).filter(({ status }) => status !== 'dead');
    const replaced = new Set<Entry>();
    for (const { edit, sheet } of entries) {
      if (edit.op !== 'set' && edit.op !== 'clear') continue;
      for (const id of edit.over) {
        const entry = id === edit.id ? undefined : find(sheet, id);
        if (entry && entry.edit.cell === address) replaced.add(entry);
      }
    }
    for (const entry of entries) entry.status = replaced.has(entry) ? 'superseded' : 'silent';
    const live = entries.filter((entry) => !replaced.has(entry));
    const kept = live.findLastIndex(({ edit }) => edit.op === 'set');
    const lost: Edit[] = [];
    for (const [index, entry] of live.entries()) {
      const { op } = entry.edit;
      if (op !== 'set' && op !== 'pct' && op !== 'add') continue;
      entry.status = index < kept ? 'lost' : 'counts';
      if (index < kept) lost.push(entry.edit);
    }
    const winner = live[kept];
    if (winner && lost.length > 0) conflicts.set(address, { cell: address, kept: winner.edit, lost });
    else conflicts.delete(address);
    const target = live.findLast(({ edit }) => edit.op === 'target');
    if (target) targets.set(address, target.edit);
    else targets.delete(address);
  }

  function recount(): number {
    const previous = counting;
    counting = ordered.filter(({ status }) => status === 'counts');
    const shared = Math.min(previous.length, counting.length);
    for (let index = 0; index < shared; index++) if (previous[index] !== counting[index]) return index;
    return previous.length === counting.length ? -1 : shared;
  }

  function onCell(address: string): readonly Entry[] {
    return byCell.get(address) ?? [];
  }

  return {
    add,
    counting: () => counting,
    entry(edit) {
      const checked = checkEdit(hierarchy, edit);
      return checked.ok ? find(sheetOf(hierarchy, checked.cell, edit.op), edit.id) : undefined;
    },
    onCell,
    conflicts: () => [...conflicts.values()].toSorted((a, b) => compareEdits(a.kept, b.kept)),
    conflictOn: (address) => conflicts.get(address),
    targetOn: (address) => targets.get(address),
    refused: () => refused,
  };
}

const before = (a: Entry, b: Entry): boolean => compareEdits(a.edit, b.edit) < 0;

/** Which of two entries with one id stands, whatever order they came in. Honest clients never make two. */
function precedes(a: Edit, b: Edit): boolean {
  return a.at !== b.at ? a.at < b.at : JSON.stringify(a) < JSON.stringify(b);
}

function positionOf(list: readonly Entry[], entry: Entry): number {
  const last = list.at(-1);
  if (!last || before(last, entry)) return list.length;
  return list.findIndex((other) => before(entry, other));
}

function merge(ordered: Entry[], fresh: readonly Entry[]): Entry[] {
  const last = ordered.at(-1);
  const sorted = fresh.toSorted((a, b) => compareEdits(a.edit, b.edit));
  const first = sorted[0];
  if (!last || !first || before(last, first)) return ordered.concat(sorted);
  return ordered.concat(sorted).toSorted((a, b) => compareEdits(a.edit, b.edit));
}
