import { addDays, localDate } from './local-date.ts';
import type { LocalDate } from './local-date.ts';

export interface Holiday {
  date: LocalDate;
  code: HolidayCode;
}

export type HolidayCode = keyof typeof NAMES;

const NAMES = {
  newYear: { fr: "Jour de l'An", en: "New Year's Day" },
  goodFriday: { fr: 'Vendredi saint', en: 'Good Friday' },
  easterMonday: { fr: 'Lundi de Pâques', en: 'Easter Monday' },
  labourDay: { fr: 'Fête du Travail', en: 'Labour Day' },
  victoryDay: { fr: 'Victoire 1945', en: 'Victory in Europe Day' },
  ascension: { fr: 'Ascension', en: 'Ascension Day' },
  whitMonday: { fr: 'Lundi de Pentecôte', en: 'Whit Monday' },
  nationalDay: { fr: 'Fête nationale', en: 'Bastille Day' },
  assumption: { fr: 'Assomption', en: 'Assumption' },
  allSaints: { fr: 'Toussaint', en: "All Saints' Day" },
  armistice: { fr: 'Armistice 1918', en: 'Armistice Day' },
  christmas: { fr: 'Noël', en: 'Christmas Day' },
  saintStephen: { fr: 'Saint-Étienne', en: "Saint Stephen's Day" },
} as const;

export function holidayName(code: HolidayCode, locale: 'fr' | 'en'): string {
  return NAMES[code][locale];
}

/** Public holidays of metropolitan France in order of date; Alsace-Moselle has two more. */
export function frenchHolidays(year: number, { alsaceMoselle = false }: { alsaceMoselle?: boolean } = {}): Holiday[] {
  const easter = easterSunday(year);
  const holidays: Holiday[] = [
    { date: localDate(year, 1, 1), code: 'newYear' },
    { date: addDays(easter, 1), code: 'easterMonday' },
    { date: localDate(year, 5, 1), code: 'labourDay' },
    { date: localDate(year, 5, 8), code: 'victoryDay' },
    { date: addDays(easter, 39), code: 'ascension' },
    { date: addDays(easter, 50), code: 'whitMonday' },
    { date: localDate(year, 7, 14), code: 'nationalDay' },
    { date: localDate(year, 8, 15), code: 'assumption' },
    { date: localDate(year, 11, 1), code: 'allSaints' },
    { date: localDate(year, 11, 11), code: 'armistice' },
    { date: localDate(year, 12, 25), code: 'christmas' },
  ];
  if (alsaceMoselle) {
    holidays.push(
      { date: addDays(easter, -2), code: 'goodFriday' },
      { date: localDate(year, 12, 26), code: 'saintStephen' },
    );
  }
  return holidays.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Gregorian Easter by the Meeus/Jones/Butcher rule. */
export function easterSunday(year: number): LocalDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonCorrection + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const lateFullMoon = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const days = epact + toSunday - 7 * lateFullMoon + 114;
  return localDate(year, Math.floor(days / 31), (days % 31) + 1);
}
