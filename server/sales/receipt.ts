import { MAX_AHEAD_MS, type Sale } from '../../shared/api/sales.ts';
import type { ContentIssue } from '../../shared/api/error.ts';
import { exactLine, tooLarge, type ExactLine } from './sale-line.ts';

/** A sale as it will be stored, before its store and products are looked up. */
export interface Receipt {
  /** Position in the call. */
  index: number;
  store: string;
  register: string;
  number: string;
  soldAt: Date;
  lines: (ExactLine & { sku: string })[];
}

const MESSAGES = {
  quantity_too_small: 'The quantity is 0 once rounded to three decimals.',
  amount_too_large: 'The amount does not fit: it must be below 1,000,000,000,000 €.',
  invalid_time: 'This time does not exist.',
  time_ahead: 'This time is more than 48 hours ahead: check the clock of the till.',
};

/** The exact form of a sale, or what is wrong with it. */
export function toReceipt(sale: Sale, index: number, now: Date): Receipt | ContentIssue[] {
  const issues: ContentIssue[] = [];
  const issue = (path: string, code: keyof typeof MESSAGES) =>
    issues.push({ index, path, code, message: MESSAGES[code] });
  const soldAt = new Date(sale.soldAt);
  // Years before 1 and offsets of more than 16 h are ISO 8601, and no date of the database.
  if (Number.isNaN(soldAt.getTime()) || soldAt.getUTCFullYear() < 1) issue('soldAt', 'invalid_time');
  else if (soldAt.getTime() - now.getTime() > MAX_AHEAD_MS) issue('soldAt', 'time_ahead');
  const lines: Receipt['lines'] = [];
  let total = 0n;
  sale.lines.forEach((line, position) => {
    const exact = exactLine(line);
    if (exact === 'quantity_too_small') issue(`lines.${position}.quantity`, exact);
    else if (exact === 'amount_too_large') issue(`lines.${position}.unitPrice`, exact);
    else {
      lines.push({ sku: line.sku, ...exact });
      total += exact.amount;
    }
  });
  if (tooLarge(total)) issue('lines', 'amount_too_large');
  if (issues.length > 0) return issues;
  return { index, store: sale.store, register: sale.register, number: sale.receipt, soldAt, lines };
}

/** Equal for receipts of the same key. */
export function keyOf(receipt: Pick<Receipt, 'store' | 'register' | 'number'>): string {
  return JSON.stringify([receipt.store, receipt.register, receipt.number]);
}

/** Equal for receipts of the same time and lines, whatever the order of the lines. */
export function contentOf(receipt: Receipt): string {
  const lines = receipt.lines.map(({ sku, quantity, unitPrice }) => JSON.stringify([sku, quantity, unitPrice]));
  return JSON.stringify([receipt.soldAt.getTime(), lines.toSorted()]);
}
