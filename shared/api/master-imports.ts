import { z } from 'zod';

/** What a file of reference data is about; one file, one kind. */
export const masterKindSchema = z
  .enum(['regions', 'stores', 'categories', 'vatRates', 'products', 'objectives', 'charges', 'events'])
  .meta({ id: 'MasterKind' });
export type MasterKind = z.infer<typeof masterKindSchema>;

export const masterFieldSchema = z
  .enum([
    'code',
    'name',
    'region',
    'yearlyObjective',
    'surface',
    'timeZone',
    'opened',
    'closed',
    'category',
    'from',
    'rate',
    'sku',
    'purchasePrice',
    'salePrice',
    'store',
    'month',
    'amount',
    'charge',
    'event',
    'start',
    'end',
    'note',
  ])
  .meta({ id: 'MasterField' });
export type MasterField = z.infer<typeof masterFieldSchema>;

export const dateOrderSchema = z.enum(['dmy', 'mdy', 'ymd']);
const decimalSchema = z.enum([',', '.']);

/** How to read a file; what is missing is guessed. A column named '' says that the file has none for this field. */
export const masterMappingSchema = z
  .strictObject({
    columns: z.partialRecord(masterFieldSchema, z.string().max(200)).optional(),
    dateOrder: dateOrderSchema.optional(),
    decimal: decimalSchema.optional(),
  })
  .meta({ id: 'MasterMapping' });
export type MasterMapping = z.infer<typeof masterMappingSchema>;

/** What the file does not settle; answered by sending it again with a mapping. */
const masterQuestionSchema = z
  .object({
    code: z.enum(['missing_column', 'unknown_header', 'date_order', 'decimal_sign']),
    field: masterFieldSchema.optional(),
    options: z.array(z.string()),
    /** What an option would mean: the first and last day under an order of dates. */
    hints: z.record(z.string(), z.string()).optional(),
    message: z.string(),
  })
  .meta({ id: 'MasterQuestion' });
export type MasterQuestion = z.infer<typeof masterQuestionSchema>;

/** Why a row was refused. */
export const masterReasonSchema = z
  .enum([
    'columns',
    'split_number',
    'unclosed_quote',
    'unreadable',
    'missing',
    'too_long',
    'code_invalid',
    'region_unknown',
    'store_unknown',
    'category_unknown',
    'number_invalid',
    'number_negative',
    'number_range',
    'rate_unclear',
    'date_invalid',
    'date_range',
    'month_invalid',
    'zone_unknown',
    'zone_settled',
    'event_unknown',
    'closed_before_opened',
    'end_before_start',
    'end_not_allowed',
    'overlap',
    'month_over',
    'duplicate',
  ])
  .meta({ id: 'MasterReason' });
export type MasterReason = z.infer<typeof masterReasonSchema>;

const masterRefusalSchema = z
  .object({
    /** Line of the file, from 1. */
    line: z.number().int(),
    /** Header of the column; '' where the row as a whole is refused. */
    column: z.string(),
    reason: masterReasonSchema,
    /** The row as it stands in the file. */
    text: z.string(),
  })
  .meta({ id: 'MasterRefusal' });
export type MasterRefusal = z.infer<typeof masterRefusalSchema>;

/** Amounts as exact decimals, days as YYYY-MM-DD, months as YYYY-MM, rates in percent; null: no value. */
const masterValueSchema = z.string().nullable();

const masterDifferenceSchema = z
  .object({
    line: z.number().int(),
    action: z.enum(['create', 'change']),
    /** Codes, days and months that name the row. */
    key: z.array(z.object({ field: masterFieldSchema, value: masterValueSchema })),
    /** What people call it, where it has a name. */
    name: z.string().optional(),
    /** What changes; of a new row all that it has. */
    fields: z.array(z.object({ field: masterFieldSchema, from: masterValueSchema, to: masterValueSchema })),
  })
  .meta({ id: 'MasterDifference' });
export type MasterDifference = z.infer<typeof masterDifferenceSchema>;

