import { expect, it } from 'vitest';
import { easterSunday, frenchHolidays, holidayName } from './french-holidays.ts';
import { weekday } from './local-date.ts';

it('Easter falls where the tables say', () => {
  const table = {
    1954: '1954-04-18',
    1981: '1981-04-19',
    2000: '2000-04-23',
    2008: '2008-03-23',
    2011: '2011-04-24',
    2024: '2024-03-31',
    2025: '2025-04-20',
    2026: '2026-04-05',
    2027: '2027-03-28',
    2028: '2028-04-16',
    2038: '2038-04-25',
  };
  for (const [year, date] of Object.entries(table)) expect(easterSunday(Number(year))).toBe(date);
  for (let year = 1900; year < 2200; year++) expect(weekday(easterSunday(year))).toBe(7);
});

it('France has eleven public holidays, Alsace-Moselle thirteen', () => {
  expect(frenchHolidays(2026).map((holiday) => holiday.date)).toEqual([
    '2026-01-01',
    '2026-04-06',
    '2026-05-01',
    '2026-05-08',
    '2026-05-14',
    '2026-05-25',
    '2026-07-14',
    '2026-08-15',
    '2026-11-01',
    '2026-11-11',
    '2026-12-25',
  ]);
  const alsace = frenchHolidays(2026, { alsaceMoselle: true });
  expect(alsace).toHaveLength(13);
  expect(alsace.map((holiday) => holiday.date)).toEqual(alsace.map((holiday) => holiday.date).toSorted());
  expect(alsace[1]).toEqual({ date: '2026-04-03', code: 'goodFriday' });
  expect(holidayName('nationalDay', 'fr')).toBe('Fête nationale');
});
