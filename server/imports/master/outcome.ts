import type { MasterKind, MasterMapping, MasterOutcome, MasterRefusal } from '../../../shared/api/master-imports.ts';
import { differenceOf } from './differences.ts';
import type { KindSpec } from './spec.ts';
import type { Plan } from './plan.ts';
import type { MasterFile } from './read-file.ts';

/** Differences and refusals in an answer; their counts are always complete. */
export const SHOWN = 500;
const SHOWN_CODES = 200;

export function outcomeOf(
  spec: KindSpec,
  file: MasterFile,
  plan: Plan,
  { dryRun, id }: { dryRun: boolean; id?: string | undefined },
): MasterOutcome {
  const created = plan.changes.filter(({ before }) => before === null).length;
  return {
    ...frame(spec.kind, file, dryRun),
    ...(id === undefined ? {} : { id }),
    rows: plan.rows,
    created,
    changed: plan.changes.length - created,
    unchanged: plan.unchanged,
    refused: plan.refusals.length,
    fields: plan.fields,
    differences: plan.changes.slice(0, SHOWN).map((change) => differenceOf(spec, change)),
    refusals: plan.refusals.slice(0, SHOWN),
    reasons: reasonCounts(plan.refusals),
    unknown: [...plan.unknown].map(([field, codes]) => ({ field, codes: [...codes].slice(0, SHOWN_CODES) })),
    warnings: plan.warnings,
    digest: plan.digest,
  };
}

/** A file that leaves questions open: nothing of it was compared. */
export function openOutcome(spec: KindSpec, file: MasterFile): MasterOutcome {
  return { ...frame(spec.kind, file, true), questions: file.understanding.questions };
}

function frame(kind: MasterKind, file: MasterFile, dryRun: boolean): MasterOutcome {
  const { columns, dateOrder, decimal } = file.understanding;
  const { names } = file.format.header;
  const entries = Object.entries(columns) as [keyof typeof columns, number][];
  const fieldOf = new Map(entries.map(([field, column]) => [column, field]));
  const mapping: MasterMapping = {
    columns: Object.fromEntries(entries.map(([field, column]) => [field, names[column] ?? ''])),
    dateOrder,
    decimal,
  };
  return {
    kind,
    dryRun,
    understood: {
      separator: file.format.separator,
      encoding: file.encoding,
      dateOrder,
      decimal,
      columns: names.map((header, index) => {
        const field = fieldOf.get(index);
        const sample = file.rows.find(({ cells }) => (cells[index] ?? '') !== '')?.cells[index] ?? '';
        return { header, ...(field ? { field } : {}), sample: sample.slice(0, 80) };
      }),
      mapping,
    },
    questions: [],
    rows: 0,
    created: 0,
    changed: 0,
    unchanged: 0,
    refused: 0,
    fields: [],
    differences: [],
    refusals: [],
    reasons: [],
    unknown: [],
    warnings: [],
    digest: '',
  };
}

function reasonCounts(refusals: readonly MasterRefusal[]): MasterOutcome['reasons'] {
  const counts = new Map<MasterRefusal['reason'], number>();
  for (const { reason } of refusals) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([code, count]) => ({ code, count })).toSorted((a, b) => b.count - a.count);
}
