import { z } from 'zod';
import { apiErrorSchema } from '../../shared/api/error.ts';

/** What the routes about scenarios have in common. */
export const tag = 'Scenarios';
export const params = z.object({ id: z.uuid() });
export const refusals = {
  404: { description: 'Unknown, or the private draft of somebody else', schema: apiErrorSchema },
};
