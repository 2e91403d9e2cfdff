import type { MasterField } from '../../../shared/api/master-imports.ts';
import { dateText } from '../../../shared/calendar/date-text.ts';
import { monthText } from '../../../shared/calendar/date-text.ts';
import { MISSING } from '../../../shared/numbers/format-number.ts';
import type { Language } from '../../ui/language.ts';
import type { Formats } from '../../ui/use-formats.ts';

export interface ValueWords {
  language: Language;
  formats: Formats;
  /** Of a rate that has always counted. */
  always: string;
  /** The name of a store event. */
  event: (code: string) => string;
}

const NBSP = '\u00a0';

/** A value of reference data as people write it. Prices keep their decimals: two that differ must not look alike. */
export function valueText(field: MasterField, value: string | null, words: ValueWords): string {
  const { language, formats } = words;
  if (value === null) return field === 'from' ? words.always : MISSING;
  switch (field) {
    case 'yearlyObjective':
    case 'purchasePrice':
    case 'salePrice':
    case 'amount':
      return money(value, words);
    case 'rate':
      return formats.percent(Number(value) / 100, Math.max(1, decimals(value)));
    case 'surface':
      return `${formats.count(Number(value))}${NBSP}m²`;
    case 'opened':
    case 'closed':
    case 'start':
    case 'end':
    case 'from':
      return dateText(value);
    case 'month':
      return monthText(value, language);
    case 'event':
      return words.event(value);
    case 'charge':
      return value.charAt(0).toUpperCase() + value.slice(1).replaceAll('_', ' ');
    default:
      return value;
  }
}

/** Whether values stand in a column of numbers. */
export function isNumber(field: MasterField): boolean {
  return ['yearlyObjective', 'purchasePrice', 'salePrice', 'amount', 'rate', 'surface'].includes(field);
}

function money(value: string, { language, formats }: ValueWords): string {
  const digits = decimals(value);
  if (digits <= 2) return formats.money(Number(value));
  const text = formats.decimal(Number(value), digits);
  return language === 'fr' ? `${text}${NBSP}€` : `€${text}`;
}

const decimals = (value: string) => value.split('.')[1]?.length ?? 0;
