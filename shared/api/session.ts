import { z } from 'zod';

export const roleSchema = z.enum(['director', 'analyst', 'manager', 'reader']).meta({ id: 'Role' });
export type Role = z.infer<typeof roleSchema>;

/** Part of the company a user reads: all of it, or one region. */
export const userScopeSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('company') }),
    z.object({ kind: z.literal('region'), code: z.string() }),
  ])
  .meta({ id: 'UserScope' });

export const userSchema = z
  .object({ id: z.uuid(), email: z.string(), name: z.string(), role: roleSchema, scope: userScopeSchema })
  .meta({ id: 'User' });
export type User = z.infer<typeof userSchema>;

export const loginRequestSchema = z.object({
  email: z.string().trim().min(1).max(320),
  password: z.string().min(1).max(1000),
});
export type LoginRequest = z.infer<typeof loginRequestSchema>;

export const userResponseSchema = z.object({ user: userSchema });

export const tokenRequestSchema = z.object({
  clientId: z.string().min(1).max(64),
  clientSecret: z.string().min(1).max(1000),
});
/** `expiresIn` in seconds. */
export const tokenResponseSchema = z.object({ accessToken: z.string(), expiresIn: z.number().int() });
