import type { ImportField } from '../../../shared/api/imports.ts';
import type { Reading } from '../mapping/understand.ts';
import { cellOf, cellSources, isCellError } from './cell-source.ts';
import { NULL } from './copy-text.ts';
import { skuOfName, type Dictionary } from './dictionary.ts';
import { createNumberReader, MAX_MONEY } from './number-reader.ts';
import type { Reason } from './reasons.ts';
import { createReceiptReader } from './receipt-reader.ts';

export interface RowReader {
  /** The row in COPY's text format, in the order of import_lignes; null when it was refused. */
  read(cells: readonly string[], line: number, text: string): string | null;
}

export type Refuse = (line: number, field: ImportField, reason: Reason, text: string) => void;

const MAX_SKU = 100;
const MAX_CATEGORY = 200;

/**
 * Turns rows into staged rows. What is said about a receipt (store, till, number, time, customer) is staged on its first row
 * only: rows of one receipt mostly follow each other, and where they do not the database joins the pieces.
 */
export function createRowReader(reading: Reading, dictionary: Dictionary, refuse: Refuse): RowReader {
  const from = cellSources(reading);
  const quantityOf = createNumberReader('quantity', reading.decimal);
  const priceOf = createNumberReader('price', reading.decimal);
  const amountOf = createNumberReader('amount', reading.decimal);
  const receipts = createReceiptReader(reading, dictionary, no);

  function no(line: number, field: ImportField, reason: Reason, text: string): null {
    refuse(line, field, reason, text);
    return null;
  }

  function productNumber(cells: readonly string[], line: number, text: string): number | null {
    const category = cellOf(cells, from.category);
    if (category.length > MAX_CATEGORY) return no(line, 'category', 'too_long', text);
    const name = cellOf(cells, from.product);
    const sku = cellOf(cells, from.sku) || skuOfName(name || category);
    if (sku === '') return no(line, 'sku', 'product_missing', text);
    const broken = isCellError(sku) ? 'sku' : isCellError(name) ? 'product' : isCellError(category) ? 'category' : null;
    if (broken !== null) return no(line, broken, 'cell_error', text);
    if (sku.length > MAX_SKU) return no(line, 'sku', 'too_long', text);
    return dictionary.product(sku, name || (category === sku ? category : ''), dictionary.category(category));
  }

  function read(cells: readonly string[], line: number, text: string): string | null {
    const receipt = receipts.read(cells, line, text);
    if (receipt === null) return null;
    const quantity = quantityOf(cellOf(cells, from.quantity));
    if (quantity === '') return no(line, 'quantity', 'quantity_missing', text);
    if (isRefusal(quantity)) return no(line, 'quantity', quantity.slice(1) as Reason, text);
    const price = priceOf(cellOf(cells, from.unitPrice));
    if (isRefusal(price)) return no(line, 'unitPrice', price.slice(1) as Reason, text);
    const amount = amountOf(cellOf(cells, from.amount));
    if (isRefusal(amount)) return no(line, 'amount', amount.slice(1) as Reason, text);
    if (price === '' && amount === '') return no(line, 'unitPrice', 'price_missing', text);
    const beyond = outOfRange(quantity, price, amount);
    if (beyond !== null) return no(line, amount === '' ? 'amount' : 'unitPrice', beyond, text);

    const number = cellOf(cells, from.line);
    if (number !== '' && !/^\d{1,9}$/.test(number)) return no(line, 'line', 'line_invalid', text);
    const product = productNumber(cells, line, text);
    if (product === null) return null;
    const entry = dictionary.products[product];
    if (entry && price !== '' && quantity.charCodeAt(0) !== 0x2d) entry.price = price;
    return `${line}\t${receipts.accept()}\t${receipt}${product}\t${quantity}\t${price || NULL}\t${amount || NULL}\t${number || NULL}\n`;
  }

  return { read };
}

/** `!reason` of a number reader. */
function isRefusal(read: string): boolean {
  return read.charCodeAt(0) === 0x21;
}

/** What the two given values make of the third must fit its column too. */
function outOfRange(quantity: string, price: string, amount: string): Reason | null {
  if (amount === '') {
    const small = quantity.length + price.length < 10;
    return small || Math.abs(Number(quantity) * Number(price)) <= MAX_MONEY ? null : 'amount_range';
  }
  const small = amount.length < 10 && !quantity.includes('.');
  return small || Math.abs(Number(amount) / Number(quantity)) <= MAX_MONEY ? null : 'price_range';
}
