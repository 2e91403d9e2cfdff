import type { Category, Product, Region, Store } from '../../shared/api/reference.ts';
import type { Queryable } from '../postgres/pool.ts';

/** A page of products, by SKU; `next` is the SKU to go on after. */
export interface ProductPage {
  items: Product[];
  next?: string;
}

export interface Reference {
  /** `region`: code of the only region to show. */
  regions(region: string | undefined): Promise<Region[]>;
  stores(region: string | undefined): Promise<Store[]>;
  categories(): Promise<Category[]>;
  products(page: { after: string; limit: number }): Promise<ProductPage>;
}

export function createReference({ db }: { db: Queryable }): Reference {
  return {
    async regions(region) {
      const { rows } = await db.query<Region>(
        `select code, nom as name from regions where $1::text is null or code = $1 order by code collate "C"`,
        [region ?? null],
      );
      return rows;
    },
    async stores(region) {
      const { rows } = await db.query<Store>(
        `select m.code, m.nom as name, r.code as region from magasins m join regions r on r.id = m.region_id
         where $1::text is null or r.code = $1 order by m.code collate "C"`,
        [region ?? null],
      );
      return rows;
    },
    async categories() {
      const { rows } = await db.query<Category>(`select code, nom as name from categories order by code collate "C"`);
      return rows;
    },
    async products({ after, limit }) {
      const { rows } = await db.query<Omit<Product, 'purchasePrice' | 'salePrice'> & { bought: string; sold: string }>(
        `select p.sku, p.nom as name, c.code as category, p.prix_achat as bought, p.prix_vente as sold
         from produits p join categories c on c.id = p.categorie_id
         where p.sku collate "C" > $1 order by p.sku collate "C" limit $2`,
        [after, limit + 1],
      );
      const items = rows.slice(0, limit).map(({ bought, sold, ...product }) => ({
        ...product,
        purchasePrice: Number(bought),
        salePrice: Number(sold),
      }));
      const last = items.at(-1);
      return rows.length > limit && last ? { items, next: last.sku } : { items };
    },
  };
}
