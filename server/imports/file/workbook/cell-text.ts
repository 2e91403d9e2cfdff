import type { NumberKind } from './number-format.ts';

const DAY_SECONDS = 86_400;
/** Days from 1899-12-30, day 0 of workbooks that count from 1900, to 1970-01-01. */
const TO_UNIX = 25_569;
/** Workbooks of old Macintosh programs count from 1904-01-01. */
const FROM_1904 = 1_462;
/** 9999-12-31. */
const LAST_DAY = 2_958_465;

/**
 * The text of a number as the file says it: a plain decimal with a dot, an ISO date, a time of day. A date without a time of
 * day has none in its text, whatever its format shows.
 */
export function numberText(raw: string, kind: NumberKind, from1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  if (kind === 'number') return plainDecimal(value);
  const serial = value + (from1904 ? FROM_1904 : 0);
  if (value < 0 || serial >= LAST_DAY + 1) return plainDecimal(value);
  if (kind === 'time') return clock(Math.round((value % 1) * DAY_SECONDS) % DAY_SECONDS);
  // Fractions of days are rounded to seconds: 12:00:00 is rarely 0.5 exactly once it was computed.
  let day = Math.floor(serial);
  let seconds = Math.round((serial - day) * DAY_SECONDS);
  if (seconds === DAY_SECONDS) [day, seconds] = [day + 1, 0];
  const date = isoDate(day, from1904);
  return seconds === 0 && kind === 'date' ? date : `${date} ${clock(seconds)}`;
}

/** Day 60 is 29 February 1900, which never was: programs inherited it, and days before it are one later than they count. */
function isoDate(day: number, from1904: boolean): string {
  if (!from1904 && day === 60) return '1900-02-29';
  const days = !from1904 && day < 60 ? day + 1 : day;
  return new Date((days - TO_UNIX) * DAY_SECONDS * 1000).toISOString().slice(0, 10);
}

function clock(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/**
 * Fifteen digits, as spreadsheets show and mean them, without an exponent. Three decimals get a zero behind: `1.234` alone could
 * be read as a thousand, and here it is known what the dot is.
 */
function plainDecimal(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  const short = String(Number(value.toPrecision(15)));
  const plain = short.includes('e') ? expand(short) : short;
  return /\.\d{3}$/.test(plain) ? `${plain}0` : plain;
}

/** `1.5e-7` is 0.00000015. */
function expand(text: string): string {
  const [mantissa = '', exponent = '0'] = text.split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Workbooks write control characters as `_x000D_`. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
