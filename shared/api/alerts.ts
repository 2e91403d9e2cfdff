import { z } from 'zod';
import { scopeNameSchema } from './scope.ts';

const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected HH:MM')
  .meta({ examples: ['11:00'] });

/** Where signals go beside the page. Credentials belong into the signature, not into the address. */
const webhookSchema = z
  .url({ protocol: /^https?$/, error: 'expected an http or https address' })
  .max(500)
  .refine((address) => {
    const { username, password } = new URL(address);
    return username === '' && password === '';
  }, 'must not contain a user or password');

/** An alert: rings while a scope's revenue is below `threshold` (a fraction) of its objective of this hour. */
export const alertInputSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(120),
    scope: scopeNameSchema,
    threshold: z.number().min(0.05).max(2),
    /** Local time of the scope before which it never rings. */
    from: clockTime,
    /** Minutes after a signal in which there is no other one. */
    quietMinutes: z.number().int().min(5).max(1440),
    webhook: webhookSchema.nullable(),
  })
  .meta({ id: 'AlertInput' });
export type AlertInput = z.infer<typeof alertInputSchema>;

/** Money in €. */
export const alertSignalSchema = z
  .object({
    id: z.number().int(),
    alertId: z.string(),
    alertName: z.string(),
    scope: scopeNameSchema,
    threshold: z.number(),
    startedAt: z.iso.datetime(),
    /** Absent while it lasts. */
    endedAt: z.iso.datetime().optional(),
    /** When it rang. */
    revenueTtc: z.number(),
    objectiveToDate: z.number(),
    /** Of the webhook, where there is one. */
    delivery: z.object({ state: z.enum(['pending', 'sent', 'failed']), answer: z.string().optional() }).optional(),
  })
  .meta({ id: 'AlertSignal' });
export type AlertSignal = z.infer<typeof alertSignalSchema>;

export const alertSchema = z
  .object({
    id: z.string(),
    ...alertInputSchema.shape,
    /** Of the webhook's address, its host only. */
    webhook: z.string().nullable(),
    createdAt: z.iso.datetime(),
    /** Whether the caller may change it. */
    mine: z.boolean(),
    /** Silent: whoever set it is gone, or may not watch this scope any more. Saving it again wakes it. */
    resting: z.boolean(),
    /** The last one. */
    signal: alertSignalSchema.optional(),
  })
  .meta({ id: 'Alert' });
export type Alert = z.infer<typeof alertSchema>;

/** `secret` is shown this once: it signs what is sent to the webhook. */
export const alertSavedSchema = z.object({ id: z.string(), secret: z.string().optional() });
export type AlertSaved = z.infer<typeof alertSavedSchema>;

/** What a webhook is sent, signed with HMAC-SHA256 of the body in `X-EPM-Signature: sha256=<hex>`. */
export const alertMessageSchema = z
  .object({
    type: z.enum(['alert', 'test']),
    /** The same for every attempt of one signal. */
    id: z.string(),
    name: z.string(),
    scope: scopeNameSchema,
    at: z.iso.datetime(),
    threshold: z.number(),
    revenueTtc: z.number(),
    objectiveToDate: z.number(),
    attainment: z.number().nullable(),
    /** The same in one French sentence, for chats. */
    text: z.string(),
  })
  .meta({ id: 'AlertMessage' });
export type AlertMessage = z.infer<typeof alertMessageSchema>;
