import { decimalOf } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import { parseNumber } from './parse-number.ts';
import type { DecimalSign } from './separators.ts';

/** Fifteen digits stay below MAX_VALUE whatever they are, so the fast path needs no range check. */
const MAX_FAST_LENGTH = 15;

/**
 * The hot path of imports: the exact number of a cell in a file whose decimal sign is known, or null when it is none (then
 * `parseNumber(text, sign)` names the reason). Plain digits cost one scan and, with points, no new text; everything else
 * takes the full grammar of parseNumber, so both always agree.
 */
export function decimalCell(text: string, sign: DecimalSign): Decimal | null {
  const plain = plainDecimal(text, sign === ',' ? 0x2c : 0x2e);
  if (plain !== null) return plain;
  const parsed = parseNumber(text, sign);
  return parsed.ok ? parsed.decimal : null;
}

/** `-?digits[sign digits]` only; null sends the caller to the full grammar. */
function plainDecimal(text: string, sign: number): Decimal | null {
  const length = text.length;
  if (length === 0 || length > MAX_FAST_LENGTH) return null;
  const negative = text.charCodeAt(0) === 0x2d;
  const start = negative ? 1 : 0;
  let point = -1;
  for (let index = start; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0x30 && code <= 0x39) continue;
    if (code !== sign || point >= 0) return null;
    point = index;
  }
  const end = point < 0 ? length : point;
  if (end === start) return null;
  const first = text.charCodeAt(start);
  const saysNothing = first === 0x30 && (end - start > 1 || negative);
  if (saysNothing || (point >= 0 && (point === length - 1 || text.charCodeAt(length - 1) === 0x30))) {
    return decimalOf(negative, text.slice(start, end), point < 0 ? '' : text.slice(point + 1));
  }
  if (point < 0 || sign === 0x2e) return text;
  return `${text.slice(0, point)}.${text.slice(point + 1)}`;
}
