import type { Language } from './language.ts';

/** What stands for a value that is missing or undefined: never 0. */
export const MISSING = '–';

type Value = number | null | undefined;

export interface Formats {
  /** `1 234,56 €` */
  money: (value: Value) => string;
  /** `1 235 €` */
  wholeMoney: (value: Value) => string;
  /** `950 €`, `1,2 k€`, `3,4 M€`: for axes and small tiles. */
  shortMoney: (value: Value) => string;
  /** `+12,30 €`: a change. */
  moneyChange: (value: Value) => string;
  /** `1 204` */
  count: (value: Value) => string;
  /** Two decimals: `2,31`. */
  ratio: (value: Value) => string;
  /** From a fraction: `38,1 %`. */
  percent: (value: Value) => string;
  /** From a fraction, without decimals: `86 %`. */
  wholePercent: (value: Value) => string;
  /** From a fraction, signed: `+4,2 %`. */
  percentChange: (value: Value) => string;
  /** A gap between two rates, from a fraction: `+0,6 pt`. */
  points: (value: Value) => string;
  /** `14:02:31` */
  time: (at: Date | string | number) => string;
  /** `14:02` */
  shortTime: (at: Date | string | number) => string;
  /** `22/11/2026` */
  date: (at: Date | string | number) => string;
  /** `22/11/2026 14:02` */
  dateTime: (at: Date | string | number) => string;
}

const LOCALES: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

/** A value that rounds to zero carries no sign. */
const SIGNED = { signDisplay: 'exceptZero' } as const;

export function createFormats(language: Language): Formats {
  const locale = LOCALES[language];
  const number = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(locale, options);
    return (value: Value) => (value == null || !Number.isFinite(value) ? MISSING : format.format(value));
  };
  const moment = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, options);
    return (at: Date | string | number) => format.format(new Date(at));
  };
  const euros = { style: 'currency', currency: 'EUR' } as const;
  const tenth = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  const wholeMoney = number({ ...euros, maximumFractionDigits: 0 });
  const oneDecimal = number({ maximumFractionDigits: 1 });
  const pointGap = number({ ...tenth, ...SIGNED });
  return {
    money: number(euros),
    wholeMoney,
    shortMoney: (value) => {
      if (value == null || !Number.isFinite(value)) return MISSING;
      const unit = shortUnit(Math.abs(value));
      return unit === undefined ? wholeMoney(value) : withUnit(oneDecimal(value / unit.size), unit.name, language);
    },
    moneyChange: number({ ...euros, ...SIGNED }),
    count: number({ maximumFractionDigits: 0 }),
    ratio: number({ minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    percent: number({ style: 'percent', ...tenth }),
    wholePercent: number({ style: 'percent', maximumFractionDigits: 0 }),
    percentChange: number({ style: 'percent', ...tenth, ...SIGNED }),
    points: (value) => {
      if (value == null || !Number.isFinite(value)) return MISSING;
      return `${pointGap(value * 100)}\u00a0pt`;
    },
    time: moment({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    shortTime: moment({ hour: '2-digit', minute: '2-digit' }),
    date: moment({ day: '2-digit', month: '2-digit', year: 'numeric' }),
    dateTime: moment({ day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
  };
}

/** The limit is where rounding to one decimal would reach the next unit, so that 999 960 € reads 1 M€, not 1 000 k€. */
function shortUnit(size: number): { size: number; name: 'k' | 'M' } | undefined {
  if (size >= 999_950) return { size: 1e6, name: 'M' };
  return size >= 999.5 ? { size: 1e3, name: 'k' } : undefined;
}

/** Controllers write k€ and M€; Intl's compact notation writes « M € ». */
function withUnit(text: string, unit: 'k' | 'M', language: Language): string {
  if (language === 'fr') return `${text}\u00a0${unit}€`;
  return text.startsWith('-') ? `-€${text.slice(1)}${unit}` : `€${text}${unit}`;
}