/** Something allowed that deserves a look. */
const masterWarningSchema = z
  .object({
    code: z.enum([
      'no_vat_rate',
      'below_cost',
      'sales_outside',
      'year_sum',
      'published_plan',
      'past_objectives',
      'sold_products',
    ]),
    count: z.number().int(),
    /** The first few it is about. */
    items: z.array(z.string()),
  })
  .meta({ id: 'MasterWarning' });
export type MasterWarning = z.infer<typeof masterWarningSchema>;

/** Comparisons that were made already come out otherwise: stored only when somebody says so. */
export const changesPast = ({ code }: MasterWarning) => code === 'past_objectives' || code === 'sold_products';

const countsShape = {
  /** rows = created + changed + unchanged + refused */
  rows: z.number().int(),
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
};

/** What a file says, and what it does or did. With open questions nothing was compared and all counts are 0. */
export const masterOutcomeSchema = z
  .object({
    kind: masterKindSchema,
    dryRun: z.boolean(),
    /** The import that was made; absent after a dry run, and where there was nothing to change. */
    id: z.uuid().optional(),
    understood: z.object({
      separator: z.string(),
      encoding: z.string(),
      dateOrder: dateOrderSchema,
      decimal: decimalSchema,
      columns: z.array(z.object({ header: z.string(), field: masterFieldSchema.optional(), sample: z.string() })),
      mapping: masterMappingSchema,
    }),
    questions: z.array(masterQuestionSchema),
    ...countsShape,
    /** How many changed rows differ in a field. */
    fields: z.array(z.object({ field: masterFieldSchema, count: z.number().int() })),
    /** At most 500, in the order of the file. */
    differences: z.array(masterDifferenceSchema),
    /** At most 500, in the order of the file. */
    refusals: z.array(masterRefusalSchema),
    /** Most frequent first. */
    reasons: z.array(z.object({ code: masterReasonSchema, count: z.number().int() })),
    /** Codes the file names and nobody has, at most 200 of a field. */
    unknown: z.array(z.object({ field: masterFieldSchema, codes: z.array(z.string()) })),
    warnings: z.array(masterWarningSchema),
    /** Names exactly these differences: sent back as `expect`, they are made or none is. */
    digest: z.string(),
  })
  .meta({ id: 'MasterOutcome' });
export type MasterOutcome = z.infer<typeof masterOutcomeSchema>;

export const masterImportSchema = z
  .object({
    id: z.uuid(),
    kind: masterKindSchema,
    fileName: z.string(),
    fileSize: z.number().int(),
    createdAt: z.iso.datetime(),
    /** Id of the user. */
    createdBy: z.string(),
    author: z.string(),
    ...countsShape,
    revertedAt: z.iso.datetime().optional(),
    revertedBy: z.string().optional(),
  })
  .meta({ id: 'MasterImport' });
export type MasterImport = z.infer<typeof masterImportSchema>;

/** Newest first; `next` goes back as `before`. */
export const masterImportListSchema = z.object({ items: z.array(masterImportSchema), next: z.string().optional() });

/** One import with what it did: at most 500 differences. */
export const masterImportDetailSchema = masterImportSchema
  .extend({ differences: z.array(masterDifferenceSchema) })
  .meta({ id: 'MasterImportDetail' });
export type MasterImportDetail = z.infer<typeof masterImportDetailSchema>;

/** A row that stands in the way of an undo. */
export const masterBlockSchema = z
  .object({
    key: z.string(),
    /**
     * changed: somebody changed it since; gone: it is not there any more; in_use: something depends on it;
     * parent_gone, overlap, invalid: its former values would not be valid today.
     */
    reason: z.enum(['changed', 'gone', 'in_use', 'parent_gone', 'overlap', 'invalid']),
    field: masterFieldSchema.optional(),
    /** What stands there now. */
    found: masterValueSchema.optional(),
    /** What depends on it: sales, stores, products… */
    users: z.array(z.string()).optional(),
  })
  .meta({ id: 'MasterBlock' });
export type MasterBlock = z.infer<typeof masterBlockSchema>;

/** `details` of 409 changed_since: how many rows, and the first 100. */
export const masterBlocksSchema = z.object({ count: z.number().int(), blocks: z.array(masterBlockSchema) });
