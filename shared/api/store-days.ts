import { z } from 'zod';
import { keyText } from './key-text.ts';
import { scopeNameSchema } from './scope.ts';

/** A day that has one a year before it: the database knows no year 0. */
const businessDaySchema = z.iso.date().refine((day) => day >= '1900-01-01', 'must not be before 1900');

const cents = z
  .number()
  .refine((value) => Math.abs(value) < 1e11, 'must be below 100,000,000,000 €')
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-4, 'must have at most two decimals');

const tillTotalSchema = z
  .strictObject({
    store: keyText(1, 40),
    /** Business day, local to the store. */
    day: businessDaySchema,
    register: keyText(0, 40).default(''),
    /** Number of the closing as the till printed it. */
    number: z.union([keyText(1, 40), z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)]).transform(String),
    /** € TTC, returns taken off. */
    total: cents,
    /** Receipts the till counted, where it says. */
    receipts: z.number().int().min(0).max(1e9).optional(),
  })
  .meta({ id: 'TillTotal' });
export type TillTotal = z.infer<typeof tillTotalSchema>;

/** One total, or up to 1,000. (store, day, register, number) is the key. */
export const tillTotalsRequestSchema = z
  .preprocess((body) => (Array.isArray(body) ? body : [body]), z.array(tillTotalSchema).min(1).max(1000))
  .meta({ description: 'An array of up to 1,000 till totals; a single one may be sent without the array.' });
export const tillTotalsResponseSchema = z.object({ accepted: z.number().int(), duplicates: z.number().int() });

const tillTotalCorrectionSchema = z
  .object({
    /** What it was. */
    total: z.number(),
    receipts: z.number().int().nullable(),
    at: z.iso.datetime(),
    by: z.string(),
    reason: z.string(),
  })
  .meta({ id: 'TillTotalCorrection' });

/** A total as it is stored; one that was removed has none any more. */
export const storedTillTotalSchema = z
  .object({
    register: z.string(),
    number: z.string(),
    /** € TTC; null: removed. */
    total: z.number().nullable(),
    receipts: z.number().int().nullable(),
    receivedAt: z.iso.datetime().optional(),
    receivedBy: z.string().optional(),
    /** Newest first. */
    corrections: z.array(tillTotalCorrectionSchema),
  })
  .meta({ id: 'StoredTillTotal' });
export type StoredTillTotal = z.infer<typeof storedTillTotalSchema>;

export const tillTotalsQuerySchema = z.object({ store: keyText(1, 40), day: businessDaySchema });
export type TillTotalsQuery = z.infer<typeof tillTotalsQuerySchema>;

/** A connection whose transaction writes sales and keeps closings waiting. */
export const salesWriterSchema = z
  .object({
    /** Process id in PostgreSQL; null: a prepared transaction. */
    pid: z.number().int().nullable(),
    /** Name of the program, as it calls itself; may be empty. */
    application: z.string(),
    /** Begin of the transaction, where the database says it. */
    since: z.iso.datetime().nullable(),
  })
  .meta({ id: 'SalesWriter' });
export type SalesWriter = z.infer<typeof salesWriterSchema>;

/** Who has closed a day that was closed by itself. */
export const AUTOMATIC = 'automatique';

const reasonSchema = z.string().trim().min(3).max(500);

/** Replaces a total of an open day, or removes it. */
export const correctTillTotalRequestSchema = z.strictObject({
  store: keyText(1, 40),
  day: businessDaySchema,
  register: keyText(0, 40).default(''),
  number: keyText(1, 40),
  /** The total it is taken to have: another one is refused. */
  was: cents,
  /** What it should have been; null removes it. */
  total: cents.nullable(),
  receipts: z.number().int().min(0).max(1e9).optional(),
  reason: reasonSchema,
});
export type TillTotalCorrection = z.infer<typeof correctTillTotalRequestSchema>;

/** `closing`: refuses sales like a closed day, while those that began before come to their end. */
const dayStateSchema = z.enum(['open', 'closing', 'closed']).meta({ id: 'DayState' });
export type DayState = z.infer<typeof dayStateSchema>;

/** A business day of a store. Money in € with 2 decimals. */
export const storeDaySchema = z
  .object({
    store: z.string(),
    name: z.string(),
    /** Code of its region. */
    region: z.string(),
    day: z.iso.date(),
    /** Under way, by the clock of the store. */
    today: z.boolean(),
    state: dayStateSchema,
    /** Of the receipts, TTC. */
    revenue: z.number(),
    receipts: z.number().int(),
    /** How many totals the tills have sent. */
    tillTotals: z.number().int(),
    /** Their sum; null where there is none. */
    tillRevenue: z.number().nullable(),
    /** Null where no till, or not every till, said how many. */
    tillReceipts: z.number().int().nullable(),
    /** revenue − tillRevenue: negative where receipts are missing. Null without a till total. */
    gap: z.number().nullable(),
    /** Its time to be closed by itself has come, and it was not: no till total, a gap, or it was opened again. */
    toCheck: z.literal(true).optional(),
    closedAt: z.iso.datetime().optional(),
    closedBy: z.string().optional(),
    reopenedAt: z.iso.datetime().optional(),
    reopenedBy: z.string().optional(),
    /** Why it was opened again, the last time; absent where a closing was called off. */
    reason: z.string().optional(),
    /** When, by whom and why one of its till totals was replaced or removed, the last time. */
    correctedAt: z.iso.datetime().optional(),
    correctedBy: z.string().optional(),
    correctionReason: z.string().optional(),
  })
  .meta({ id: 'StoreDay' });
export type StoreDay = z.infer<typeof storeDaySchema>;

/** Without `scope` everything the caller may see. At most 93 days. */
export const storeDaysQuerySchema = z.object({
  from: businessDaySchema,
  to: businessDaySchema,
  scope: scopeNameSchema.optional(),
});
export type StoreDaysQuery = z.infer<typeof storeDaysQuerySchema>;

const dayKeySchema = z.strictObject({ store: keyText(1, 40), day: businessDaySchema });
export type DayKey = z.infer<typeof dayKeySchema>;

const daysSchema = z.array(dayKeySchema).min(1).max(1000);
export const closeDaysRequestSchema = z.strictObject({ days: daysSchema });
export const reopenDaysRequestSchema = z.strictObject({ days: daysSchema, reason: reasonSchema });
