import { z } from 'zod';
import { landingSchema } from './live-board.ts';
import { scopeNameSchema } from './scope.ts';

const money = z.number();
const ratio = z.number().nullable();

/** Values of a scope and business day so far. Money in € with 2 decimals, ratios as fractions, null when undefined. */
export const kpiValuesSchema = z
  .object({
    revenueTtc: money,
    revenueHt: money,
    margin: money,
    objectiveToDate: money,
    lastYearToTime: money,
    receipts: z.number().int(),
    units: z.number(),
    basket: ratio,
    unitsPerReceipt: ratio,
    marginRate: ratio,
    attainment: ratio,
    vsLastYear: ratio,
  })
  .meta({ id: 'KpiValues' });
export type KpiValues = z.infer<typeof kpiValuesSchema>;

/** Absolute values; `version` grows with every message of a scope, over restarts too. `at` is ISO 8601. */
export const kpiMessageSchema = z
  .object({ scope: scopeNameSchema, version: z.number().int(), at: z.iso.datetime(), values: kpiValuesSchema })
  .meta({ id: 'KpiMessage' });
export type KpiMessage = z.infer<typeof kpiMessageSchema>;

/** A day that has one a year before it: the database knows no year 0. */
const businessDaySchema = z.iso.date().refine((day) => day >= '1900-01-01', 'must not be before 1900');

export const kpiQuerySchema = z.object({ scope: scopeNameSchema, date: businessDaySchema.optional() });

/** `curve`: the revenue by hour is wanted too, as `curve` events. */
export const subscribeSchema = z.object({
  scope: scopeNameSchema,
  since: z.number().int().optional(),
  curve: z.boolean().optional(),
});
export const unsubscribeSchema = z.object({ scope: scopeNameSchema });

/**
 * Revenue TTC by hour of the business day (index = hour, 24 entries, €): today, the same day last year, the objective; and what
 * the day is expected to end at.
 */
export const hourCurveSchema = z
  .object({
    scope: scopeNameSchema,
    date: z.iso.date(),
    today: z.array(money).length(24),
    lastYear: z.array(money).length(24),
    objective: z.array(money).length(24),
    landing: landingSchema,
  })
  .meta({ id: 'HourCurve' });
export type HourCurve = z.infer<typeof hourCurveSchema>;

/** A scope the signed-in user may watch, in the order of the page: company, regions, stores. */
export const watchableScopeSchema = z.object({
  scope: scopeNameSchema,
  name: z.string(),
  parent: scopeNameSchema.optional(),
});
export type WatchableScope = z.infer<typeof watchableScopeSchema>;
