import { z } from 'zod';

export const regionSchema = z.object({ code: z.string(), name: z.string() }).meta({ id: 'Region' });
export const categorySchema = z.object({ code: z.string(), name: z.string() }).meta({ id: 'Category' });
/** `region` is the code of the region. */
export const storeSchema = z.object({ code: z.string(), name: z.string(), region: z.string() }).meta({ id: 'Store' });
/** `purchasePrice` in € HT, `salePrice` in € TTC. */
export const productSchema = z
  .object({
    sku: z.string(),
    name: z.string(),
    category: z.string(),
    purchasePrice: z.number(),
    salePrice: z.number(),
  })
  .meta({ id: 'Product' });

export type Region = z.infer<typeof regionSchema>;
export type Category = z.infer<typeof categorySchema>;
export type Store = z.infer<typeof storeSchema>;
export type Product = z.infer<typeof productSchema>;

/** A list; `next` is the cursor of the following page, absent on the last one. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().optional() });
}
