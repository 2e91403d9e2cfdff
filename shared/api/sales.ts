import { z } from 'zod';
import { keyText as text } from './key-text.ts';

/** A receipt dated further ahead of the server's clock than this is a mistake: a till with a wrong clock, two dates mixed up. */
export const MAX_AHEAD_MS = 48 * 3_600_000;

const decimal = z.number().refine(Number.isFinite, 'must be a finite number');

const saleLineSchema = z
  .strictObject({
    sku: text(1, 100),
    /** Negative for a return; never 0. */
    quantity: decimal.refine((q) => q !== 0 && Math.abs(q) <= 1e8, 'must be between -1e8 and 1e8 and not 0'),
    /** € TTC. */
    unitPrice: decimal.refine((p) => Math.abs(p) <= 1e9, 'must be at most 1e9'),
  })
  .meta({ id: 'SaleLine' });

const saleSchema = z
  .strictObject({
    store: text(1, 40),
    register: text(0, 40).default(''),
    receipt: text(1, 100),
    soldAt: z.iso.datetime({ offset: true }),
    lines: z.array(saleLineSchema).min(1).max(1000),
  })
  .meta({ id: 'Sale' });
export type Sale = z.infer<typeof saleSchema>;

/** One sale, or up to 1,000. (store, register, receipt) is the key. A single one is read as a list of one, so that findings name its index. */
export const salesRequestSchema = z
  .preprocess((body) => (Array.isArray(body) ? body : [body]), z.array(saleSchema).min(1).max(1000))
  .meta({ description: 'An array of up to 1,000 sales; a single sale may be sent without the array.' });
export const salesResponseSchema = z.object({ accepted: z.number().int(), duplicates: z.number().int() });
