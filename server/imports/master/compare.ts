import type { MasterReason, MasterRefusal } from '../../../shared/api/master-imports.ts';
import type { Month } from '../../../shared/calendar/month.ts';
import { inPieces } from './breathe.ts';
import { lasts } from './event-names.ts';
import type { FieldSpec, KindSpec, Row } from './spec.ts';
import type { GivenRow } from './read-rows.ts';

/** A row that is created (`before` is null) or changes. Both sides hold every field of the kind. */
export interface Change {
  line: number;
  text: string;
  key: string;
  before: Row | null;
  after: Row;
}

export interface Comparison {
  changes: Change[];
  unchanged: number;
  refusals: MasterRefusal[];
}

/** What the rows of a file make of what is there. `month`: the one under way. */
export async function compareRows(
  spec: KindSpec,
  rows: readonly GivenRow[],
  current: ReadonlyMap<string, Row>,
  month: Month,
): Promise<Comparison> {
  const changes: Change[] = [];
  const refusals: MasterRefusal[] = [];
  let unchanged = 0;
  await inPieces(rows, ({ line, text, key, row }) => {
    const before = current.get(key) ?? null;
    const missing = before ? undefined : spec.fields.find(({ field, needed }) => needed && row[field] === undefined);
    if (missing) return void refusals.push({ line, column: missing.header, reason: 'missing', text });
    const after = { ...(before ?? initialOf(spec)), ...row };
    if (before && changedFields(spec, before, after).length === 0) return void (unchanged += 1);
    const fault = faultOf(spec, before, after, month);
    if (fault) refusals.push({ line, column: fault.field.header, reason: fault.reason, text });
    else changes.push({ line, text, key, before, after });
  });
  return { changes, unchanged, refusals };
}

/** The fields in which two rows differ; spaces around a stored name are nobody's intention. */
export function changedFields(spec: KindSpec, before: Row, after: Row): FieldSpec[] {
  return spec.fields.filter(({ field, cell }) => {
    const [a = null, b = null] = [before[field], after[field]];
    return cell.kind === 'text' ? a?.trim().normalize('NFC') !== b?.trim().normalize('NFC') : a !== b;
  });
}

function initialOf({ fields }: KindSpec): Row {
  return Object.fromEntries(fields.map(({ field, initial }) => [field, initial ?? null]));
}

/** Why a row as a whole cannot stand. */
export function faultOf(
  spec: KindSpec,
  before: Row | null,
  after: Row,
  month: Month,
): { field: FieldSpec; reason: MasterReason } | undefined {
  const found = judge(spec, before, after, month);
  const field = found && spec.fields.find((candidate) => candidate.field === found[0]);
  return found && field && { field, reason: found[1] };
}

function judge(
  { kind }: KindSpec,
  before: Row | null,
  { opened, closed, start, end, event, month: of }: Row,
  month: Month,
): [FieldSpec['field'], MasterReason] | undefined {
  if (kind === 'stores' && opened && closed && closed < opened) return ['closed', 'closed_before_opened'];
  // What a month was measured against is not rewritten once it is over; one that had none may still get one.
  if (kind === 'objectives' && before && of && of < month) return ['month', 'month_over'];
  if (kind !== 'events' || !end || !start) return undefined;
  if (!lasts(event ?? '')) return ['end', 'end_not_allowed'];
  return end < start ? ['end', 'end_before_start'] : undefined;
}
