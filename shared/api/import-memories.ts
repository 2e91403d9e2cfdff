import { z } from 'zod';

/** How files of one source are read: known by their headers, learnt from the last one that was imported. */
export const importMemorySchema = z
  .object({
    id: z.string(),
    headers: z.array(z.string()),
    separator: z.string(),
    /** The last file that was read so, by whom and when. */
    fileName: z.string(),
    author: z.string(),
    readAt: z.iso.datetime(),
  })
  .meta({ id: 'ImportMemory' });
export type ImportMemory = z.infer<typeof importMemorySchema>;

/** The latest first, 500 at most. */
export const importMemoryListSchema = z.object({ items: z.array(importMemorySchema) });
