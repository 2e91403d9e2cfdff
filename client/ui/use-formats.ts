import { numberFormats, type NumberFormats } from '../../shared/numbers/format-number.ts';
import { LOCALE_TAGS } from '../../shared/numbers/locale.ts';
import { useLanguage, type Language } from './language.ts';

type Moment = Date | string | number;

/** Numbers as in shared/numbers, and moments in the time of the person's own machine. */
export interface Formats extends NumberFormats {
  /** `+12,30 €`: a change */
  moneyChange: (value: number) => string;
  /** `14:02:31` */
  time: (at: Moment) => string;
  /** `14:02` */
  shortTime: (at: Moment) => string;
  /** `22/11/2026` */
  date: (at: Moment) => string;
  /** `22/11/2026 14:02` */
  dateTime: (at: Moment) => string;
  /** `dimanche 22 novembre` */
  longDay: (at: Moment) => string;
}

/** Intl objects are costly to make: one set per language for the whole client. */
const made: Record<Language, Formats> = { fr: createFormats('fr'), en: createFormats('en') };

export function useFormats(): Formats {
  return made[useLanguage()];
}

function createFormats(language: Language): Formats {
  const numbers = numberFormats(language);
  const moment = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(LOCALE_TAGS[language], options);
    return (at: Moment) => format.format(new Date(at));
  };
  const day = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
  const minute = { hour: '2-digit', minute: '2-digit' } as const;
  const date = moment(day);
  const shortTime = moment(minute);
  return {
    ...numbers,
    moneyChange: (value) => (value > 0 ? '+' : '') + numbers.money(value),
    time: moment({ ...minute, second: '2-digit' }),
    shortTime,
    date,
    dateTime: (at) => `${date(at)} ${shortTime(at)}`,
    longDay: moment({ weekday: 'long', day: 'numeric', month: 'long' }),
  };
}
