import { createHash } from 'node:crypto';
import type { MasterField, MasterOutcome, MasterRefusal } from '../../../shared/api/master-imports.ts';
import type { Month } from '../../../shared/calendar/month.ts';
import type { Queryable } from '../../postgres/pool.ts';
import { inPieces } from './breathe.ts';
import { readOwnCodes, readParentCodes, type Codes } from './codes.ts';
import { compareRows, type Change } from './compare.ts';
import { fieldCounts } from './differences.ts';
import type { KindSpec, ParentTable } from './spec.ts';
import { overlappingLines } from './overlaps.ts';
import type { MasterFile } from './read-file.ts';
import { readRows, writtenCodes } from './read-rows.ts';
import { storedPeriods } from './stored-periods.ts';
import { tableOf } from './table.ts';
import { warningsOf } from './warnings.ts';
import { settledZones } from './zones.ts';

/** What a file would do to the database as it is. */
export interface Plan {
  rows: number;
  changes: Change[];
  unchanged: number;
  /** In the order of the file. */
  refusals: MasterRefusal[];
  unknown: ReadonlyMap<MasterField, ReadonlySet<string>>;
  warnings: MasterOutcome['warnings'];
  /** How many changed rows differ in each field, most first. */
  fields: MasterOutcome['fields'];
  /** SHA-256 of the changes. */
  digest: string;
}

/** `lock`: what the plan rests on stays as it is until the transaction ends. */
export async function planImport(
  db: Queryable,
  spec: KindSpec,
  file: MasterFile,
  { lock, month }: { lock: boolean; month: Month },
): Promise<Plan> {
  const parents = new Map<ParentTable, Codes>();
  for (const { cell } of spec.fields) {
    if (cell.kind === 'parent') parents.set(cell.table, await readParentCodes(db, cell.table));
  }
  const own = await readOwnCodes(db, spec, await writtenCodes(spec, file));
  const given = await readRows(spec, file, { own, parents });
  const current = await tableOf(spec).read(
    db,
    given.rows.map(({ row }) => row),
    { lock: lock ? 'values' : 'none' },
  );
  const compared = await compareRows(spec, given.rows, current, month);
  const { changes, refusals } = await judged(db, spec, compared.changes, lock);
  return {
    rows: file.rows.length + file.broken.length,
    changes,
    unchanged: compared.unchanged,
    refusals: [...given.refusals, ...compared.refusals, ...refusals].toSorted((a, b) => a.line - b.line),
    unknown: given.unknown,
    warnings: await warningsOf(db, spec, changes, month),
    fields: await fieldCounts(spec, changes),
    digest: await digestOf(changes),
  };
}

interface Judged {
  changes: Change[];
  refusals: MasterRefusal[];
}

/** What other rows in the database have against changes that could stand alone. */
async function judged(db: Queryable, spec: KindSpec, changes: Change[], lock: boolean): Promise<Judged> {
  if (spec.kind === 'events') return withoutOverlaps(db, changes);
  if (spec.kind === 'stores') return withoutMovedZones(db, spec, changes, lock);
  return { changes, refusals: [] };
}

async function withoutMovedZones(
  db: Queryable,
  spec: KindSpec,
  changes: readonly Change[],
  lock: boolean,
): Promise<Judged> {
  const settled = await settledZones(db, changes, { lock });
  const column = spec.fields.find(({ field }) => field === 'timeZone')?.header ?? '';
  return {
    changes: changes.filter(({ key }) => !settled.has(key)),
    refusals: changes
      .filter(({ key }) => settled.has(key))
      .map(({ line, text }) => ({ line, column, reason: 'zone_settled' as const, text })),
  };
}

async function withoutOverlaps(db: Queryable, changes: readonly Change[]): Promise<Judged> {
  const stored = await storedPeriods(db, new Set(changes.map(({ after }) => after.store ?? '')));
  const lines = overlappingLines(
    changes.map(({ key, after, line }) => ({ key, row: after, line })),
    stored,
  );
  return {
    changes: changes.filter(({ line }) => !lines.has(line)),
    refusals: changes
      .filter(({ line }) => lines.has(line))
      .map(({ line, text }) => ({ line, column: '', reason: 'overlap' as const, text })),
  };
}

async function digestOf(changes: readonly Change[]): Promise<string> {
  const hash = createHash('sha256');
  await inPieces(changes, ({ key, before, after }) => void hash.update(JSON.stringify([key, before, after])));
  return hash.digest('hex');
}
