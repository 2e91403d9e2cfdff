import { z } from 'zod';

const decimal = z.number().refine(Number.isFinite, 'must be a finite number');

export const saleLineSchema = z
  .strictObject({
    sku: z.string().min(1).max(100),
    /** Negative for a return; never 0. */
    quantity: decimal.refine((q) => q !== 0 && Math.abs(q) <= 1e8, 'must be between -1e8 and 1e8 and not 0'),
    /** € TTC. */
    unitPrice: decimal.refine((p) => Math.abs(p) <= 1e9, 'must be at most 1e9'),
  })
  .meta({ id: 'SaleLine' });

export const saleSchema = z
  .strictObject({
    store: z.string().min(1).max(40),
    register: z.string().max(40).default(''),
    receipt: z.string().min(1).max(100),
    soldAt: z.iso.datetime({ offset: true }),
    lines: z.array(saleLineSchema).min(1).max(1000),
  })
  .meta({ id: 'Sale' });
export type Sale = z.infer<typeof saleSchema>;

/** One sale, or up to 1,000. (store, register, receipt) is the key. */
export const salesRequestSchema = z.union([saleSchema, z.array(saleSchema).min(1).max(1000)]);
export const salesResponseSchema = z.object({ accepted: z.number().int(), duplicates: z.number().int() });
