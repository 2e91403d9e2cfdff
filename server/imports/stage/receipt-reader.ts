import type { ImportField } from '../../../shared/api/imports.ts';
import { dateCellReader, parseTimeCell } from '../../../shared/numbers/parse-date.ts';
import type { Reading } from '../mapping/understand.ts';
import { cellOf, cellSources, isCellError } from './cell-source.ts';
import { copyText, NULL } from './copy-text.ts';
import type { Dictionary } from './dictionary.ts';
import type { Reason } from './reasons.ts';

export interface ReceiptReader {
  /** The columns of the row's receipt in COPY's text format, empty ones where the row goes on with the receipt before. */
  read(cells: readonly string[], line: number, text: string): string | null;
  /** The row is staged: the number of its receipt, which following rows may go on with. */
  accept(): number;
}

type Refuse = (line: number, field: ImportField, reason: Reason, text: string) => null;

const MAX_STORE = 200;
const MAX_REGISTER = 40;
const MAX_RECEIPT = 100;
const MAX_CUSTOMER = 200;
const FIRST_YEAR = '1970-01-01';
const AFTER_LAST_YEAR = '2101-01-01';

/** magasin, caisse, numero, le, decalage, avec_heure and client. */
const SAME_RECEIPT = `${NULL}\t`.repeat(7);

/** Reads what rows say about their receipt; rows of one receipt mostly follow each other and are read once. */
export function createReceiptReader(reading: Reading, dictionary: Dictionary, refuse: Refuse): ReceiptReader {
  const from = cellSources(reading);
  const dateOf = dateCellReader(reading.dateOrder);
  const hasTime = from.time.column >= 0 || from.time.constant !== '';
  let count = 0;
  // The first row of a receipt may be refused for other reasons: the next one then brings its columns.
  let staged = false;
  let current = '';
  let last = { store: '', register: '', receipt: '', date: '', time: '' };

  function read(cells: readonly string[], line: number, text: string): string | null {
    const store = cellOf(cells, from.store);
    const register = cellOf(cells, from.register);
    const receipt = cellOf(cells, from.receipt);
    const date = cellOf(cells, from.date);
    const time = hasTime ? cellOf(cells, from.time) : '';
    if (
      receipt !== '' &&
      receipt === last.receipt &&
      date === last.date &&
      time === last.time &&
      store === last.store &&
      register === last.register
    ) {
      return staged ? SAME_RECEIPT : current;
    }
    if (store === '') return refuse(line, 'store', 'store_missing', text);
    if (isCellError(store)) return refuse(line, 'store', 'cell_error', text);
    if (isCellError(receipt)) return refuse(line, 'receipt', 'cell_error', text);
    if (store.length > MAX_STORE) return refuse(line, 'store', 'too_long', text);
    if (register.length > MAX_REGISTER) return refuse(line, 'register', 'too_long', text);
    if (receipt.length > MAX_RECEIPT) return refuse(line, 'receipt', 'too_long', text);
    const at = instant(date, time, line, text);
    if (at === null) return null;
    const customer = cellOf(cells, from.customer).slice(0, MAX_CUSTOMER);
    const number = dictionary.store(store, cellOf(cells, from.region));
    current = `${number}\t${copyText(register)}\t${receipt === '' ? NULL : copyText(receipt)}\t${at}\t${customer === '' ? NULL : copyText(customer)}\t`;
    last = { store, register, receipt, date, time };
    staged = false;
    return current;
  }

  /** le, decalage and avec_heure. */
  function instant(date: string, time: string, line: number, text: string): string | null {
    if (date === '') return refuse(line, 'date', 'date_missing', text);
    const read = dateOf(date);
    if (read === null) return refuse(line, 'date', 'date_invalid', text);
    if (read.date < FIRST_YEAR || read.date >= AFTER_LAST_YEAR) return refuse(line, 'date', 'date_range', text);
    const ofDay = time === '' ? read.seconds : parseTimeCell(time);
    if (time !== '' && ofDay === null) return refuse(line, 'time', 'time_invalid', text);
    return `${read.date} ${clock(ofDay ?? 0)}\t${read.offsetMinutes ?? NULL}\t${ofDay === null ? 'f' : 't'}`;
  }

  return {
    read,
    accept() {
      if (!staged) count += 1;
      staged = true;
      return count;
    },
  };
}

function clock(seconds: number): string {
  const two = (n: number) => (n < 10 ? `0${n}` : String(n));
  const whole = Math.floor(seconds);
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
