import { z } from 'zod';
import { MAX_VALUE, OPS } from '../planning/edit.ts';
import type { Edit } from '../planning/edit.ts';

/** Entries an author may replace or take back at once; more of them make several entries of one group. */
export const MAX_OVER = 2000;
export const MAX_ADDRESS = 300;

/** User ids as the accounts write them. */
export const authorSchema = z.string().min(1).max(64);
/** Hybrid logical clock, ms × 1000 + counter. */
export const stampSchema = z.int().nonnegative();

const value = z.number().min(-MAX_VALUE).max(MAX_VALUE);

const common = {
  id: z.uuid(),
  cell: z.string().min(1).max(MAX_ADDRESS),
  over: z.array(z.uuid()).max(MAX_OVER),
  by: authorSchema,
  at: stampSchema,
  group: z.uuid().optional(),
  note: z.string().max(2000).optional(),
};

const moves = {
  ...common,
  v: value,
  lock: z.literal(true).optional(),
  like: z.string().min(3).max(MAX_ADDRESS).optional(),
};

/** One entry of a sheet's `edits`, the same on the wire, in the journal and in the engine. Unknown fields are refused. */
export const editSchema = z
  .discriminatedUnion('op', [
    z.strictObject({ op: z.literal('set'), ...moves }),
    z.strictObject({ op: z.literal('pct'), ...moves }),
    z.strictObject({ op: z.literal('add'), ...moves }),
    z.strictObject({ op: z.literal('target'), ...common, v: value }),
    z.strictObject({ op: z.literal('clear'), ...common }),
    z.strictObject({ op: z.literal('undo'), ...common, over: common.over.min(1) }),
  ])
  .refine(({ id, over }) => !over.includes(id), { path: ['over'], message: 'an entry cannot replace itself' });

/** Reads an entry from outside; null where the schema refuses it. */
export function readEdit(raw: unknown): Edit | null {
  const parsed = editSchema.safeParse(raw);
  return parsed.success ? parsed.data : null;
}

/**
 * Whether what lies in a document is an entry the engine can take. A gate has judged it by the schema before it came
 * there; thousands are read when a scenario is opened, and this costs a tenth.
 */
export function isEdit(raw: unknown): raw is Edit {
  if (typeof raw !== 'object' || raw === null) return false;
  const { id, op, cell, v, like, over, by, at } = raw as Record<string, unknown>;
  return (
    typeof id === 'string' &&
    typeof cell === 'string' &&
    typeof by === 'string' &&
    Number.isSafeInteger(at) &&
    OPS.some((known) => known === op) &&
    (v === undefined || typeof v === 'number') &&
    (like === undefined || typeof like === 'string') &&
    Array.isArray(over) &&
    over.every((item) => typeof item === 'string')
  );
}
