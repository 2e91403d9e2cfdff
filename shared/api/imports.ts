import { z } from 'zod';

export const importFieldSchema = z.enum([
  'store',
  'region',
  'receipt',
  'register',
  'line',
  'date',
  'time',
  'sku',
  'product',
  'category',
  'quantity',
  'unitPrice',
  'amount',
  'customer',
]);
export type ImportField = z.infer<typeof importFieldSchema>;

const unknownPolicySchema = z.enum(['create', 'refuse']);

/** How to read a file. Every part is optional: what is missing is guessed from all values of the file. */
export const importMappingSchema = z
  .strictObject({
    columns: z.partialRecord(importFieldSchema, z.string()).optional(),
    constants: z.partialRecord(importFieldSchema, z.string()).optional(),
    dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
    decimal: z.enum([',', '.']).optional(),
    tax: z.enum(['ttc', 'ht']).optional(),
    /** Name of the sheet of a workbook; without it the one that looks most like sales. */
    sheet: z.string().max(200).optional(),
    unknown: z
      .strictObject({
        store: unknownPolicySchema.optional(),
        product: unknownPolicySchema.optional(),
        category: unknownPolicySchema.optional(),
      })
      .optional(),
  })
  .meta({ id: 'ImportMapping' });
export type ImportMapping = z.infer<typeof importMappingSchema>;

const importStatusSchema = z
  .enum([
    'queued',
    'reading',
    'needs_mapping',
    'checking',
    'checked',
    'committing',
    'done',
    'failed',
    'cancelled',
    'reverted',
  ])
  .meta({ id: 'ImportStatus' });
export type ImportStatus = z.infer<typeof importStatusSchema>;

/** Something the file does not settle by itself; answered by sending a mapping. */
const importQuestionSchema = z
  .object({
    /** Stable kind, such as `date_order`, `missing_column`, `unknown_header`, `sheet`. */
    code: z.string(),
    field: importFieldSchema.optional(),
    options: z.array(z.string()).optional(),
    /** What an option would mean, such as the first and last day under that order of dates. */
    hints: z.record(z.string(), z.string()).optional(),
    message: z.string(),
  })
  .meta({ id: 'ImportQuestion' });
export type ImportQuestion = z.infer<typeof importQuestionSchema>;

/** What one column was taken for, and why. */
export const importColumnSchema = z.object({
  header: z.string(),
  field: importFieldSchema.optional(),
  /** Evidence code and its numbers, worded by the client: e.g. {code: "dates_only_mdy", counts: {only: 6067, of: 10000}}. */
  evidence: z.object({ code: z.string(), counts: z.record(z.string(), z.number()) }).optional(),
  samples: z.array(z.string()),
});

const importUnderstoodSchema = z.object({
  separator: z.string(),
  encoding: z.string(),
  newline: z.enum(['lf', 'crlf', 'cr']).optional(),
  decimal: z.enum([',', '.']).optional(),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
  /** The sheet that was read of a workbook, and the names of those that could be. */
  sheet: z.string().optional(),
  sheets: z.array(z.string()).optional(),
  /** The file was read as one before it with the same headers. */
  remembered: z
    .object({ id: z.string(), fileName: z.string(), author: z.string(), readAt: z.iso.datetime() })
    .optional(),
  columns: z.array(importColumnSchema),
  /** First data lines as text, in the order of `columns`. */
  sample: z.array(z.array(z.string())),
  mapping: importMappingSchema,
});
export type ImportUnderstood = z.infer<typeof importUnderstoodSchema>;

export const importSchema = z
  .object({
    id: z.string(),
    fileName: z.string(),
    status: importStatusSchema,
    dryRun: z.boolean(),
    createdAt: z.iso.datetime(),
    /** Id of the user, or `client:<id>`. */
    createdBy: z.string(),
    /** Who that is, for people. */
    author: z.string(),
    /** Bytes of the file as it came. */
    fileSize: z.number().int(),
    finishedAt: z.iso.datetime().optional(),
    /** Seconds a server was at work on it. */
    seconds: z.number(),
    /** rows = accepted + rejected + duplicates once checked. */
    rows: z.number().int(),
    accepted: z.number().int(),
    rejected: z.number().int(),
    duplicates: z.number().int(),
    progress: z.number().min(0).max(1),
    /** Sums over accepted rows. */
    units: z.number(),
    amount: z.number(),
    questions: z.array(importQuestionSchema).optional(),
    understood: importUnderstoodSchema.optional(),
    /** The sheet of a workbook, and the file this one was read like. */
    sheet: z.string().optional(),
    readLike: z.string().optional(),
    /** Why it failed: stable code and a sentence. */
    failure: z.object({ code: z.string(), message: z.string() }).optional(),
    /** What a commit creates or touches. */
    effect: z
      .object({
        stores: z.number().int(),
        products: z.number().int(),
        categories: z.number().int(),
        receipts: z.number().int(),
        firstDay: z.iso.date().optional(),
        lastDay: z.iso.date().optional(),
        /** The days whose revenue moves most, € TTC. */
        days: z.array(z.object({ date: z.iso.date(), amount: z.number() })),
      })
      .optional(),
    /** Counts of refused rows by reason, most frequent first. */
    reasons: z
      .array(z.object({ code: z.string(), count: z.number().int(), example: z.string().optional() }))
      .optional(),
    /** Stores of the file that do not exist, as written; at most 200. */
    unknownStores: z.array(z.string()).optional(),
  })
  .meta({ id: 'Import' });
export type Import = z.infer<typeof importSchema>;

/** Running: a server is at work or will be. Asking: somebody has to answer or agree. Failed: cancelled and reverted too. */
export const importGroupSchema = z.enum(['running', 'asking', 'done', 'failed']);
export type ImportGroup = z.infer<typeof importGroupSchema>;

export const importCreatedSchema = z.object({ id: z.string() });

/** Newest first, without `understood` and `questions`; `next` goes back as `before`. */
export const importListSchema = z.object({ items: z.array(importSchema), next: z.string().optional() });
export type ImportList = z.infer<typeof importListSchema>;

/** Pushed on the live socket while an import moves. */
export const importMessageSchema = z.object({
  id: z.string(),
  status: importStatusSchema,
  progress: z.number().min(0).max(1),
});
export type ImportMessage = z.infer<typeof importMessageSchema>;
