import { decimalOf } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import { readDigits } from './separators.ts';
import type { Reading } from './separators.ts';

/**
 * empty       nothing, or only a dash, as missing values are shown
 * text        no number: words, two signs, NaN, Infinity, units that do not go together
 * formula     starts with `=` or `@`; this product computes no formulas in cells
 * separators  commas, points, spaces or apostrophes that fit no grouping by three
 * ambiguous   `1,234` or `1.234` when the decimal sign is unknown
 * range       beyond ±MAX_VALUE, or finer than any amount
 */
export type NumberError = 'empty' | 'text' | 'formula' | 'separators' | 'ambiguous' | 'range';

/** `5 %` has the value 0.05 and `percent`. `decimal` is exact, `value` the nearest double. */
export interface ParsedNumber {
  ok: true;
  value: number;
  decimal: Decimal;
  percent: boolean;
}

export interface NotANumber {
  ok: false;
  kind: NumberError;
}

/** The largest amount any cell may hold, in either direction. */
export const MAX_VALUE = 1e15;
const MAX_LENGTH = 64;
const MAX_FRACTION = 30;

const SPACES = /[\t\u00a0\u2000-\u200a\u202f]/g;
const APOSTROPHES = /\u2019/g;
const MINUSES = /[\u2212\u2013]/g;

/** [sign] [currency] [sign] digits [exponent] [multiplier] [currency or %] [minus], spaces between allowed. */
const NUMBER =
  /^([+-]?) ?([€$£]?|EUR|USD|GBP) ?([+-]?) ?([\d.,](?:[\d.,' ]*[\d.,])?)(?:E([+-]?\d{1,4}))? ?(k|M|Md|bn)? ?(€|\$|£|EUR|USD|GBP|%)? ?(-?)$/i;

const MULTIPLIERS: Readonly<Record<string, number>> = { k: 3, m: 6, md: 9, bn: 9 };

/**
 * Reads a number as people, spreadsheets and files write it: spaces (also U+00A0, U+202F, U+2009) and apostrophes between
 * thousands, comma or point, `k` `M` `Md` `bn`, `%`, a currency sign on either side, `-` (also U+2212) in front or behind,
 * accounting parentheses, exponents. See Reading for which sign is the decimal one.
 */
export function parseNumber(text: string, reading: Reading): ParsedNumber | NotANumber {
  if (text.length > MAX_LENGTH) return { ok: false, kind: text.trim() === '' ? 'empty' : 'text' };
  let body = text.replace(SPACES, ' ').replace(APOSTROPHES, "'").replace(MINUSES, '-').trim();
  if (body === '' || body === '-' || body === '\u2014') return { ok: false, kind: 'empty' };
  if (body.startsWith('=') || body.startsWith('@')) return { ok: false, kind: 'formula' };
  const parentheses = body.startsWith('(') && body.endsWith(')');
  if (parentheses) body = body.slice(1, -1).trim();

  const match = NUMBER.exec(body);
  if (!match) return { ok: false, kind: 'text' };
  const [, sign = '', before = '', inner = '', mixed = '', exponent = '0', multiplier, unit, trailing = ''] = match;
  const percent = unit === '%';
  const signs = sign + inner + trailing;
  if (signs.length + Number(parentheses) > 1) return { ok: false, kind: 'text' };
  if (before && unit) return { ok: false, kind: 'text' };
  if (percent && multiplier) return { ok: false, kind: 'text' };

  const digits = readDigits(mixed, reading);
  if (typeof digits === 'string') return { ok: false, kind: digits };
  const shift = Number(exponent) + (MULTIPLIERS[multiplier?.toLowerCase() ?? ''] ?? 0) - (percent ? 2 : 0);
  if (Math.abs(shift) > MAX_LENGTH) return { ok: false, kind: 'range' };
  const decimal = decimalOf(parentheses || signs === '-', digits.int, digits.frac, shift);
  const value = Number(decimal);
  const point = decimal.indexOf('.');
  if (Math.abs(value) > MAX_VALUE || (point >= 0 && decimal.length - point > MAX_FRACTION))
    return { ok: false, kind: 'range' };
  return { ok: true, value, decimal, percent };
}
