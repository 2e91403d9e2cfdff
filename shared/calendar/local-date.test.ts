import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayNumber,
  daysBetween,
  fromDayNumber,
  isLocalDate,
  sameDateLastYear,
  sameWeekdayLastYear,
  weekday,
} from './local-date.ts';

describe('local dates', () => {
  it('agree with UTC dates on every day from 1896 to 2104, leap centuries included', () => {
    const first = Date.UTC(1896, 0, 1) / 86_400_000;
    const last = Date.UTC(2104, 11, 31) / 86_400_000;
    for (let day = first; day <= last; day++) {
      const utc = new Date(day * 86_400_000);
      const text = utc.toISOString().slice(0, 10);
      if (fromDayNumber(day) !== text || dayNumber(text) !== day || weekday(text) !== ((utc.getUTCDay() + 6) % 7) + 1) {
        expect.fail(`${text} (day ${day})`);
      }
    }
  });

  it('survive any shift and back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -700_000, max: 2_900_000 }),
        fc.integer({ min: -9000, max: 9000 }),
        (day, shift) => {
          const date = fromDayNumber(day);
          expect(isLocalDate(date)).toBe(true);
          expect(daysBetween(date, addDays(date, shift))).toBe(shift);
          expect(addDays(addDays(date, shift), -shift)).toBe(date);
        },
      ),
      { seed: 20_270_105 },
    );
  });

  it('refuse what is no day', () => {
    const wrong = [
      '',
      '2027-02-29',
      '2027-13-01',
      '2027-00-10',
      '2027-04-31',
      '2027-1-1',
      ' 2027-01-01',
      '2027-01-01T',
    ];
    expect(wrong.filter(isLocalDate)).toEqual([]);
    expect(isLocalDate('2028-02-29')).toBe(true);
  });

  it('find last year', () => {
    expect(sameWeekdayLastYear('2026-11-22')).toBe('2025-11-23');
    expect(weekday('2025-11-23')).toBe(weekday('2026-11-22'));
    expect(sameDateLastYear('2028-02-29')).toBe('2027-02-28');
    expect(sameDateLastYear('2026-11-22')).toBe('2025-11-22');
  });
});
