import type { LocalDate } from '../../shared/calendar/local-date.ts';
import { LOCALE_TAGS } from '../../shared/numbers/locale.ts';
import type { Language } from '../ui/language.ts';

/** `mercredi 1er décembre 2010`: the month in letters, so that no order of digits can be misread. */
export function longDate(date: LocalDate, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALE_TAGS[language], { dateStyle: 'full', timeZone: 'UTC' });
  const text = format.format(new Date(`${date}T00:00:00Z`));
  return language === 'fr' ? text.replace(' 1 ', ' 1er ') : text;
}

/** `mer. 01/12/2010`: for columns of days. */
export function shortDay(date: LocalDate, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALE_TAGS[language], {
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${date}T00:00:00Z`));
}
