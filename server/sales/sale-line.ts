import { decimalOf, decimalOfNumber, roundDecimal, type Decimal } from '../../shared/numbers/decimal.ts';

/** Digits after the point that a line keeps: grams, and fractions of a cent for prices by weight. */
const QUANTITY_SCALE = 3;
const PRICE_SCALE = 6;
const AMOUNT_SCALE = 4;
/** An amount of the database has twelve digits before the point. */
const MAX_AMOUNT = 10n ** 12n * 10n ** BigInt(AMOUNT_SCALE);

export interface ExactLine {
  quantity: Decimal;
  unitPrice: Decimal;
  /** quantity × unitPrice in ten-thousandths of a euro, half away from zero. */
  amount: bigint;
}

export type LineFault = 'quantity_too_small' | 'amount_too_large';

/** JSON numbers as the decimals that were written, never as what binary arithmetic makes of them. */
export function exactLine(line: { quantity: number; unitPrice: number }): ExactLine | LineFault {
  const quantity = roundDecimal(decimalOfNumber(line.quantity) ?? '0', QUANTITY_SCALE);
  const unitPrice = roundDecimal(decimalOfNumber(line.unitPrice) ?? '0', PRICE_SCALE);
  if (quantity === '0') return 'quantity_too_small';
  const amount = product(quantity, QUANTITY_SCALE, unitPrice, PRICE_SCALE);
  return tooLarge(amount) ? 'amount_too_large' : { quantity, unitPrice, amount };
}

/** quantity × purchase price, where the database could not hold it. */
export function costTooLarge(quantity: Decimal, purchasePrice: Decimal): boolean {
  return tooLarge(product(quantity, QUANTITY_SCALE, purchasePrice, AMOUNT_SCALE));
}

export function tooLarge(amount: bigint): boolean {
  return amount >= MAX_AMOUNT || amount <= -MAX_AMOUNT;
}

export function decimalOfAmount(amount: bigint): Decimal {
  return decimalOf(amount < 0n, (amount < 0n ? -amount : amount).toString(), '', -AMOUNT_SCALE);
}

function product(a: Decimal, scaleA: number, b: Decimal, scaleB: number): bigint {
  return rounded(scaled(a, scaleA) * scaled(b, scaleB), scaleA + scaleB - AMOUNT_SCALE);
}

function scaled(decimal: Decimal, scale: number): bigint {
  const [int = '', frac = ''] = decimal.replace('-', '').split('.');
  const digits = BigInt(int + frac.padEnd(scale, '0').slice(0, scale));
  return decimal.startsWith('-') ? -digits : digits;
}

function rounded(value: bigint, digits: number): bigint {
  const unit = 10n ** BigInt(digits);
  const half = unit / 2n;
  return (value < 0n ? value - half : value + half) / unit;
}
