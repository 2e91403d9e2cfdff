import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { roleSchema } from '../../shared/api/session.ts';
import { apiRequest } from './http.ts';

const publicSchema = z.object({
  demo: z.boolean(),
  logins: z.array(z.object({ email: z.string(), name: z.string(), role: roleSchema })).optional(),
});

/** What the sign-in page may know before anybody signed in. */
export const publicQuery = queryOptions({
  queryKey: ['public'],
  queryFn: ({ signal }) => apiRequest({ path: '/api/public', schema: publicSchema, signal }),
  staleTime: Infinity,
});
