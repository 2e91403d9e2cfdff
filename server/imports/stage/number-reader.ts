import { decimalCell } from '../../../shared/numbers/parse-cell.ts';
import { roundDecimal } from '../../../shared/numbers/decimal.ts';

export type Measure = 'quantity' | 'price' | 'amount';

/** Beyond it no till has sold anything: the column is read wrongly. Sums of many lines still fit the columns of the database. */
const MAX_QUANTITY = 1e8;
export const MAX_MONEY = 1e9;

const SCALE: Record<Measure, number> = { quantity: 3, price: 6, amount: 4 };
const REMEMBERED = 20_000;

/**
 * Reads the cells of one column: the exact decimal as text, `''` for a blank cell, or `!reason` when it is refused.
 * Prices and quantities repeat, so what was read once is remembered.
 */
export function createNumberReader(measure: Measure, sign: ',' | '.'): (cell: string) => string {
  const known = new Map<string, string>();
  return (cell) => {
    const hit = known.get(cell);
    if (hit !== undefined) return hit;
    const read = readNumber(cell, measure, sign);
    if (known.size >= REMEMBERED) known.clear();
    if (cell.length < 13) known.set(cell, read);
    return read;
  };
}

function readNumber(cell: string, measure: Measure, sign: ',' | '.'): string {
  const trimmed = cell.trim();
  if (trimmed === '') return '';
  const exact = trimmed.includes('%') ? null : decimalCell(trimmed, sign);
  if (exact === null) return `!${measure}_invalid`;
  const decimal = roundDecimal(exact, SCALE[measure]);
  if (Math.abs(Number(decimal)) > (measure === 'quantity' ? MAX_QUANTITY : MAX_MONEY)) return `!${measure}_range`;
  return measure === 'quantity' && decimal === '0' ? '!quantity_zero' : decimal;
}
