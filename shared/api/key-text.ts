import { z } from 'zod';

/** Text of a key. The database keeps no NUL, and a key with control characters is no key anybody meant. */
export const keyText = (min: number, max: number) =>
  z
    .string()
    .min(min)
    .max(max)
    .regex(/^\P{Cc}*$/u, 'must not contain control characters');
