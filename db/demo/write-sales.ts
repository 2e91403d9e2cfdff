import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { PRODUCTS } from './catalogue.ts';
import { CATEGORIES } from './categories.ts';
import type { DemoReceipt } from './receipts.ts';

export interface DemoSale {
  storeId: number;
  /** Instant, ms since the epoch. */
  at: number;
  receipt: DemoReceipt;
}

/** Writes sales through the tables every sale goes through, their triggers at work. Inside the caller's transaction. */
export async function writeSales(
  client: pg.ClientBase,
  productIds: readonly (number | undefined)[],
  sales: readonly DemoSale[],
): Promise<void> {
  if (sales.length === 0) return;
  // Drawn from the sequence, since COPY tells no ids and other servers may be selling meanwhile.
  const { rows } = await client.query<{ ids: string }>(
    `select string_agg(nextval(pg_get_serial_sequence('ventes', 'id'))::text, ',') as ids from generate_series(1, $1)`,
    [sales.length],
  );
  const ids = (rows[0]?.ids ?? '').split(',');
  await copy(client, 'ventes (id, magasin_id, client_id, date_vente, montant_ttc, caisse, numero)', () =>
    saleRows(ids, sales),
  );
  await copy(
    client,
    'lignes_ventes (vente_id, produit_id, quantite, prix_unitaire, montant_ttc, taux_tva, prix_achat, numero)',
    () => lineRows(ids, productIds, sales),
  );
}

function* saleRows(ids: readonly string[], sales: readonly DemoSale[]): Generator<string> {
  for (const [index, { storeId, at, receipt }] of sales.entries()) {
    let total = 0;
    for (const line of receipt.lines) total += line.quantity * line.unitPrice;
    const customer = receipt.customer ?? '\\N';
    yield `${ids[index]}\t${storeId}\t${customer}\t${new Date(at).toISOString()}\t${euros(total)}\t${receipt.register}\t${receipt.number}\n`;
  }
}

function* lineRows(
  ids: readonly string[],
  productIds: readonly (number | undefined)[],
  sales: readonly DemoSale[],
): Generator<string> {
  for (const [index, { receipt }] of sales.entries()) {
    for (const [line, { product, quantity, unitPrice }] of receipt.lines.entries()) {
      const tail = TAILS[product] ?? '';
      yield `${ids[index]}\t${productIds[product]}\t${quantity}\t${euros(unitPrice)}\t${euros(quantity * unitPrice)}\t${tail}\t${line + 1}\n`;
    }
  }
}

/** VAT rate and purchase price by product. */
const TAILS = PRODUCTS.map(({ category, cost }) => `${CATEGORIES[category]?.rate ?? 0.2}\t${euros(cost)}`);

function euros(cents: number): string {
  return (cents / 100).toFixed(2);
}

const BATCH_CHARACTERS = 65_536;

async function copy(client: pg.ClientBase, target: string, rows: () => Generator<string>): Promise<void> {
  await pipeline(Readable.from(batches(rows())), client.query(copyFrom(`copy ${target} from stdin`)));
}

/** A chunk per row would spend the time in the stream. */
function* batches(rows: Iterable<string>): Generator<string> {
  let batch = '';
  for (const row of rows) {
    batch += row;
    if (batch.length < BATCH_CHARACTERS) continue;
    yield batch;
    batch = '';
  }
  if (batch !== '') yield batch;
}
