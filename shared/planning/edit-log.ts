import { sheetOf } from '../hierarchy/sheet.ts';
import { checkEdit } from './check-edit.ts';
import { compareEdits } from './edit.ts';
import { comesBefore, judgeCell, takenBack } from './fates.ts';
import { readEntry } from './log-entry.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { Edit } from './edit.ts';
import type { FindEntry } from './fates.ts';
import type { Entry, RefusedEdit } from './log-entry.ts';

/** Two or more intentions met on one cell: `kept` is replayed, `lost` are shown beside it, in order. */
export interface Conflict {
  readonly cell: string;
  readonly kept: Edit;
  readonly lost: readonly Edit[];
}

export interface EditLog {
  /**
   * `from` is the first position of `counting` that differs from before, -1 where it stayed the same; `grew` tells
   * whether anything was new.
   */
  add(edits: readonly Edit[]): { readonly from: number; readonly grew: boolean };
  /** The entries to replay, in order. */
  counting(): readonly Entry[];
  /** All entries that can be read, in order. */
  all(): readonly Entry[];
  find: FindEntry;
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
    insertOnCells(fresh);
    if (judgeUndos) for (const cell of judgeDead()) cells.add(cell);
    for (const cell of cells) judge(cell);
    return { from: recount(), grew: true };
  }

  const find: FindEntry = (sheet, id) => bySheet.get(sheet)?.get(id);

  /** A second entry with an id its sheet knows is ignored, unless it is other content that comes first by a fixed rule. */
  function admit(edit: Edit): Entry | null {
    const entry = readEntry(hierarchy, edit);
    if ('fault' in entry) {
      refused.push(entry);
      return null;
    }
    const { sheet } = entry;
    const known = find(sheet, edit.id);
    if (known && !precedes(edit, known.edit)) return null;
    if (known) remove(known);
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
    judge(cell);
    for (const dependent of judgeDead()) judge(dependent);
  }

  /** Sorts once per cell: thousands of entries on one may arrive in any order. */
  function insertOnCells(fresh: readonly Entry[]): void {
    const lists = new Map<string, Entry[]>();
    for (const entry of fresh) {
      const list = lists.get(entry.edit.cell);
      if (list) list.push(entry);
      else lists.set(entry.edit.cell, [entry]);
    }
    for (const [cell, list] of lists) byCell.set(cell, merge(byCell.get(cell) ?? [], list));
  }

  /** Returns the cells on which somebody's fate changed. */
  function judgeDead(): Set<string> {
    const dead = takenBack(ordered.filter(isUndo), find);
    const cells = new Set<string>();
    for (const entry of ordered) {
      if (dead.has(entry) === (entry.status === 'dead')) continue;
      entry.status = dead.has(entry) ? 'dead' : 'silent';
      cells.add(entry.edit.cell);
    }
    return cells;
  }

  function judge(address: string): void {
    const entries = onCell(address).filter(({ status }) => status !== 'dead');
    const { statuses, kept, lost, target } = judgeCell(entries, find);
    for (const [index, entry] of entries.entries()) entry.status = statuses[index]!;
    if (kept && lost.length > 0) conflicts.set(address, { cell: address, kept, lost });
    else conflicts.delete(address);
    if (target) targets.set(address, target);
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
    all: () => ordered,
    find,
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

const isUndo = ({ edit }: Entry): boolean => edit.op === 'undo';

/** Which of two entries with one id stands, whatever order they came in. Honest clients never make two. */
function precedes(a: Edit, b: Edit): boolean {
  return a.at !== b.at ? a.at < b.at : JSON.stringify(a) < JSON.stringify(b);
}

function merge(ordered: Entry[], fresh: readonly Entry[]): Entry[] {
  const last = ordered.at(-1);
  const sorted = fresh.toSorted((a, b) => compareEdits(a.edit, b.edit));
  const first = sorted[0];
  if (!last || !first || comesBefore(last, first)) return ordered.concat(sorted);
  return ordered.concat(sorted).toSorted((a, b) => compareEdits(a.edit, b.edit));
}
