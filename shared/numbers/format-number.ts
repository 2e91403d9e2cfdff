import { LOCALE_TAGS } from './locale.ts';
import type { Locale } from './locale.ts';

/** Null, undefined, NaN and infinities are missing. */
export type Shown = number | null | undefined;

export type MoneyUnit = '€' | 'k€' | 'M€' | 'Md€';

/** Every function rounds half away from zero and shows what is missing as `–`. */
export interface NumberFormats {
  /** `1 234,56 €`, `€1,234.56` */
  money: (value: Shown) => string;
  /** `1 235 €`, `€1,235` */
  moneyWhole: (value: Shown) => string;
  /** In the unit that fits: `950 €`, `128,5 k€`, `1,23 M€` */
  moneyCompact: (value: Shown) => string;
  /** In a unit fixed for a column or an axis: `128,5 k€`, `€128.5k` */
  moneyIn: (unit: MoneyUnit, value: Shown, digits?: number) => string;
  /** `1 204` */
  count: (value: Shown) => string;
  /** `2,30` with two digits */
  decimal: (value: Shown, digits: number) => string;
  /** 0.862 is `86,2 %` */
  percent: (value: Shown, digits?: number) => string;
  /** 0.042 is `+4,2 %`, a change */
  variation: (value: Shown, digits?: number) => string;
  /** 0.006 is `+0,6 pt`, the gap between two rates */
  points: (value: Shown, digits?: number) => string;
}

export const MISSING = '–';
const NBSP = '\u00a0';

const UNITS: Readonly<Record<MoneyUnit, { factor: number; digits: number; fr: string; en: string }>> = {
  '€': { factor: 1, digits: 0, fr: '€', en: '' },
  'k€': { factor: 1e3, digits: 1, fr: 'k€', en: 'k' },
  'M€': { factor: 1e6, digits: 2, fr: 'M€', en: 'M' },
  'Md€': { factor: 1e9, digits: 2, fr: 'Md€', en: 'bn' },
};

const made = new Map<Locale, NumberFormats>();

/** The formats of a language; made once, since an Intl formatter costs a thousand times what it formats. */
export function numberFormats(locale: Locale): NumberFormats {
  let formats = made.get(locale);
  if (!formats) made.set(locale, (formats = createFormats(locale)));
  return formats;
}

function createFormats(locale: Locale): NumberFormats {
  const plain = cachedFormat(locale, {});
  const percents = cachedFormat(locale, { style: 'percent' });
  const variations = cachedFormat(locale, { style: 'percent', signDisplay: 'exceptZero' });
  const euros = cachedFormat(locale, { style: 'currency', currency: 'EUR' });

  function moneyIn(unit: MoneyUnit, value: Shown, digits = UNITS[unit].digits): string {
    if (!isShown(value)) return MISSING;
    const scaled = value / UNITS[unit].factor;
    if (locale === 'en') return euros(scaled, digits) + UNITS[unit].en;
    return plain(scaled, digits) + NBSP + UNITS[unit].fr;
  }

  return {
    moneyIn,
    money: (value) => euros(value, 2),
    moneyWhole: (value) => euros(value, 0),
    moneyCompact: (value) => moneyIn(unitFor(value), value),
    count: (value) => plain(value, 0),
    decimal: plain,
    percent: (value, digits = 1) => percents(value, digits),
    variation: (value, digits = 1) => variations(value, digits),
    // Through the percent format, which multiplies in decimal: 1.005 × 100 in binary is 100.499….
    points: (value, digits = 1) => variations(value, digits).replace(/\u00a0?%/, `${NBSP}pt`),
  };
}

/** The largest unit that is at least 1 once rounded: 999 960 € is 1,00 M€, never 1 000,0 k€. */
function unitFor(value: Shown): MoneyUnit {
  const size = Math.abs(value ?? 0);
  if (size >= 999_995_000) return 'Md€';
  if (size >= 999_950) return 'M€';
  return size >= 999.5 ? 'k€' : '€';
}

function cachedFormat(locale: Locale, style: Intl.NumberFormatOptions): (value: Shown, digits: number) => string {
  const byDigits = new Map<number, Intl.NumberFormat>();
  return (value, digits) => {
    if (!isShown(value)) return MISSING;
    let format = byDigits.get(digits);
    if (!format) {
      const exactly = { minimumFractionDigits: digits, maximumFractionDigits: digits };
      // 'negative' keeps the sign away from what rounds to zero.
      format = new Intl.NumberFormat(LOCALE_TAGS[locale], { signDisplay: 'negative', ...style, ...exactly });
      byDigits.set(digits, format);
    }
    return format.format(value);
  };
}

function isShown(value: Shown): value is number {
  return value != null && Number.isFinite(value);
}
