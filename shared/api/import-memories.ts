import { z } from 'zod';
import { importFieldSchema } from './imports.ts';

/** How files of one source are read: known by their headers, learnt from the last one that was imported. */
export const importMemorySchema = z
  .object({
    id: z.string(),
    /** As somebody called it. */
    name: z.string().optional(),
    headers: z.array(z.string()),
    separator: z.string(),
    /** What was read, and of which column. */
    columns: z.array(z.object({ field: importFieldSchema, header: z.string() })),
    /** The store of the whole file, where its rows do not say theirs. */
    store: z.string().optional(),
    /** The sheet of a workbook that was read. */
    sheet: z.string().optional(),
    /** The last file that was read so, by whom and when. */
    fileName: z.string(),
    author: z.string(),
    readAt: z.iso.datetime(),
  })
  .meta({ id: 'ImportMemory' });
export type ImportMemory = z.infer<typeof importMemorySchema>;

/** Without a name it goes by its last file again. */
export const importMemoryNameSchema = z.object({ name: z.string().trim().max(100) });

/** The latest first, 500 at most. */
export const importMemoryListSchema = z.object({ items: z.array(importMemorySchema) });
