import { sheetOf } from '../hierarchy/sheet.ts';
import { checkEdit } from './check-edit.ts';
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

export interface RefusedEdit {
  readonly edit: Edit;
  readonly fault: EditFault;
}

/** An edit with its place in the hierarchy, or why it has none. */
export function readEntry(hierarchy: Hierarchy, edit: Edit): Entry | RefusedEdit {
  const checked = checkEdit(hierarchy, edit);
  if (!checked.ok) return { edit, fault: checked.fault };
  const { cell, like } = checked;
  return { edit, cell, like, sheet: sheetOf(hierarchy, cell, edit.op), status: 'silent' };
}
