import { z } from 'zod';
import { authorSchema, MAX_ADDRESS, stampSchema } from './entry.ts';

const common = {
  id: z.uuid(),
  cell: z.string().min(1).max(MAX_ADDRESS),
  by: authorSchema,
  at: stampSchema,
};
/** As it is kept: blanks around it count. */
const text = z.string().max(4000).trim().min(1);
/** The comment an entry answers or acts on. */
const to = z.uuid();
/** What the cell showed when this was said or settled; null for « – ». A settled thread reopens when the value moves. */
const value = z.number().nullable().optional();

/** One entry of `comments` in `commons`: a log that only grows, from which the threads are derived. */
export const commentSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('say'), ...common, text, value }),
  z.strictObject({ op: z.literal('reply'), ...common, to, text, value }),
  z.strictObject({ op: z.literal('edit'), ...common, to, text }),
  z.strictObject({ op: z.literal('resolve'), ...common, to, value }),
  z.strictObject({ op: z.literal('reopen'), ...common, to, value }),
  z.strictObject({ op: z.literal('delete'), ...common, to }),
]);

export type CommentEntry = z.infer<typeof commentSchema>;

export function readComment(raw: unknown): CommentEntry | null {
  const parsed = commentSchema.safeParse(raw);
  return parsed.success ? parsed.data : null;
}
