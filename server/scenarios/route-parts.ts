import { z } from 'zod';
import { apiErrorSchema } from '../../shared/api/error.ts';

/** What the routes about scenarios have in common. */
export const tag = 'Scenarios';
export const params = z.object({ id: z.uuid() });
/** Of what has a plan computed. */
export const busy = {
  429: { description: 'Two of the caller’s plans are being computed and four more wait', schema: apiErrorSchema },
  503: { description: 'Too many plans are being computed, or this one took too long', schema: apiErrorSchema },
};
export const refusals = {
  404: { description: 'Unknown, or the private draft of somebody else', schema: apiErrorSchema },
};
