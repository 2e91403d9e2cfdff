import type { MasterDifference, MasterOutcome } from '../../../shared/api/master-imports.ts';
import { inPieces } from './breathe.ts';
import { changedFields, type Change } from './compare.ts';
import { keysOf, type FieldSpec, type KindSpec, type Row } from './spec.ts';
import { ALWAYS } from './read-cell.ts';

/** A change as people read it: what names the row, then what differs. */
export function differenceOf(spec: KindSpec, { line, before, after }: Omit<Change, 'key' | 'text'>): MasterDifference {
  const shown = before
    ? changedFields(spec, before, after)
    : spec.fields.filter(({ key, field }) => key !== true && (after[field] ?? null) !== null);
  return {
    line,
    action: before ? 'change' : 'create',
    key: keysOf(spec).map((field) => ({ field: field.field, value: shownValue(field, after) })),
    ...(after.name ? { name: after.name } : {}),
    fields: shown.map((field) => ({
      field: field.field,
      from: before && shownValue(field, before),
      to: shownValue(field, after),
    })),
  };
}

/** How many changed rows differ in each field, most first. */
export async function fieldCounts(spec: KindSpec, changes: readonly Change[]): Promise<MasterOutcome['fields']> {
  const counts = new Map<FieldSpec, number>();
  await inPieces(changes, ({ before, after }) => {
    if (!before) return;
    for (const field of changedFields(spec, before, after)) counts.set(field, (counts.get(field) ?? 0) + 1);
  });
  return [...counts].map(([{ field }, count]) => ({ field, count })).toSorted((a, b) => b.count - a.count);
}

function shownValue({ field }: FieldSpec, row: Row): string | null {
  const value = row[field] ?? null;
  return value === ALWAYS ? null : value;
}
