import type { LocalDate } from '../../shared/calendar/local-date.ts';
import { LOCALE_TAGS } from '../../shared/numbers/locale.ts';
import type { Language } from '../ui/language.ts';

/** `vendredi 20 novembre 2026` */
export function dayText(date: LocalDate, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALE_TAGS[language], { dateStyle: 'full', timeZone: 'UTC' });
  const text = format.format(new Date(`${date}T00:00:00Z`));
  return language === 'fr' ? text.replace(' 1 ', ' 1er ') : text;
}
