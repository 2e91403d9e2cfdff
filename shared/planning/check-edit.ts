import { parseCell } from '../hierarchy/address.ts';
import { isAdditive, isEditable } from '../hierarchy/measure.ts';
import { MAX_VALUE } from './edit.ts';
import type { AddressFault, Cell } from '../hierarchy/address.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { Edit } from './edit.ts';

export type EditFault =
  | AddressFault
  | { readonly kind: 'measure_read_only'; readonly measure: string }
  | { readonly kind: 'bad_value'; readonly value: number | undefined }
  | { readonly kind: 'like_on_rate'; readonly measure: string }
  | { readonly kind: 'unknown_like'; readonly like: string };

/** Whose base profile spreads a value: node indexes, 0 where one's own store or category is meant. */
export interface Profile {
  readonly org: number;
  readonly category: number;
}

export type CheckedEdit =
  | { readonly ok: true; readonly cell: Cell; readonly like: Profile | null }
  | { readonly ok: false; readonly fault: EditFault };

/** What the schema of an entry cannot know: whether its cell exists and takes this operation. */
export function checkEdit(hierarchy: Hierarchy, edit: Edit): CheckedEdit {
  const parsed = parseCell(hierarchy, edit.cell);
  if (!parsed.ok) return parsed;
  const { cell } = parsed;
  const takesValue = edit.op !== 'clear' && edit.op !== 'undo';
  if (takesValue && !(typeof edit.v === 'number' && Math.abs(edit.v) <= MAX_VALUE)) {
    return { ok: false, fault: { kind: 'bad_value', value: edit.v } };
  }
  const movesLeaves = takesValue && edit.op !== 'target';
  if (movesLeaves && !isEditable(cell.measure)) {
    return { ok: false, fault: { kind: 'measure_read_only', measure: cell.measure } };
  }
  if (edit.like === undefined) return { ok: true, cell, like: null };
  if (!isAdditive(cell.measure)) return { ok: false, fault: { kind: 'like_on_rate', measure: cell.measure } };
  const like = parseLike(hierarchy, edit.like);
  return like ? { ok: true, cell, like } : { ok: false, fault: { kind: 'unknown_like', like: edit.like } };
}

function parseLike(hierarchy: Hierarchy, like: string): Profile | null {
  const [orgText = '', categoryText = '', ...more] = like.split('|');
  const org = hierarchy.orgIndex.get(orgText);
  const category = hierarchy.catIndex.get(categoryText);
  return org === undefined || category === undefined || more.length > 0 ? null : { org, category };
}
