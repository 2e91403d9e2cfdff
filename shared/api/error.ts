import { z } from 'zod';

/** Body of every failed request. `code` is stable; `message` is for people and may change. */
export const apiErrorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.unknown().optional(),
  }),
});

export type ApiErrorBody = z.infer<typeof apiErrorSchema>;

/** One finding in invalid content: where (`index` in an array, `path` inside the item) and what. */
const contentIssueSchema = z.object({
  index: z.number().int().optional(),
  path: z.string(),
  code: z.string(),
  message: z.string(),
});

export type ContentIssue = z.infer<typeof contentIssueSchema>;
