import type { ImportField } from '../../../shared/api/imports.ts';
import { dateCellReader, parseTimeCell } from '../../../shared/numbers/parse-date.ts';
import type { Reading } from '../mapping/understand.ts';
import { copyText, NULL } from './copy-text.ts';
import { skuOfName, type Dictionary } from './dictionary.ts';
import { createNumberReader, MAX_MONEY } from './number-reader.ts';
import type { Reason } from './reasons.ts';

export interface RowReader {
  /** The row in COPY's text format, in the order of import_lignes; null when it was refused. */
  read(cells: readonly string[], line: number, text: string): string | null;
}

export type Refuse = (line: number, field: ImportField, reason: Reason, text: string) => void;

const MAX_STORE = 200;
const MAX_REGISTER = 40;
const MAX_RECEIPT = 100;
const MAX_SKU = 100;
const MAX_CATEGORY = 200;
const MAX_CUSTOMER = 200;

/** magasin, caisse, numero, le, decalage, avec_heure and client of a row that goes on with the receipt of the row before. */
const SAME_RECEIPT = `${NULL}\t`.repeat(7);

/**
 * Turns rows into staged rows. What is said about a receipt (store, till, number, time, customer) is staged on its first row
 * only: rows of one receipt mostly follow each other, and where they do not the database joins the pieces.
 */
export function createRowReader(reading: Reading, dictionary: Dictionary, refuse: Refuse): RowReader {
  const cell = cellReaders(reading);
  const dateOf = dateCellReader(reading.dateOrder);
  const quantityOf = createNumberReader('quantity', reading.decimal);
  const priceOf = createNumberReader('price', reading.decimal);
  const amountOf = createNumberReader('amount', reading.decimal);
  const hasTime = reading.columns.time !== undefined || (reading.constants.time ?? '') !== '';

  let receipts = 0;
  let previous = { store: '', register: '', receipt: '', date: '', time: '', region: '' };
  let started = false;

  /** The seven columns of a receipt, or null when one of them is refused. */
  function receiptColumns(line: number, text: string, now: typeof previous, customer: string): string | null {
    if (now.store === '') return no(line, 'store', 'store_missing', text);
    if (now.store.length > MAX_STORE) return no(line, 'store', 'too_long', text);
    if (now.register.length > MAX_REGISTER) return no(line, 'register', 'too_long', text);
    if (now.receipt.length > MAX_RECEIPT) return no(line, 'receipt', 'too_long', text);
    if (now.date === '') return no(line, 'date', 'date_missing', text);
    const date = dateOf(now.date);
    if (date === null) return no(line, 'date', 'date_invalid', text);
    if (date.date < '1970-01-01' || date.date >= '2101-01-01') return no(line, 'date', 'date_range', text);
    const time = now.time === '' ? null : parseTimeCell(now.time);
    if (now.time !== '' && time === null) return no(line, 'time', 'time_invalid', text);
    const seconds = time ?? date.seconds;
    const store = dictionary.store(now.store, now.region);
    const receipt = now.receipt === '' ? NULL : copyText(now.receipt);
    const offset = date.offsetMinutes === null ? NULL : String(date.offsetMinutes);
    const client = customer === '' ? NULL : copyText(customer.slice(0, MAX_CUSTOMER));
    const at = `${date.date} ${clock(seconds ?? 0)}`;
    return `${store}\t${copyText(now.register)}\t${receipt}\t${at}\t${offset}\t${seconds === null ? 'f' : 't'}\t${client}\t`;
  }

  function no(line: number, field: ImportField, reason: Reason, text: string): null {
    refuse(line, field, reason, text);
    return null;
  }

  function productNumber(cells: readonly string[], line: number, text: string): number | null {
    const category = cell.category(cells);
    if (category.length > MAX_CATEGORY) return no(line, 'category', 'too_long', text);
    const name = cell.product(cells);
    const sku = cell.sku(cells) || skuOfName(name || category);
    if (sku === '') return no(line, 'sku', 'product_missing', text);
    if (sku.length > MAX_SKU) return no(line, 'sku', 'too_long', text);
    return dictionary.product(sku, name || (category === sku ? category : ''), dictionary.category(category));
  }

  function read(cells: readonly string[], line: number, text: string): string | null {
    const now = {
      store: cell.store(cells),
      register: cell.register(cells),
      receipt: cell.receipt(cells),
      date: cell.date(cells),
      time: hasTime ? cell.time(cells) : '',
      region: cell.region(cells),
    };
    let receipt = SAME_RECEIPT;
    const goesOn =
      started &&
      now.receipt !== '' &&
      now.receipt === previous.receipt &&
      now.date === previous.date &&
      now.time === previous.time &&
      now.store === previous.store &&
      now.register === previous.register;
    if (!goesOn) {
      const columns = receiptColumns(line, text, now, cell.customer(cells));
      if (columns === null) return null;
      receipt = columns;
    }

    const quantity = quantityOf(cell.quantity(cells));
    if (quantity === '') return no(line, 'quantity', 'quantity_missing', text);
    if (quantity.charCodeAt(0) === 0x21) return no(line, 'quantity', quantity.slice(1) as Reason, text);
    const price = priceOf(cell.unitPrice(cells));
    if (price.charCodeAt(0) === 0x21) return no(line, 'unitPrice', price.slice(1) as Reason, text);
    const amount = amountOf(cell.amount(cells));
    if (amount.charCodeAt(0) === 0x21) return no(line, 'amount', amount.slice(1) as Reason, text);
    if (price === '' && amount === '') return no(line, 'unitPrice', 'price_missing', text);
    const beyond = outOfRange(quantity, price, amount);
    if (beyond !== null) return no(line, amount === '' ? 'amount' : 'unitPrice', beyond, text);

    const number = cell.line(cells);
    if (number !== '' && !/^\d{1,9}$/.test(number)) return no(line, 'line', 'line_invalid', text);
    const product = productNumber(cells, line, text);
    if (product === null) return null;
    const entry = dictionary.products[product];
    if (entry && price !== '' && quantity.charCodeAt(0) !== 0x2d) entry.price = price;

    if (!goesOn) {
      receipts += 1;
      previous = now;
      started = true;
    }
    return `${line}\t${receipts}\t${receipt}${product}\t${quantity}\t${price || NULL}\t${amount || NULL}\t${number || NULL}\n`;
  }

  return { read };
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

function cellReaders({ columns, constants }: Reading): Record<ImportField, (cells: readonly string[]) => string> {
  const reader = (field: ImportField) => {
    const column = columns[field];
    if (column !== undefined) return (cells: readonly string[]) => (cells[column] ?? '').trim();
    const constant = (constants[field] ?? '').trim();
    return () => constant;
  };
  return {
    store: reader('store'),
    region: reader('region'),
    receipt: reader('receipt'),
    register: reader('register'),
    line: reader('line'),
    date: reader('date'),
    time: reader('time'),
    sku: reader('sku'),
    product: reader('product'),
    category: reader('category'),
    quantity: reader('quantity'),
    unitPrice: reader('unitPrice'),
    amount: reader('amount'),
    customer: reader('customer'),
  };
}

function clock(seconds: number): string {
  const two = (n: number) => (n < 10 ? `0${n}` : String(n));
  const whole = Math.floor(seconds);
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
