import type { MasterBlock, MasterField } from '../../../shared/api/master-imports.ts';
import type { Month } from '../../../shared/calendar/month.ts';
import type { Queryable } from '../../postgres/pool.ts';
import { inPieces } from './breathe.ts';
import { changedFields, faultOf } from './compare.ts';
import { readParentCodes } from './codes.ts';
import { dependantsOf } from './dependants.ts';
import type { KindSpec, Row } from './spec.ts';
import { readLaterChanges, type RecordedChange } from './master-store.ts';
import { overlappingLines } from './overlaps.ts';
import { storedPeriods } from './stored-periods.ts';
import { tableOf } from './table.ts';
import { settledZones } from './zones.ts';

export interface Undoing {
  /** Rows to take away: the import created them. */
  remove: Row[];
  /** Rows with their former values where the import changed them; what others changed elsewhere stays. */
  restore: Row[];
  /** What stands in the way; nothing is undone while there is any. */
  blocks: MasterBlock[];
}

/** What undoing these changes of one import takes. Locks the rows until the transaction ends. */
export async function planUndo(
  db: Queryable,
  spec: KindSpec,
  { id, changes, month }: { id: string; changes: readonly RecordedChange[]; month: Month },
): Promise<Undoing> {
  const rows = (created: boolean) =>
    changes.filter(({ before }) => (before === null) === created).map(({ after }) => after);
  const table = tableOf(spec);
  const current = new Map([
    ...(await table.read(db, rows(false), { lock: 'values' })),
    ...(await table.read(db, rows(true), { lock: 'uses' })),
  ]);
  const later = await laterFields(
    db,
    spec,
    id,
    changes.map(({ key }) => key),
  );
  const blocks: MasterBlock[] = [];
  const remove: Row[] = [];
  const restored: { change: RecordedChange; row: Row }[] = [];
  await inPieces(changes, (change) => {
    const { key, before, after } = change;
    const now = current.get(key);
    if (!now) return void blocks.push({ key, reason: 'gone' });
    // Of a new row every field is the import's own.
    const own = before ? changedFields(spec, before, after) : spec.fields;
    const differing = changedFields(spec, now, after);
    const moved = own.find((field) => differing.includes(field)) ?? own.find(({ field }) => later.get(key)?.has(field));
    if (moved) {
      return void blocks.push({ key, reason: 'changed', field: moved.field, found: now[moved.field] ?? null });
    }
    if (!before) return void remove.push(after);
    const row = { ...now, ...Object.fromEntries(own.map(({ field }) => [field, before[field] ?? null])) };
    restored.push({ change, row });
  });
  await blockUsed(db, spec, remove, blocks);
  await blockInvalid(db, spec, restored, blocks, month);
  if (spec.kind === 'stores') {
    const moves = restored.map(({ change: { key }, row }) => ({ before: current.get(key) ?? null, after: row }));
    for (const key of await settledZones(db, moves, { lock: true })) {
      blocks.push({ key, reason: 'invalid', field: 'timeZone' });
    }
  }
  return { remove, restore: restored.map(({ row }) => row), blocks };
}

/** By key, the fields that imports after this one changed. */
async function laterFields(
  db: Queryable,
  spec: KindSpec,
  id: string,
  keys: string[],
): Promise<Map<string, Set<MasterField>>> {
  const fields = new Map<string, Set<MasterField>>();
  await inPieces(await readLaterChanges(db, id, keys), ({ key, before, after }) => {
    const known = fields.get(key) ?? new Set();
    fields.set(key, known);
    for (const { field } of before ? changedFields(spec, before, after) : spec.fields) known.add(field);
  });
  return fields;
}

async function blockUsed(db: Queryable, spec: KindSpec, remove: readonly Row[], blocks: MasterBlock[]): Promise<void> {
  for (const [key, users] of await dependantsOf(db, spec.kind, remove)) blocks.push({ key, reason: 'in_use', users });
}

/** Former values were valid in their day; what others did since may stand against them. */
async function blockInvalid(
  db: Queryable,
  spec: KindSpec,
  restored: readonly { change: RecordedChange; row: Row }[],
  blocks: MasterBlock[],
  month: Month,
): Promise<void> {
  for (const { field, cell } of spec.fields) {
    if (cell.kind !== 'parent') continue;
    const codes = await readParentCodes(db, cell.table);
    await inPieces(restored, ({ change, row }) => {
      if (codes.stored(row[field] ?? '') === undefined) blocks.push({ key: change.key, reason: 'parent_gone', field });
    });
  }
  await inPieces(restored, ({ change, row }) => {
    const fault = faultOf(spec, null, row, month);
    if (fault) blocks.push({ key: change.key, reason: 'invalid', field: fault.field.field });
  });
  if (spec.kind !== 'events') return;
  const stored = await storedPeriods(db, new Set(restored.map(({ row }) => row.store ?? '')));
  const given = restored.map(({ change, row }) => ({ key: change.key, row, line: change.line }));
  const lines = overlappingLines(given, stored);
  for (const { key, line } of given) if (lines.has(line)) blocks.push({ key, reason: 'overlap' });
}
