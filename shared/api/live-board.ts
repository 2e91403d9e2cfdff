import { z } from 'zod';
import { scopeNameSchema } from './scope.ts';

/** What past days a day is compared with. */
const likenessSchema = z.enum(['weekday', 'holiday', 'soldes']);
export type Likeness = z.infer<typeof likenessSchema>;

/**
 * What the day of a scope is expected to end at, in € TTC. `early`: too little is usually sold by now, `fromHour` is when enough
 * will be. `unclear`: past days went on too differently from here. `unknown`: too few past days. `over`: usually nothing is
 * sold any more. `low` to `high` holds what as many past days as `days` would have ended at: of the same weekday, holidays or,
 * in soldes, of the same weekday in soldes.
 */
export const landingSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('early'), fromHour: z.number().int().min(0).max(24) }),
    z.object({ kind: z.literal('unclear') }),
    z.object({ kind: z.literal('unknown') }),
    z.object({ kind: z.literal('over') }),
    z.object({
      kind: z.literal('expected'),
      revenue: z.number(),
      low: z.number(),
      high: z.number(),
      days: z.number().int(),
      like: likenessSchema,
    }),
  ])
  .meta({ id: 'Landing' });
export type Landing = z.infer<typeof landingSchema>;

/** A store among the others of a scope; its values are those the feed sends of it. */
export const rankedStoreSchema = z
  .object({
    scope: scopeNameSchema,
    revenueTtc: z.number(),
    attainment: z.number().nullable(),
    vsLastYear: z.number().nullable(),
  })
  .meta({ id: 'RankedStore' });
export type RankedStore = z.infer<typeof rankedStoreSchema>;

/** Every store of the scope, by code: what to rank them by is the reader's choice. */
export const rankingSchema = z
  .object({ scope: scopeNameSchema, at: z.iso.datetime(), items: z.array(rankedStoreSchema) })
  .meta({ id: 'Ranking' });
export type Ranking = z.infer<typeof rankingSchema>;

/** `amount` in € TTC, negative when more came back than was sold; `units` net of returns. */
export const liveReceiptSchema = z
  .object({
    id: z.number().int(),
    soldAt: z.iso.datetime(),
    store: scopeNameSchema,
    amount: z.number(),
    lines: z.number().int(),
    units: z.number(),
  })
  .meta({ id: 'LiveReceipt' });
export type LiveReceipt = z.infer<typeof liveReceiptSchema>;

/** The last receipts of the business day, the newest first. */
export const liveReceiptsSchema = z
  .object({ scope: scopeNameSchema, items: z.array(liveReceiptSchema) })
  .meta({ id: 'LiveReceipts' });
export type LiveReceipts = z.infer<typeof liveReceiptsSchema>;
