import type { ContentIssue } from '../../shared/api/error.ts';
import type { Queryable } from '../postgres/pool.ts';
import type { Receipt } from './receipt.ts';
import { costTooLarge } from './sale-line.ts';

export interface Store {
  id: number;
  code: string;
}

interface StoreRow extends Store {
  /** Start of its first day and end of its last one, where it has one. */
  opens: Date | null;
  closes: Date | null;
}

export interface Product {
  id: number;
  sku: string;
  category: number;
  purchase_price: string;
}

/** The stores and products that some receipts name. */
export interface Catalogue {
  stores: ReadonlyMap<string, Store>;
  products: ReadonlyMap<string, Product>;
  /** What the receipts name wrongly; empty when all of them can be stored. */
  issues: ContentIssue[];
}

export async function lookUp(db: Queryable, receipts: readonly Receipt[]): Promise<Catalogue> {
  const codes = [...new Set(receipts.map(({ store }) => store))];
  const skus = [...new Set(receipts.flatMap(({ lines }) => lines.map(({ sku }) => sku)))];
  const [stores, products] = await Promise.all([
    db.query<StoreRow>(
      `select id, code, ouvert_le::timestamp at time zone fuseau as opens, (ferme_le + 1)::timestamp at time zone fuseau as closes
       from magasins where code = any($1::text[])`,
      [codes],
    ),
    db.query<Product>(
      `select id, sku, categorie_id as category, prix_achat as purchase_price from produits where sku = any($1::text[])`,
      [skus],
    ),
  ]);
  const storeOf = new Map(stores.rows.map((store) => [store.code, store]));
  const productOf = new Map(products.rows.map((product) => [product.sku, product]));
  const issues = receipts.flatMap((receipt) => judge(receipt, storeOf.get(receipt.store), productOf));
  return { stores: storeOf, products: productOf, issues };
}

function isOpen({ opens, closes }: StoreRow, at: Date): boolean {
  return (opens === null || at >= opens) && (closes === null || at < closes);
}

function judge(receipt: Receipt, store: StoreRow | undefined, products: ReadonlyMap<string, Product>): ContentIssue[] {
  const { index } = receipt;
  const issues: ContentIssue[] = [];
  if (!store) {
    issues.push({ index, path: 'store', code: 'unknown_store', message: `There is no store ${receipt.store}.` });
  } else if (!isOpen(store, receipt.soldAt)) {
    const message = `Store ${store.code} is not open on the day of this sale.`;
    issues.push({ index, path: 'soldAt', code: 'store_closed', message });
  }
  receipt.lines.forEach(({ sku, quantity }, position) => {
    const product = products.get(sku);
    if (!product) {
      const message = `There is no product ${sku}.`;
      issues.push({ index, path: `lines.${position}.sku`, code: 'unknown_sku', message });
    } else if (costTooLarge(quantity, product.purchase_price)) {
      const message = 'The cost of this line does not fit: it must be below 1,000,000,000,000 €.';
      issues.push({ index, path: `lines.${position}.quantity`, code: 'amount_too_large', message });
    }
  });
  return issues;
}
