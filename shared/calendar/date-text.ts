import type { IsoWeek } from './iso-week.ts';
import type { LocalDate } from './local-date.ts';
import type { Month } from './month.ts';

const MONTHS = {
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};

/** '05/01/2027' in both languages: the day first. */
export function dateText(date: LocalDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** 'mars 2027', 'March 2027' */
export function monthText(month: Month, locale: 'fr' | 'en'): string {
  return `${MONTHS[locale][Number(month.slice(5, 7)) - 1] ?? ''} ${month.slice(0, 4)}`;
}

/** 'S01 2027', 'W01 2027' */
export function weekText({ year, week }: IsoWeek, locale: 'fr' | 'en'): string {
  return `${locale === 'fr' ? 'S' : 'W'}${String(week).padStart(2, '0')} ${year}`;
}
