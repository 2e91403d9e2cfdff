import { expect, test } from 'vitest';
import { likeDays, sameWeekdays } from './like-days.ts';

test('an ordinary day is like the same weekday of the eight weeks before', () => {
  const { kind, days } = likeDays('2026-11-25');
  expect(kind).toBe('weekday');
  expect(days).toHaveLength(8);
  expect([days[0], days[7]]).toEqual(['2026-11-18', '2026-09-30']);
  expect(likeDays('2026-11-25')).toEqual(sameWeekdays('2026-11-25'));
});

test('a holiday is like the holidays before it, over the turn of a year too', () => {
  expect(likeDays('2026-11-11')).toEqual({
    kind: 'holiday',
    days: [
      '2026-11-01',
      '2026-08-15',
      '2026-07-14',
      '2026-05-25',
      '2026-05-14',
      '2026-05-08',
      '2026-05-01',
      '2026-04-06',
    ],
  });
  expect(likeDays('2027-01-01').days.slice(0, 2)).toEqual(['2026-12-25', '2026-11-11']);
});

test('a day of soldes is like the same weekday of the soldes before, holidays left out', () => {
  // Winter soldes of 2027 begin on 6 January, summer soldes of 2026 on 24 June.
  expect(likeDays('2027-01-26')).toEqual({
    kind: 'soldes',
    days: [
      '2027-01-19',
      '2027-01-12',
      '2026-07-21',
      // The 14th is a holiday.
      '2026-07-07',
      '2026-06-30',
      '2026-02-03',
      '2026-01-27',
      '2026-01-20',
    ],
  });
  expect(likeDays('2027-07-14').kind).toBe('holiday');
});
