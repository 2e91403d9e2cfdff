import { LOCALE_TAGS } from '../../shared/numbers/locale.ts';
import type { Language } from '../ui/language.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** `834 ko`, `7,6 Mo`: decimal units, as file managers of both languages show. */
export function fileSize(bytes: number, language: Language): string {
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return new Intl.NumberFormat(LOCALE_TAGS[language], {
    style: 'unit',
    unit: UNITS[unit] ?? 'byte',
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: size < 10 && unit > 0 ? 1 : 0,
  }).format(size);
}
