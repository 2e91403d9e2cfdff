/**
 * How the digits of a text are to be read: as people of a language type them, as a file with a known decimal sign writes
 * them (strict), or with nothing known ('any').
 */
export type Reading = 'fr' | 'en' | ',' | '.' | 'any';

export type DecimalSign = ',' | '.';

export interface Digits {
  int: string;
  frac: string;
}

/** Groups of three after a first group of one to three; a leading 0 opens no group. */
const GROUPED: Readonly<Record<string, RegExp>> = {
  ' ': /^(?!0)\d{1,3}(?: \d{3})+$/,
  "'": /^(?!0)\d{1,3}(?:'\d{3})+$/,
  ',': /^(?!0)\d{1,3}(?:,\d{3})+$/,
  '.': /^(?!0)\d{1,3}(?:\.\d{3})+$/,
};

/**
 * Tells grouping from decimal sign in digits mixed with `,` `.` space and apostrophe, e.g. `1 234,56`, `1,234.56`, `1.234`.
 * 'separators': no consistent reading; 'ambiguous': two that differ (only with 'any').
 */
export function readDigits(body: string, reading: Reading): Digits | 'separators' | 'ambiguous' {
  const sign = decimalSignOf(body, reading);
  if (sign === 'ambiguous' || sign === 'separators') return sign;
  const point = sign === null ? -1 : body.indexOf(sign);
  const int = point < 0 ? body : body.slice(0, point);
  const frac = point < 0 ? '' : body.slice(point + 1);
  if (/\D/.test(frac) || int + frac === '') return 'separators';
  const group = /\D/.exec(int)?.[0];
  if (group === undefined) return { int, frac };
  return GROUPED[group]?.test(int) ? { int: int.replaceAll(group, ''), frac } : 'separators';
}

function decimalSignOf(body: string, reading: Reading): DecimalSign | null | 'separators' | 'ambiguous' {
  const comma = body.lastIndexOf(',');
  const dot = body.lastIndexOf('.');
  if (comma < 0 && dot < 0) return null;
  const last = comma > dot ? ',' : '.';
  const strict = reading === ',' || reading === '.';
  if (comma >= 0 && dot >= 0) return strict && last !== reading ? 'separators' : last;
  if (body.indexOf(last) !== body.lastIndexOf(last)) return strict && last === reading ? 'separators' : null;
  return loneSign(body, last, reading);
}

/** One `,` or one `.` and no other of the two. */
function loneSign(body: string, sign: DecimalSign, reading: Reading): DecimalSign | null | 'separators' | 'ambiguous' {
  if (sign === reading) return sign;
  const groups = GROUPED[sign]?.test(body) ?? false;
  if (reading === ',' || reading === '.') return groups ? null : 'separators';
  // A French keypad types a point for the comma, and France never groups by points: 1.234 is not 1234 here.
  if (reading === 'fr') return sign;
  if (reading === 'en') return sign === ',' && groups ? null : sign;
  return groups ? 'ambiguous' : sign;
}
