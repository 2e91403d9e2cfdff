import { parseCell } from '../hierarchy/address.ts';
import { sheetOf } from '../hierarchy/sheet.ts';
import { checkEdit } from '../planning/check-edit.ts';
import { MAX_AHEAD_MS, msOf } from './clock.ts';
import { commentSchema } from './comment.ts';
import { editSchema } from './entry.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { EditFault } from '../planning/check-edit.ts';
import type { Edit } from '../planning/edit.ts';
import type { CommentEntry } from './comment.ts';

/** Who writes where, and when: what the gate knows of a connection. */
export interface Admission {
  readonly hierarchy: Hierarchy;
  /** The sheet of the document; `commons` for comments. */
  readonly sheet: string;
  /** The session's user. */
  readonly by: string;
  /** Server time in ms. */
  readonly now: number;
  /** The document was compacted: what was stamped before has settled, and nothing is slipped under it. 0: never. */
  readonly settledBefore: number;
}

export type Refusal =
  | { readonly kind: 'schema'; readonly path: string; readonly message: string }
  | { readonly kind: 'author'; readonly by: string }
  | { readonly kind: 'clock_ahead'; readonly at: number }
  | { readonly kind: 'settled'; readonly at: number }
  | { readonly kind: 'wrong_sheet'; readonly sheet: string; readonly belongs: string }
  | EditFault;

export type Admitted<T> = { readonly ok: true; readonly entry: T } | { readonly ok: false; readonly refusal: Refusal };

/** Judges one raw entry of a sheet's `edits`. */
export function admitEdit(raw: unknown, admission: Admission): Admitted<Edit> {
  const parsed = editSchema.safeParse(raw);
  if (!parsed.success) return refuse(schemaRefusal(parsed.error));
  const edit: Edit = parsed.data;
  const stamp = stampRefusal(edit, admission);
  if (stamp) return refuse(stamp);
  const checked = checkEdit(admission.hierarchy, edit);
  if (!checked.ok) return refuse(checked.fault);
  const belongs = sheetOf(admission.hierarchy, checked.cell, edit.op);
  if (belongs !== admission.sheet) return refuse({ kind: 'wrong_sheet', sheet: admission.sheet, belongs });
  return { ok: true, entry: edit };
}

/** Judges one raw entry of `comments`. */
export function admitComment(raw: unknown, admission: Admission): Admitted<CommentEntry> {
  const parsed = commentSchema.safeParse(raw);
  if (!parsed.success) return refuse(schemaRefusal(parsed.error));
  const stamp = stampRefusal(parsed.data, admission);
  if (stamp) return refuse(stamp);
  const cell = parseCell(admission.hierarchy, parsed.data.cell);
  return cell.ok ? { ok: true, entry: parsed.data } : refuse(cell.fault);
}

function stampRefusal({ by, at }: { by: string; at: number }, admission: Admission): Refusal | null {
  if (by !== admission.by) return { kind: 'author', by };
  if (at < admission.settledBefore) return { kind: 'settled', at };
  return msOf(at) > admission.now + MAX_AHEAD_MS ? { kind: 'clock_ahead', at } : null;
}

function schemaRefusal({ issues }: { issues: readonly { path: PropertyKey[]; message: string }[] }): Refusal {
  const [first] = issues;
  return { kind: 'schema', path: first?.path.map(String).join('.') ?? '', message: first?.message ?? '' };
}

const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal });
