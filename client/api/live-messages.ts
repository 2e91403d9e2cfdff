import { z } from 'zod';
import { apiErrorSchema } from '../../shared/api/error.ts';
import { kpiMessageSchema } from '../../shared/api/kpi.ts';
import { landingSchema } from '../../shared/api/live-board.ts';
import { scopeNameSchema } from '../../shared/api/scope.ts';

/** Answer to `subscribe`. */
export const subscribeAnswerSchema = z.union([apiErrorSchema, kpiMessageSchema]);

/** Revenue TTC by hour of the day so far, and what the day is expected to end at; sent to who subscribed with `curve`. */
export const curveMessageSchema = z.object({
  scope: scopeNameSchema,
  version: z.number().int(),
  today: z.array(z.number()).length(24),
  landing: landingSchema,
});
export type CurveMessage = z.infer<typeof curveMessageSchema>;
