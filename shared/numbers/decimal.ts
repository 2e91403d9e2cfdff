/**
 * Exact decimal numbers as text, the form `numeric` columns take and give: '-1234.5'. Always normalised: no exponent, no
 * grouping, no leading or trailing zero that says nothing, no '-0'; so equal numbers are equal texts.
 */
export type Decimal = string;

/** The number `int.frac` × 10^shift, from plain digits. */
export function decimalOf(negative: boolean, int: string, frac: string, shift = 0): Decimal {
  let whole = int;
  let part = frac;
  if (shift > 0) {
    whole += part.slice(0, shift).padEnd(shift, '0');
    part = part.slice(shift);
  } else if (shift < 0) {
    const padded = whole.padStart(-shift, '0');
    part = padded.slice(padded.length + shift) + part;
    whole = padded.slice(0, padded.length + shift);
  }
  whole = whole.replace(/^0+/, '') || '0';
  part = part.replace(/0+$/, '');
  const digits = part ? `${whole}.${part}` : whole;
  return negative && digits !== '0' ? `-${digits}` : digits;
}

/** Rounds half away from zero to `scale` digits after the point. */
export function roundDecimal(decimal: Decimal, scale: number): Decimal {
  const { negative, int, frac } = split(decimal);
  if (frac.length <= scale) return decimal;
  let digits = BigInt(int + frac.slice(0, scale));
  if (frac.charCodeAt(scale) >= 0x35) digits += 1n;
  return decimalOf(negative, digits.toString(), '', -scale);
}

/**
 * The shortest decimal that means this double, as a spreadsheet shows it: 2.5499999999999998 is 2.55. Null when not finite.
 */
export function decimalOfNumber(number: number): Decimal | null {
  if (!Number.isFinite(number)) return null;
  const [mantissa = '', exponent = '0'] = Math.abs(number).toString().split('e');
  const [int = '', frac = ''] = mantissa.split('.');
  return decimalOf(number < 0, int, frac, Number(exponent));
}

function split(decimal: Decimal): { negative: boolean; int: string; frac: string } {
  const negative = decimal.startsWith('-');
  const [int = '', frac = ''] = (negative ? decimal.slice(1) : decimal).split('.');
  return { negative, int, frac };
}
